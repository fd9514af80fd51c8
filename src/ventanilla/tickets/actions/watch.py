"""The watch: what is due is told, what expired is found, and nothing is lost while nobody watched.

Its cost grows with what is due: `look_at` of a deadline is the next instant at which there is something to do.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, transaction

from ventanilla.journal.chain import instant
from ventanilla.journal.record import record
from ventanilla.people.models import RoleKind
from ventanilla.tickets.actions.escalate import reach_the_top
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.moves import locked_if_free, move
from ventanilla.tickets.queries import to_look_at
from ventanilla.tickets.reckoning import EXPIRY, closes, expired, reckon, thresholds
from ventanilla.tickets.settling import SUMMED, expire, noted, refresh, save_changed, settle
from ventanilla.tickets.spells import Spell, clockwork
from ventanilla.tickets.states import State
from ventanilla.tickets.stepping import whose

BATCH = 200
#: A ticket whose clocks cannot be reckoned is looked at again after this, and crowds out no other.
PATIENCE = timedelta(minutes=30)
#: Why a case is over that nobody at the desk closed.
CORRECTION_EXPIRED = "correction_expired"
log = logging.getLogger(__name__)


class Unwatched(Exception):
    """The clocks of some tickets could not be reckoned; all others were looked at."""


def watch(*, at: datetime) -> int:
    """Look at every deadline whose instant has passed, ticket by ticket; returns how many tickets.

    Each in a transaction of its own. One that somebody holds at this moment is left for the next minute: whoever
    holds it notes what expired, and what is not told is still due. Raises Unwatched at the end.
    """
    looked, broken = 0, []
    for ticket_id in _due(at):
        try:
            looked += look(ticket_id=ticket_id, at=at)
        except (OperationalError, InterfaceError):
            raise  # the database, not the ticket: the next minute comes again
        except Exception:
            log.exception("the clocks of ticket %s could not be reckoned", ticket_id)
            broken.append(ticket_id)
            Deadline.objects.filter(ticket=ticket_id, look_at__lt=at).update(look_at=at + PATIENCE)
    if broken:
        raise Unwatched(f"tickets {', '.join(map(str, broken))}")
    return looked


def look(*, ticket_id: int, at: datetime) -> bool:
    """Do what is due on one ticket. False: somebody holds it."""
    with transaction.atomic():
        ticket = locked_if_free(ticket_id)
        if ticket is None:
            return False
        # Somebody may have acted since the watch set out: what he did came first.
        at = max(at, ticket.last_activity_at)
        rows, past = clockwork(ticket)
        if over := _over(ticket, rows, past, at):
            _close(ticket, over, at)
        else:
            _tell(ticket, rows, past, at)
    return True


def _due(at: datetime) -> Iterator[int]:
    """The tickets, each once; read in batches, so that a long outage fits into memory."""
    after, seen = None, set()
    while rows := list(to_look_at(before=at, after=after)[:BATCH]):
        for look_at, pk, ticket_id in rows:
            after = look_at, pk
            if ticket_id not in seen:
                seen.add(ticket_id)
                yield ticket_id


def _tell(ticket: Ticket, rows: Sequence[Deadline], past: Sequence[Spell], at: datetime) -> None:
    before, summed = noted(rows), [getattr(ticket, name) for name in SUMMED]
    expire(ticket, rows, past, at=at)
    for row in rows:
        if row.runs:
            _ring(ticket, row, past, at)
    refresh(ticket, rows, past, at=at)
    save_changed(rows, before)
    if summed != [getattr(ticket, name) for name in SUMMED]:
        ticket.save(update_fields=SUMMED)


def _ring(ticket: Ticket, row: Deadline, past: Sequence[Spell], at: datetime) -> None:
    """Tell what is due and was not told. What is overtaken by what came after it is only noted as told."""
    due = [name for name, when in thresholds(row, past) if when < at and name not in row.told]
    told = {"clock": row.clock, "due": instant(row.due_at)}
    warnings = [int(name.partition(":")[2]) for name in due if name.startswith("warning:")]
    if warnings and not expired(row):
        _record(ticket, "ticket.warned", {**told, "left": min(warnings)}, at)
    for name in due:
        kind, _, n = name.partition(":")
        if kind == "escalation" and expired(row):
            level = row.term.data["escalation"][int(n)]
            data = {**told, "to": level["to"], "level": int(n), "after": level["after"]}
            _record(ticket, "ticket.escalated", data, at)
            if level["to"] == RoleKind.EXECUTIVE:
                reach_the_top(ticket, row, unit_id=whose(ticket, row)[0], at=at)
    row.told = [*row.told, *(name for name in due if name != EXPIRY)]


def _over(ticket: Ticket, rows: Sequence[Deadline], past: Sequence[Spell], at: datetime) -> datetime | None:
    """When the requester's time to correct ended, if it has and he did not."""
    if ticket.state != State.CORRECTING:
        return None
    ends = [reckon(row, past, now=at).at for row in rows if row.runs and closes(row)]
    return next((end for end in ends if end is not None and end < at), None)


def _close(ticket: Ticket, over: datetime, at: datetime) -> None:
    """UNE-09: the time to correct is over; the requester is told, and how to go on."""
    move(ticket, "expire", at=at)
    settle(ticket, at=at, until=over)
    ticket.save()
    told = {"reason": CORRECTION_EXPIRED, "due": instant(over), "state": str(ticket.state)}
    _record(ticket, "ticket.closed", told, at)


def _record(ticket: Ticket, kind: str, data: Mapping[str, object], at: datetime) -> None:
    record(kind=kind, subject=("ticket", ticket.pk), data=dict(data), at=at)
