"""The six desks, and what differs between them for somebody who walks from registration to survey."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from tests.documents.files import PDF, PNG

PASSWORD = "ventana-abierta-2026"
#: Two days back is before today in every zone, whatever the hour of the test.
BEFORE = (datetime.now(UTC) - timedelta(days=2)).date().isoformat()


@dataclass(frozen=True)
class Words:
    """Where a desk that says *usted* and one that says *tú* differ."""

    your_turn: str
    how_it_goes: str
    we_need: str
    the_answer: str
    how_did_we_do: str
    survey_closed: str


USTED = Words(
    your_turn="Le toca a usted",
    how_it_goes="Cómo va su solicitud",
    we_need="Necesitamos algo de usted",
    the_answer="La respuesta a su solicitud",
    how_did_we_do="¿Cómo le atendimos?",
    survey_closed="Su opinión quedó registrada.",
)
TU = Words(
    your_turn="Te toca a ti",
    how_it_goes="Cómo va tu solicitud",
    we_need="Necesitamos algo de ti",
    the_answer="La respuesta a tu solicitud",
    how_did_we_do="¿Cómo te atendimos?",
    survey_closed="Tu opinión quedó registrada.",
)


@dataclass(frozen=True)
class Pick:
    """An option of a question."""

    option: str


@dataclass(frozen=True)
class Paper:
    """A file that is added to a question."""

    name: str
    content: bytes

    @property
    def upload(self) -> dict[str, object]:
        kind = "application/pdf" if self.name.endswith("pdf") else "image/png"
        return {"name": self.name, "mimeType": kind, "buffer": self.content}


VOUCHER = Paper("comprobante.pdf", PDF)
SCREENSHOT = Paper("captura.png", PNG)
Answers = Sequence[tuple[str, "str | Pick | Paper"]]


@dataclass(frozen=True)
class Desk:
    """`newcomer` registers with `details`, looks for `search`, finds `service` and answers its questions.

    `hidden` is a question that shows only after the right answer; `stages` are what the time line says at the
    start, at work, when answered and when closed; `agent` attends; `opinion` is an answer of the survey.
    """

    slug: str
    words: Words
    newcomer: str
    given_names: str
    agent: str
    search: str
    service: str
    hidden: str
    answers: Answers
    thanks: str
    stages: tuple[str, str, str, str]
    opinion: str
    details: Answers = ()
    declaration: str = ""
    confidential: bool = False
    by_link: bool = False
    username: str = ""


UMECIT = Desk(
    slug="umecit",
    words=USTED,
    newcomer="hugo@umecit.example",
    given_names="Hugo",
    agent="bruno@umecit.example",
    search="hice un pago y no aparece",
    service="Validación de un pago",
    hidden="¿Desde qué banco?",
    answers=[
        ("¿Cómo pagó?", Pick("Transferencia")),
        ("¿Desde qué banco?", "Banco General"),
        ("Número de operación", "OP-884213"),
        ("Fecha del pago", BEFORE),
        ("Monto pagado", "125.50"),
        ("¿Qué pagó?", "Mensualidad de octubre"),
        ("Comprobante", VOUCHER),
    ],
    thanks="Recibimos su solicitud",
    stages=("Recibida", "Verificamos el pago", "Respuesta enviada", "Cerrada"),
    opinion="Muy buena",
)
UPN = Desk(
    slug="upn",
    words=TU,
    newcomer="hugo@upn.example",
    given_names="Hugo",
    agent="bruno@upn.example",
    search="pagué mi cuota y sigue pendiente",
    service="Mi pago aún figura como pendiente",
    hidden="¿Qué cuota?",
    answers=[
        ("¿Qué pagaste?", Pick("Una cuota")),
        ("¿Qué cuota?", "3"),
        ("Monto", "850"),
        ("¿Cuándo pagaste?", BEFORE),
        ("Describe lo que ves", "La cuota 3 sigue en rojo."),
        ("Voucher de pago", VOUCHER),
    ],
    thanks="Registramos tu ticket",
    stages=("Ticket registrado", "En curso", "Respuesta enviada", "Cerrado"),
    opinion="Muy satisfecho",
)
UNEMI = Desk(
    slug="unemi",
    words=USTED,
    newcomer="hugo@unemi.example",
    given_names="Hugo",
    agent="bruno@unemi.example",
    search="falté a clases por enfermedad",
    service="Justificación de faltas",
    hidden="Centro de salud que emitió el certificado",
    answers=[
        ("Causa", Pick("Salud")),
        ("Centro de salud que emitió el certificado", "Hospital León Becerra"),
        ("Desde", BEFORE),
        ("Hasta", BEFORE),
        ("Asignaturas a las que faltó", "Estadística II"),
        ("Documento que prueba la causa", VOUCHER),
    ],
    declaration="son exactas y veraces",
    confidential=True,
    thanks="Su solicitud fue ingresada",
    stages=("Solicitud ingresada", "En revisión", "Respuesta enviada", "Finalizada"),
    opinion="Excelente",
)
UDG = Desk(
    slug="udgvirtual",
    words=TU,
    newcomer="noemi@correo.example",
    given_names="Noemí",
    details=[
        ("Nombres", "Noemí"),
        ("Apellidos", "Ruvalcaba"),
        ("Eres", Pick("Estudiante")),
    ],
    agent="bruno@udgvirtual.example",
    search="no veo mi curso",
    service="Problema en la plataforma",
    hidden="¿Qué curso?",
    answers=[
        ("¿Qué pasa?", Pick("No veo un curso")),
        ("¿Qué curso?", "Álgebra lineal"),
        ("Describe lo que ves. Nunca escribas tu contraseña.", "La lista de cursos está vacía."),
        ("Captura de pantalla", SCREENSHOT),
    ],
    thanks="Registramos tu incidente",
    stages=("Incidente registrado", "Un agente lo atiende", "Respuesta enviada", "Incidente cerrado"),
    opinion="Satisfecho",
)
SOACHA = Desk(
    slug="soacha",
    words=USTED,
    newcomer="francisca@correo.example",
    given_names="Francisca",
    details=[
        ("Nombres", "Francisca"),
        ("Apellidos", "Rivera Gómez"),
        ("Usted es", Pick("Ciudadano")),
        ("Tipo de documento", Pick("Cédula de ciudadanía")),
        ("Número de documento", "52418731"),
    ],
    by_link=True,
    username="frivera2",
    agent="bruno@soacha.example",
    search="derecho de petición",
    service="Petición de interés general o particular",
    hidden="¿A qué comunidad o institución educativa se refiere?",
    answers=[
        ("¿De qué interés es su petición?", Pick("General: para la comunidad")),
        ("¿A qué comunidad o institución educativa se refiere?", "Barrio San Mateo"),
        ("Contenido del requerimiento", "Pedimos transporte escolar para la vereda."),
        ("Adjuntar archivo", VOUCHER),
    ],
    thanks="Su requerimiento quedó radicado",
    stages=("Radicado", "En trámite", "Respuesta enviada", "Finalizado"),
    opinion="Buena",
)
CUCUTA = Desk(
    slug="cucuta",
    words=USTED,
    newcomer="mateo@correo.example",
    given_names="Mateo",
    details=[
        ("Nombres", "Mateo"),
        ("Apellidos", "Carvajal"),
        ("Usted es", Pick("Docente o directivo docente")),
        ("Tipo de documento", Pick("Cédula de ciudadanía")),
        ("Número de documento", "88214561"),
    ],
    username="mcarvajal",
    agent="bruno@cucuta.example",
    search="no estoy de acuerdo con la respuesta",
    service="Reclamo",
    hidden="",
    answers=[
        ("Contenido del reclamo", "La respuesta no dice cuándo se paga el retroactivo."),
        ("Documento que reclama", VOUCHER),
    ],
    thanks="Su requerimiento quedó radicado",
    stages=("Radicado", "En trámite", "Respuesta enviada", "Finalizado"),
    opinion="Excelente",
)
DESKS = (UMECIT, UPN, UNEMI, UDG, SOACHA, CUCUTA)
