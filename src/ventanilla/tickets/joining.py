"""What becomes of the promises of two tickets that become one: none is kept later than it was made."""

from collections.abc import Sequence
from datetime import datetime

from ventanilla.journal.chain import instant
from ventanilla.tickets.clocks import ANSWERED, Clock
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.reckoning import expired, reckon
from ventanilla.tickets.settling import noted, refresh, save_changed, tell_again
from ventanilla.tickets.spells import Spell, clockwork, entered

#: What makes a date: taken over whole, so that the earlier promise goes on explaining itself.
PROMISED = ("term", "calendar", "local", "amount", "added", "start_at", "due_at", "told")


def adopt(ticket: Ticket, brought: Sequence[Deadline], *, at: datetime, by: int) -> list[dict[str, str]]:
    """The clocks that ran on a merged ticket go on here wherever they are due earlier; returns the dates that moved.

    Called after `settle`, before the event is recorded; the caller saves the ticket.
    """
    rows, past = clockwork(ticket)
    here = entered(past, ticket.state, at, by)
    before, dates = noted(rows), {row.clock: row.due_at for row in rows if row.runs}
    own = {row.clock: row for row in rows}
    for theirs in brought:
        if theirs.clock not in ANSWERED:
            continue  # of a stage, or of a correction: its own ticket's affair
        mine = own.get(theirs.clock)
        if mine is None:
            rows.append(_take(Deadline(ticket=ticket, clock=theirs.clock), theirs, here, at))
        elif _is_earlier(theirs, mine):
            _take(mine, theirs, here, at)
    refresh(ticket, rows, here, at=at)
    for row in rows:
        if row.pk is None:
            row.save()
    save_changed([row for row in rows if row.pk in before], before)
    return [
        {"clock": row.clock, "from": instant(dates[row.clock]), "to": instant(row.due_at)}
        for row in rows
        if row.runs and row.clock in dates and dates[row.clock] != row.due_at
    ]


def _is_earlier(theirs: Deadline, mine: Deadline) -> bool:
    """Who has had his first contact has had it; an answer that was given does not answer the other request."""
    if not mine.runs:
        return bool(theirs.clock != Clock.FIRST_CONTACT)
    return bool(theirs.due_at < mine.due_at)


def _take(mine: Deadline, theirs: Deadline, past: Sequence[Spell], at: datetime) -> Deadline:
    """As it was promised. Pauses of this ticket that were none of the other's are taken off again."""
    for name in PROMISED:
        setattr(mine, name, getattr(theirs, name))
    mine.met_at = mine.dropped_at = None
    mine.breached_at = mine.breached_at or theirs.breached_at
    if expired(theirs):
        return mine
    while mine.amount + mine.added > 1 and _due(mine, past, at) > theirs.due_at:
        mine.amount -= 1
    tell_again(mine, past, at=at)
    return mine


def _due(row: Deadline, past: Sequence[Spell], at: datetime) -> datetime:
    due: datetime = reckon(row, past, now=at).at or reckon(row, past[:-1], now=at).at or row.due_at
    return due
