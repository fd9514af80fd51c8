"""A ticket with all that its figures follow from, read in a few statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from ventanilla.journal.models import Event
from ventanilla.surveys.models import Survey
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.spells import Spell, clockwork


@dataclass(frozen=True)
class Life:
    """`events` in the order of recording; `ratings` in thousandths, by the id of their survey."""

    ticket: Ticket
    events: Sequence[Event]
    deadlines: Sequence[Deadline]
    spells: Sequence[Spell]
    ratings: dict[int, int]
    zone: ZoneInfo

    def deadline(self, clock: str) -> Deadline | None:
        return next((row for row in self.deadlines if row.clock == clock), None)


def life_of(ticket_id: int) -> Life:
    """Four statements."""
    ticket = Ticket.objects.select_related("version", "institution").get(pk=ticket_id)
    events = Event.objects.filter(subject_kind="ticket", subject_id=ticket_id).order_by("n")
    deadlines, spells = clockwork(ticket)
    surveys = Survey.objects.filter(ticket=ticket, score__isnull=False)
    ratings = {survey.pk: rating(survey.score, survey.data) for survey in surveys}
    return Life(ticket, list(events), deadlines, spells, ratings, ticket.institution.zoneinfo)


def rating(score: int, data: dict[str, Any]) -> int:
    """From 0 for the worst of the scale to 1000 for its best: scales of other lengths compare."""
    return round(1000 * (score - 1) / (len(data["scale"]) - 1))
