"""One's own requests: what is new first, then all from the newest, in pages that are never counted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet

from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.queries import of_requester
from ventanilla.tickets.queue import read_cursor
from ventanilla.tickets.states import State
from ventanilla.tickets.steps import Elsewhere, asked_rows, elsewhere
from ventanilla.web.portal.ticket.line import is_service_name, stage_words

PAGE = 20
MOST_NEWS = 20


@dataclass(frozen=True)
class Row:
    ticket: Ticket
    service: Any
    stage: Any  # the institution's word for the state, empty where it has none
    elsewhere: Elsewhere | None = None  # the units that it waits for

    @property
    def is_called_as_service(self) -> bool:
        return is_service_name(self.ticket.title, self.service)

    @property
    def promised(self) -> bool:
        """Whether a date is still to come; what is answered or over has none."""
        return self.ticket.is_open

    @property
    def ended(self) -> datetime:
        return self.ticket.closed_at or self.ticket.last_activity_at


@dataclass(frozen=True)
class Listing:
    """`news` only on the first page; `older` is where the next one begins, empty on the last."""

    news: list[Row]
    rows: list[Row]
    older: str


def listing(person: Person, *, only_open: bool, after: str = "") -> Listing:
    found = _told(of_requester(person))
    if only_open:
        found = found.filter(closed_at__isnull=True)
    place = read_cursor(after)
    has_news = place is None and person.unread > 0
    news = _rows(found.filter(unread=True)[:MOST_NEWS]) if has_news else []
    if place is not None:
        at, identifier = place
        # The first comparison is answered by the index, so that nothing shown before is read again.
        found = found.filter(Q(created_at__lt=at) | Q(created_at=at, id__lt=identifier), created_at__lte=at)
    rows = _rows(found[: PAGE + 1])
    more, rows = len(rows) > PAGE, rows[:PAGE]
    older = f"{rows[-1].ticket.created_at.isoformat()}_{rows[-1].ticket.pk}" if more else ""
    shown_above = {row.ticket.pk for row in news}
    return Listing(news, [row for row in rows if row.ticket.pk not in shown_above], older)


def _told(found: QuerySet[Any]) -> QuerySet[Any]:
    """Only what a row shows: a version's data is large."""
    return (
        found.select_related(None)
        .only(
            "code",
            "title",
            "state",
            "unread",
            "created_at",
            "due_at",
            "paused_at",
            "closed_at",
            "last_activity_at",
        )
        .annotate(
            service_name=F("version__data__name"),
            stages=F("version__data__stages"),
            asked_rows=asked_rows(),
        )
    )


def _rows(found: QuerySet[Any]) -> list[Row]:
    return [
        Row(
            ticket,
            ticket.service_name,
            stage_words({"stages": ticket.stages}, ticket.state),
            elsewhere(ticket.asked_rows) if ticket.state == State.WAITING_UNIT else None,
        )
        for ticket in found
    ]
