"""The term is over and nothing came: the requester asks how it goes, and the desk must hear it."""

from datetime import datetime, timedelta

from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.tickets.actions.request import own
from ventanilla.tickets.clocks import Clock, is_step
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.moves import may_move, move
from ventanilla.tickets.queries import deadlines
from ventanilla.tickets.reckoning import expired

#: So long an answer to the last asking is waited for.
AGAIN_AFTER = timedelta(days=3)


class NotOverdue(Exception):
    """Nothing that was promised is late."""


class AskedLately(Exception):
    """`until`: when it can be asked again."""

    def __init__(self, until: datetime) -> None:
        super().__init__(until.isoformat())
        self.until = until


def nudge(*, ticket_id: int, requester: Person, at: datetime, channel: str) -> Ticket:
    """Raises NotOverdue, AskedLately, IllegalMove."""
    with own(ticket_id, requester) as ticket:
        move(ticket, "nudge", at=at)
        rows = deadlines(ticket)
        if not is_late(rows, at=at):
            raise NotOverdue
        again = next_time(ticket)
        if again is not None and at < again:
            raise AskedLately(again)
        ticket.nudged_at = at
        ticket.save(update_fields=["nudged_at", "last_activity_at"])
        record(
            kind="ticket.nudged",
            subject=("ticket", ticket.pk),
            actor=requester.pk,
            channel=channel,
            data={"clocks": [row.clock for row in rows if _late(row, at)]},
            at=at,
        )
    return ticket


def may_nudge(ticket: Ticket, rows: list[Deadline], *, at: datetime) -> bool:
    """Whether there is something to ask; perhaps not yet again (`next_time`)."""
    return may_move(ticket, "nudge") and is_late(rows, at=at)


def is_late(rows: list[Deadline], *, at: datetime) -> bool:
    return any(_late(row, at) for row in rows)


def next_time(ticket: Ticket) -> datetime | None:
    return ticket.nudged_at + AGAIN_AFTER if ticket.nudged_at else None


def _late(row: Deadline, at: datetime) -> bool:
    """A promise of the desk's to the requester, whether the watch has found it or not."""
    own_time = row.clock == Clock.CORRECTION or is_step(row.clock)
    return row.runs and not own_time and (expired(row) or (row.paused_at is None and row.due_at < at))
