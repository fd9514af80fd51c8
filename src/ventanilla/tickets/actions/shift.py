"""A changed calendar or term reaches the promises that are open: each ticket by itself, in one event."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from ventanilla.journal.chain import instant
from ventanilla.journal.record import record
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.moves import locked
from ventanilla.tickets.settling import CHANGING, SUMMED, expire, refresh, tell_again
from ventanilla.tickets.shifting import Shift, Targets, shifted, shifts
from ventanilla.tickets.spells import clockwork
from ventanilla.tickets.stepping import keep_dates


def shift_all(targets: Targets, *, by: int | None, at: datetime) -> Iterator[Shift]:
    """Move what would be due later; yields what moved. Broken off and repeated, it goes on where it was."""
    seen: set[int] = set()
    for found in shifts(targets, now=at):
        if found.deadline.ticket_id in seen:
            continue
        seen.add(found.deadline.ticket_id)
        yield from shift(ticket_id=found.deadline.ticket_id, targets=targets, by=by, at=at)


def shift(*, ticket_id: int, targets: Targets, by: int | None, at: datetime) -> list[Shift]:
    """The clocks of one ticket, under its lock: as they are now, not as they were when they were listed."""
    with transaction.atomic():
        ticket = locked(ticket_id)
        rows, past = clockwork(ticket)
        expire(ticket, rows, past, at=at)
        for row in rows:
            row.ticket = ticket
        made = [found for row in rows if row.runs and (found := shifted(row, past, targets, now=at))]
        if not made:
            return []
        moved = {found.row.pk: found.row for found in made}
        rows = [moved.get(row.pk, row) for row in rows]
        for row in moved.values():
            tell_again(row, past, at=at)
        refresh(ticket, rows, past, at=at)
        Deadline.objects.bulk_update(rows, CHANGING)
        keep_dates(moved.values())
        ticket.save(update_fields=SUMMED)
        record(
            kind="ticket.deadline_moved",
            subject=("ticket", ticket.pk),
            actor=by,
            channel="desk" if by else "system",
            data={"moves": [_told(found) for found in made]},
            at=at,
        )
    return made


def _told(found: Shift) -> dict[str, object]:
    return {
        "clock": found.row.clock,
        "from": instant(found.old),
        "to": instant(found.new),
        "calendar": found.row.calendar_id,
        "before": found.deadline.calendar_id,
        "local_before": found.deadline.local_id,
        "term": found.row.term_id,
    }
