"""The clocks that may run on a ticket, and what they are called. A stage's clock carries the stage's slug."""

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from ventanilla.tickets.states import State


class Clock(TextChoices):
    FIRST_CONTACT = "first_contact", _("First contact")
    RESOLUTION = "resolution", pgettext_lazy("term", "Answer")
    LEGAL = "legal", _("Limit by law")
    CORRECTION = "correction", _("Your correction")


STAGE = "stage:"
#: Of another unit's step, with its id (tickets/models/step.py).
STEP = "step:"
#: The answer meets all of these; a case that is taken up again lets the last two run again.
ANSWERED = (Clock.FIRST_CONTACT, Clock.RESOLUTION, Clock.LEGAL)
REOPENED = (Clock.RESOLUTION, Clock.LEGAL)


def stage_of(version: dict[str, Any], state: str) -> dict[str, Any] | None:
    """The stage with a term of its own that a state reaches, in the data of a service's version."""
    for stage in version["stages"]:
        if stage["state"] == state and stage.get("term"):
            found: dict[str, Any] = stage
            return found
    return None


def stage_clock(stage: dict[str, Any]) -> str:
    return f"{STAGE}{stage['slug']}"


def name_of(clock: str, version: dict[str, Any]) -> Any:
    """The institution's words, or the word in the language of the reader."""
    if clock.startswith(STEP):
        return gettext("Another unit's step")
    if not clock.startswith(STAGE):
        return str(Clock(clock).label)
    slug = clock.removeprefix(STAGE)
    return next((stage["name"] for stage in version["stages"] if stage["slug"] == slug), slug)


def is_step(clock: str) -> bool:
    """Whether the promise is another unit's to the desk, and none to the requester."""
    return clock.startswith(STEP)


def rests(state: str) -> bool:
    """Whether a ticket in this state waits for somebody who is not its agent."""
    return State(state) in {State.WAITING_STUDENT, State.CORRECTING, State.WAITING_UNIT}
