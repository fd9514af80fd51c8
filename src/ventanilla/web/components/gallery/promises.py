"""A promise that was extended, one that stands still, and one that was broken."""

from ventanilla.tickets.extensions import Given
from ventanilla.web.components import chips
from ventanilla.web.components.clocks import Face
from ventanilla.web.components.gallery.samples import DUE, NOW, SUBMITTED, WHY

TERM = "Respuesta en 3 días laborables"
EXTENDED = Given(
    id=1,
    status="granted",
    amount=2,
    reason="Tesorería espera el reporte del banco.",
    old=SUBMITTED,
    new=DUE,
    asked_by_id=1,
    asked_by="Bruno Alvarado",
    asked_at=SUBMITTED,
    decided_by="",
    decided_at=None,
    decision="",
)


def clocks() -> list[Face]:
    return [
        _face("running", chips.of_deadline(DUE, now=NOW), changes=[EXTENDED], why=WHY),
        _face("still", chips.Chip("Detenido", chips.CALM, "‖"), still_since=SUBMITTED, left="2 días hábiles"),
        _face("expired", chips.of_deadline(SUBMITTED, now=NOW), broken=SUBMITTED, url="#extension"),
    ]


def _face(state: str, chip: chips.Chip, **more: object) -> Face:
    return Face("resolution", "Respuesta", TERM, DUE, state, chip, **more)  # type: ignore[arg-type]
