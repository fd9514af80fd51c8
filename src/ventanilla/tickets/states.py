"""The states of a ticket and the legal moves between them. Stages, many, are the institution's words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class State(TextChoices):
    SUBMITTED = "submitted", _("Received")
    IN_PROGRESS = "in_progress", _("In progress")
    WAITING_STUDENT = "waiting_student", _("Waiting for you")
    CORRECTING = "correcting", _("To be corrected")
    WAITING_UNIT = "waiting_unit", _("In validation")
    ANSWERED = "answered", _("Answer sent")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


OPEN = frozenset(
    {State.SUBMITTED, State.IN_PROGRESS, State.WAITING_STUDENT, State.CORRECTING, State.WAITING_UNIT}
)
ENDED = frozenset({State.CLOSED, State.WITHDRAWN})
WAITING = frozenset({State.WAITING_STUDENT, State.CORRECTING})

#: move → (from, to); performed by tickets/moves.py alone, under the ticket's row lock.
MOVES: dict[str, tuple[frozenset[State], State | None]] = {
    "take": (frozenset(OPEN | {State.ANSWERED}), None),
    "assign": (frozenset(OPEN | {State.ANSWERED}), None),
    "start": (frozenset({State.SUBMITTED}), State.IN_PROGRESS),
    "ask": (frozenset(OPEN | {State.ANSWERED}), State.WAITING_STUDENT),
    "answer": (frozenset(OPEN | {State.ANSWERED}), State.ANSWERED),
    "reply": (frozenset(OPEN | {State.ANSWERED}), None),
    "return": (frozenset(OPEN | {State.ANSWERED}), State.CORRECTING),
    "resume": (frozenset(WAITING | {State.ANSWERED}), State.IN_PROGRESS),
    "note": (frozenset(State), None),
    "extend": (frozenset(OPEN), None),
    "involve": (frozenset(OPEN), None),
    "validate": (frozenset({State.SUBMITTED, State.IN_PROGRESS}), State.WAITING_UNIT),
    "validated": (frozenset({State.WAITING_UNIT}), State.IN_PROGRESS),
    "refer": (frozenset(OPEN | {State.ANSWERED}), None),
    "transfer": (frozenset(OPEN), State.CLOSED),
    "escalate": (frozenset(OPEN | {State.ANSWERED}), None),
    "close": (frozenset(OPEN | {State.ANSWERED}), State.CLOSED),
    "expire": (frozenset({State.CORRECTING}), State.CLOSED),
    "withdraw": (frozenset(OPEN), State.WITHDRAWN),
    "merge": (frozenset(OPEN - {State.WAITING_UNIT} | {State.ANSWERED}), State.CLOSED),
    "receive": (frozenset(OPEN | {State.ANSWERED}), None),
    "split": (frozenset(OPEN | {State.ANSWERED}), None),
    "reclassify": (frozenset(OPEN - {State.WAITING_UNIT}), None),
    "reopen": (frozenset({State.ANSWERED, State.CLOSED}), State.IN_PROGRESS),
    "nudge": (frozenset(OPEN), None),
}
