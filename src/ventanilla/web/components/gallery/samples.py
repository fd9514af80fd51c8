"""One request as its pages show it: Ana asks, Bruno attends, Tesorería checks."""

from datetime import UTC, datetime
from typing import Any

from ventanilla.tickets.states import State
from ventanilla.web.components.track import Step

CODE = "UPN-26-018220-4"
WHY = [
    "Se registró el lunes 16 de noviembre a las 9:12, en horario de atención.",
    "Un reclamo se responde en 15 días hábiles; el lunes 30 es feriado y no cuenta.",
    "El plazo termina con el día: lunes 7 de diciembre, 18:00, hora de su sede.",
]
STORY = (
    "Hice el pago el viernes por la app del banco, pero en MiMundo todavía figura la cuota.\n\n"
    f"Adjunto el voucher. El número de operación es {'0123456789' * 6}."
)
ANSWER = (
    "Estimada Ana: ya tenemos su comprobante. Pedimos a Tesorería que confirme el abono; le escribimos "
    "apenas responda.\n\nMientras tanto puede ver su cuenta en https://sga.unemi.edu.ec/estado."
)


def moment(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    """An hour of the campus, which lies five hours behind."""
    return datetime(2026, month, day, hour + 5, minute, tzinfo=UTC)


NOW, SUBMITTED, DUE = moment(24, 10, 20), moment(16, 9, 12), moment(7, 18, month=12)
STEPS = [
    Step("Recibida", "done", at=SUBMITTED),
    Step("Asignada a Facturación", "done", "Bruno Salas", at=moment(16, 9, 30)),
    Step({"es": "En validación", "en": "Being checked"}, "now", "Tesorería", until=moment(26, 18)),
    Step("Respuesta enviada", "next", until=DUE),
    Step("Su opinión", "next"),
]
FILES = [
    {"name": "voucher-banco-pichincha-segunda-cuota.jpg", "size": 1_845_000, "url": "#voucher"},
    {"name": "estado de cuenta (2).pdf", "size": 84_000, "state": "revisando si tiene virus"},
]


def said_by(who: str, initials: str, text: str, at: datetime, **more: Any) -> dict[str, Any]:
    return {"who": who, "initials": initials, "text": text, "at": at, **more}


TALK = [
    said_by("Ana Batista", "AB", STORY, SUBMITTED, mine=True, via="por el portal", files=FILES),
    said_by("Facturación", "FA", ANSWER, moment(16, 11, 40), links=True, unread=True),
    said_by("ليلى حداد", "لح", "شكرا جزيلا 🙏 <script>alert(1)</script>", NOW, mine=True, via="por correo"),
]
NOTE = {
    "who": "Bruno Salas",
    "text": "Tesorería pide el número de operación completo. Llamar el jueves si no responde.",
    "at": NOW,
}
HOURS = {"open": True, "until": moment(24, 18), "place": "Milagro"}
CLOSED = {"open": False, "next": moment(25, 8), "place": "Milagro"}


def ticket() -> dict[str, Any]:
    return {
        "at": NOW,
        "code": CODE,
        "submitted": SUBMITTED,
        "due": DUE,
        "why": WHY,
        "state": State.IN_PROGRESS,
        "steps": STEPS,
        "talk": TALK,
        "note": NOTE,
        "files": FILES,
        "hours": HOURS,
    }
