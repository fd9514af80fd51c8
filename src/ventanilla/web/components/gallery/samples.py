"""Words and moments as they come from the desk: Ana asks, Bruno attends, Carla directs."""

from datetime import UTC, datetime
from typing import Any

from ventanilla.tickets.states import State
from ventanilla.web.components.track import Step

NOW = datetime(2026, 11, 24, 15, 20, tzinfo=UTC)
DUE = datetime(2026, 12, 7, 23, 0, tzinfo=UTC)
SUBMITTED = datetime(2026, 11, 16, 14, 12, tzinfo=UTC)
WHY = [
    "Se registró el lunes 16 de noviembre a las 9:12, en horario de atención.",
    "Un reclamo se responde en 15 días hábiles; el lunes 30 es feriado y no cuenta.",
    "El plazo termina con el día: lunes 7 de diciembre, 18:00, hora de su sede.",
]
STORY = (
    "Hice el pago el viernes por la app del banco, pero en MiMundo todavía figura la cuota.\n\n"
    "Adjunto el voucher. El número de operación es 00012345678901234567890123456789012345678901234567890123456789."
)
ANSWER = (
    "Estimada Ana: ya tenemos su comprobante. Pedimos a Tesorería que confirme el abono; le escribimos apenas "
    "responda.\n\nMientras tanto puede ver el estado de su cuenta en https://sga.unemi.edu.ec/estado."
)
STEPS = [
    Step("Recibida", "done", at=SUBMITTED),
    Step("Asignada a Facturación", "done", "Bruno Salas", at=datetime(2026, 11, 16, 14, 30, tzinfo=UTC)),
    Step({"es": "En validación", "en": "Being checked"}, "now", "Tesorería", until=datetime(2026, 11, 26, 23, 0, tzinfo=UTC)),
    Step("Respuesta enviada", "next", until=DUE),
    Step("Su opinión", "next"),
]
FILES = [
    {"name": "voucher-banco-pichincha-segunda-cuota.jpg", "size": 1_845_000, "url": "#voucher"},
    {"name": "estado de cuenta (2).pdf", "size": 84_000, "state": "revisando si tiene virus"},
]
MESSAGES = [
    {"who": "Ana Batista", "initials": "AB", "text": STORY, "at": SUBMITTED, "mine": True, "via": "por el portal", "files": FILES},
    {"who": "Facturación", "initials": "FA", "text": ANSWER, "at": datetime(2026, 11, 16, 16, 40, tzinfo=UTC), "links": True, "unread": True},
    {"who": "ليلى حداد", "initials": "لح", "text": "شكرا جزيلا 🙏 <script>alert(1)</script>", "at": NOW, "mine": True, "via": "por correo"},
]
NOTE = {"who": "Bruno Salas", "text": "Tesorería pide el número de operación completo. Llamar el jueves si no responde.", "at": NOW}
DOORS = [
    {"title": "Matrícula y asignaturas", "url": "#m", "text": "Matrícula, retiros, horarios, homologaciones.", "small": "Respuesta en 3 días laborables"},
    {"title": "Becas y ayudas", "url": "#b", "text": "Postular, renovar, documentos que se piden.", "small": "Respuesta en 5 días laborables"},
    {"title": {"es": "Certificados y títulos", "en": "Certificates and degrees"}, "url": "#c", "text": "Notas, matrícula, culminación, registro.", "small": "Respuesta en 2 días laborables"},
    {"title": "Plataformas y claves", "url": "#p", "text": "SGA, correo institucional, aula virtual.", "small": "Casi siempre el mismo día"},
]  # fmt: skip
HOURS = {"open": True, "until": datetime(2026, 11, 24, 23, 0, tzinfo=UTC), "place": "Milagro"}
CLOSED = {"open": False, "next": datetime(2026, 11, 25, 13, 0, tzinfo=UTC), "place": "Milagro"}
VIEWS = [
    {"words": "Mi unidad", "url": "#", "count": 38, "current": True},
    {"words": "Mías", "url": "#1", "count": 9},
    {"words": "Sin asignar", "url": "#2", "count": 6},
    {"words": "Vencen hoy", "url": "#3", "count": 4, "tone": "bad"},
    {"words": "Esperan al estudiante", "url": "#4", "count": 12},
    {"words": "En otra unidad", "url": "#5", "count": 5},
    {"words": "Vencidas", "url": "#6", "count": 1, "tone": "bad"},
]
ROWS = [
    {"due": datetime(2026, 11, 24, 13, 0, tzinfo=UTC), "title": "Convalidación de tres materias de otra universidad", "code": "UMECIT-26-000911-2", "facts": "La Chorrera · correo", "who": "Diego Ríos", "service": "Convalidaciones", "state": State.WAITING_UNIT, "agent": "Carla"},
    {"due": datetime(2026, 11, 24, 21, 0, tzinfo=UTC), "title": "No aparece mi nota de práctica profesional", "code": "UMECIT-26-000934-8", "facts": "Megamall · portal · 2 archivos", "who": "Ana Batista", "service": "Notas", "state": State.IN_PROGRESS, "agent": "Bruno"},
    {"due": datetime(2026, 11, 25, 21, 30, tzinfo=UTC), "title": "Cambio de sede de Santiago a Panamá", "code": "UMECIT-26-000940-1", "facts": "Santiago · WhatsApp", "who": "Luis Castillo", "service": "Cambio de sede", "state": State.SUBMITTED, "agent": ""},
    {"due": datetime(2026, 11, 27, 23, 0, tzinfo=UTC), "title": "Requisitos de grado: falta el paz y salvo", "code": "UMECIT-26-000951-6", "facts": "remoto, Colombia · portal", "who": "Marta Peña", "service": "Requisitos de grado", "state": State.WAITING_STUDENT, "agent": "Bruno"},
]  # fmt: skip


def parts() -> dict[str, Any]:
    tabs = [{"words": "Abiertas", "url": "#", "count": 2, "current": True}, {"words": "Cerradas", "url": "#c", "count": 14}]
    crumbs = [("Inicio", "/"), ("Certificados y títulos", "#c"), ("Certificado de notas", "")]
    return ticket() | {"states": list(State), "doors": DOORS, "tabs": tabs, "crumbs": crumbs, "closed": CLOSED, "past": SUBMITTED,
                       "soon": ROWS[1]["due"], "rows": ROWS}  # fmt: skip


def home() -> dict[str, Any]:
    return {"at": NOW, "doors": DOORS, "hours": HOURS, "correct_by": datetime(2026, 11, 26, 23, 0, tzinfo=UTC)}


def ticket() -> dict[str, Any]:
    return {"at": NOW, "due": DUE, "why": WHY, "steps": STEPS, "messages_said": MESSAGES, "note": NOTE, "files": FILES, "hours": HOURS,
            "submitted": SUBMITTED, "state": State.IN_PROGRESS, "code": "UPN-26-018220-4"}  # fmt: skip


def queue() -> dict[str, Any]:
    return {"at": NOW, "rows": ROWS, "views": VIEWS}
