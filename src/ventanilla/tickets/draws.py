"""Whether the draws of a ticket hold: each made again, and the journal that tells of them unbroken."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings

from ventanilla.assignment.evidence import Examined, examine
from ventanilla.assignment.models import Draw
from ventanilla.assignment.queries import draw_events, draws_of_ticket, recorded
from ventanilla.journal.models import Event
from ventanilla.journal.verify import verify_subject
from ventanilla.tickets.models import Ticket


@dataclass(frozen=True)
class Verdict:
    """`missing`: draws that the ticket's journal names and that are not there (any more), or say something else.

    `broken`: subjects whose journal was changed.
    """

    ticket: Ticket
    draws: tuple[Examined, ...]
    missing: tuple[int, ...]
    broken: tuple[str, ...]

    @property
    def holds(self) -> bool:
        return not self.missing and not self.broken and all(one.holds for one in self.draws)


def examined(ticket: Ticket) -> list[Examined]:
    """Each of its draws made again and compared with what the journal tells: three statements."""
    draws = draws_of_ticket(ticket.pk)
    told = recorded(draws)
    return [examine(draw, told[draw.pk]) for draw in draws]


def number_of(ticket: Ticket) -> int:
    return Draw.objects.filter(subject_kind="ticket", subject_id=ticket.pk).count()


def verdict(ticket: Ticket) -> Verdict:
    """As above, and whether every draw that was told is there, and the journal of ticket and units is whole."""
    draws = examined(ticket)
    by_id = {one.draw.pk: one.draw for one in draws}
    missing = [e.data["draw"] for e in draw_events(ticket.pk) if not _fits(e, by_id.get(e.data["draw"]))]
    subjects = {("unit", one.draw.unit_id) for one in draws} | {("ticket", ticket.pk)}
    broken = [f"{kind}:{number}" for kind, number in sorted(subjects) if _is_broken((kind, number))]
    return Verdict(ticket, tuple(draws), tuple(missing), tuple(broken))


def _fits(event: Event, draw: Draw | None) -> bool:
    return draw is not None and draw.chosen == event.data["to"] and _pool(draw) == event.data["pool"]


def _pool(draw: Draw) -> str:
    try:
        return draw.pool.digest
    except (ValueError, TypeError, KeyError):  # what was changed into nonsense
        return ""


def _is_broken(subject: tuple[str, int]) -> bool:
    findings: Iterator[object] = verify_subject(key=settings.JOURNAL_KEY, subject=subject)
    return next(findings, None) is not None
