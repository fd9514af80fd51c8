"""One question of each kind, asked and answered wrongly."""

from dataclasses import replace

from ventanilla.web.components.field import Choice, Field, Stored

MODES = [
    Choice("presencial", {"es": "Presencial", "en": "In person"}),
    Choice("virtual", {"es": "Virtual", "en": "Online"}),
    Choice("mixta", "Mixta", "Dos días en la sede, el resto en línea."),
]
CAMPUSES = [
    Choice(
        "milagro", "Milagro", "Ciudadela universitaria, km 1,5 vía al km 26. Lunes a viernes, 8:00 a 17:00."
    ),
    Choice("guayaquil", "Guayaquil", "Solo atención remota hasta el 15 de enero."),
]
COUNTRIES = [Choice(name.lower(), name) for name in (
    "Argentina", "Bolivia", "Chile", "Colombia", "Costa Rica", "Ecuador", "México", "Panamá", "Perú",
)]  # fmt: skip
VOUCHER = Stored("7f3a", "voucher-banco-pichincha-segunda-cuota.jpg", 1_845_000)


def asked() -> list[Field]:
    return [
        Field("subject", "text", {"es": "¿Qué necesita?", "en": "What do you need?"}, required=True,
              help="En una línea; los detalles van abajo.", max_length=120),
        Field("mode", "choice", "Modalidad de sus estudios", required=True, choices=MODES),
        Field("platform", "text", "¿En qué plataforma le ocurre?", when={"mode": ["virtual", "mixta"]},
              when_words="Solo si estudia en modalidad virtual o mixta.", required=True),
        Field("story", "long", "Cuéntenos qué pasó", required=True, max_length=2000, rows=5,
              help="Cuándo ocurrió, qué intentó y qué mensaje apareció. No escriba contraseñas."),
        Field("reasons", "several", "¿A qué se debe?", choices=[
            Choice("pago", "El pago no aparece"), Choice("cupo", "No hay cupo"), Choice("otro", "Otra razón"),
        ]),
        Field("country", "choice", "País desde el que escribe", choices=COUNTRIES),
        Field("paid_on", "date", "Fecha del pago", required=True, maximum="2026-11-21"),
        Field("credits", "number", "Créditos aprobados", help="Un número entero, como aparece en su récord."),
        Field("amount", "money", "Valor pagado", required=True, currency="US$", help="Ejemplo: 125,50"),
        Field("campus", "campus", "¿Dónde quiere que le atiendan?", choices=CAMPUSES),
        Field("voucher", "file", "Comprobante de pago", required=True, formats=["pdf", "jpg", "png"],
              max_bytes=10_000_000, max_files=3, help="Deben verse la fecha y el número de operación.",
              stored=[VOUCHER]),
        Field("truth", "check", "Declaro que lo que escribo y los archivos que envío son verdaderos.",
              required=True, help="La declaración queda guardada con su solicitud."),
    ]  # fmt: skip


SENTENCES = {
    "subject": "Escriba en una línea qué necesita.",
    "mode": "Elija su modalidad de estudios.",
    "story": "El texto pasa de 2000 caracteres: acórtelo en 141.",
    "reasons": "Marque al menos una razón.",
    "country": "Elija un país de la lista.",
    "paid_on": "La fecha del pago no puede ser posterior a hoy, 21 de noviembre.",
    "amount": "Escriba el valor con números, por ejemplo 125,50.",
    "voucher": "«voucher.exe» no es un PDF, JPG o PNG. Tome una foto o descargue el PDF de su banco.",
    "truth": "Para enviar la solicitud hace falta su declaración.",
}


def wrong() -> list[Field]:
    given = {
        "story": "Pagué la segunda cuota y sigue apareciendo pendiente. ",
        "amount": "ciento veinte",
        "reasons": ["cupo"],
    }
    return [
        replace(
            one, errors=[SENTENCES[one.name]] if one.name in SENTENCES else (), value=given.get(one.name, "")
        )
        for one in asked()
    ]
