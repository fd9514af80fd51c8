"""More time for a deadline, with its reason and before it expires (UME-07, MEN-08).

Where the term asks for it, somebody else decides: a director of the unit. Each is one transaction under the
ticket's row lock; what is refused changes nothing.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext

from ventanilla.journal.chain import instant, text_digest
from ventanilla.journal.record import record
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.extending import NotAllowed, extended_to, options
from ventanilla.tickets.models import Deadline, Extension, Ticket
from ventanilla.tickets.moves import move
from ventanilla.tickets.queries import directors
from ventanilla.tickets.settling import expire, noted, refresh, save_changed, tell_again
from ventanilla.tickets.spells import Spell, clockwork

SHORTEST, LONGEST = 10, 2000  # characters of a reason


class WrongReason(Exception):
    """No reason, or one that is too short or too long."""


class DateMoved(Exception):
    """The page showed another date than the one that would be extended now."""


class DoneAlready(Exception):
    """The same form came before: what it asks for is done."""


class DecidedAlready(Exception):
    """Somebody else decided meanwhile."""


@dataclass(frozen=True)
class Wish:
    """`amount` in the term's unit; `seen` is the date that the page showed; `key` makes the form count once."""

    clock: str
    amount: int
    reason: str
    key: UUID
    seen: datetime | None = None


def extend(*, ticket_id: int, agent: Person, wish: Wish, at: datetime, channel: str = "desk") -> Extension:
    """Extend at once, or ask a director to. Raises NotAllowed, WrongReason, DateMoved, DoneAlready."""
    with attending(ticket_id, agent) as ticket:
        case = _case(ticket, clock=wish.clock)
        row, past = case.row, case.past
        earlier = list(Extension.objects.filter(deadline=row))
        if any(one.key == wish.key for one in earlier):
            raise DoneAlready
        move(ticket, "extend", at=at)
        reason = checked_reason(wish.reason)
        found = options(row, past, earlier, at=at)
        new = extended_to(row, past, found, wish.amount)
        if wish.seen is not None and wish.seen != found.due:
            raise DateMoved
        asks = row.term.data.get("approval") is not None
        if asks and not directors(ticket.unit_id, besides=[agent.pk, ticket.requester_id]).exists():
            raise NotAllowed(nobody_decides())
        extension = Extension.objects.create(
            deadline=row,
            status=Extension.Status.ASKED if asks else Extension.Status.GRANTED,
            amount=wish.amount,
            reason=reason,
            salt=os.urandom(16),
            old_due_at=found.due,
            new_due_at=new,
            asked_by=agent,
            asked_at=at,
            key=wish.key,
        )
        if asks:
            ticket.save(update_fields=["last_activity_at"])
            _tell(ticket, "ticket.extension_asked", extension, agent, at, channel)
        else:
            _add(ticket, case, extension, at)
            _tell(ticket, "ticket.extended", extension, agent, at, channel)
    return extension


def decide(
    *,
    ticket_id: int,
    extension_id: int,
    director: Person,
    grant: bool,
    words: str,
    at: datetime,
    channel: str = "desk",
) -> Extension:
    """Another person grants what was asked for, if it is not too late for that, or refuses it with words."""
    with attending(ticket_id, director) as ticket:
        extension: Extension = Extension.objects.get(pk=extension_id, deadline__ticket=ticket)
        if not rules.may_decide(director, ticket, asked_by=extension.asked_by_id):
            raise PermissionError("not another director of the ticket's unit")
        if extension.status != Extension.Status.ASKED:
            raise DecidedAlready
        extension.decision = checked_reason(words, needed=not grant)
        extension.decided_by, extension.decided_at = director, at
        if grant:
            _grant(ticket, extension, at)
            _tell(ticket, "ticket.extended", extension, director, at, channel)
        else:
            extension.status = Extension.Status.REFUSED
            extension.save()
            _tell(ticket, "ticket.extension_refused", extension, director, at, channel)
    return extension


def nobody_decides() -> str:
    return gettext("A director of the unit other than you must approve it, and there is none.")


def checked_reason(words: str, *, needed: bool = True) -> str:
    """The words without blanks around them; refuses too few and too many."""
    words = printable(words).replace("\r\n", "\n").strip()
    if not words and not needed:
        return ""
    if len(words) < SHORTEST:
        raise WrongReason(gettext("Write the reason, in %(n)d characters at least.") % {"n": SHORTEST})
    if len(words) > LONGEST:
        told = {"n": len(words), "limit": LONGEST}
        raise WrongReason(gettext("The reason has %(n)d characters and %(limit)d fit.") % told)
    return words


class _Case(NamedTuple):
    """The clock to extend among those of its ticket, as they are now."""

    row: Deadline
    rows: list[Deadline]
    past: list[Spell]


def _case(ticket: Ticket, **which: object) -> _Case:
    rows, past = clockwork(ticket)
    for row in rows:
        if all(getattr(row, name) == wanted for name, wanted in which.items()):
            return _Case(row, rows, past)
    raise NotAllowed(gettext("This request has no such term."))


def _grant(ticket: Ticket, extension: Extension, at: datetime) -> None:
    """As the dates are now: a pause since may have moved them."""
    move(ticket, "extend", at=at)
    case = _case(ticket, pk=extension.deadline_id)
    found = options(case.row, case.past, (), at=at)
    extension.new_due_at = extended_to(case.row, case.past, found, extension.amount)
    extension.old_due_at = found.due
    extension.status = Extension.Status.GRANTED
    extension.save()
    _add(ticket, case, extension, at)


def _add(ticket: Ticket, case: _Case, extension: Extension, at: datetime) -> None:
    row, rows, past = case
    before = noted(rows)
    expire(ticket, rows, past, at=at)
    row.added += extension.amount
    tell_again(row, past, at=at)
    refresh(ticket, rows, past, at=at)
    save_changed(rows, before)
    ticket.save(update_fields=["due_at", "paused_at", "last_activity_at"])


def _tell(ticket: Ticket, kind: str, extension: Extension, by: Person, at: datetime, channel: str) -> None:
    decision = text_digest(bytes(extension.salt), extension.decision) if extension.decision else None
    record(
        kind=kind,
        subject=("ticket", ticket.pk),
        actor=by.pk,
        channel=channel,
        data={
            "extension": extension.pk,
            "clock": extension.deadline.clock,
            "amount": extension.amount,
            "from": instant(extension.old_due_at),
            "to": instant(extension.new_due_at),
            "reason": text_digest(bytes(extension.salt), extension.reason),
            **({"decision": decision} if decision else {}),
        },
        at=at,
    )
