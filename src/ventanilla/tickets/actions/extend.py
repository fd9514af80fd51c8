"""More time for a deadline, with its reason and before it expires (UME-07, MEN-08).

Where the term asks for it, somebody else decides (decide.py). Each is one transaction under the ticket's row lock;
what is refused changes nothing.
"""

import os
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.actions.prolong import case_of, checked_reason, lengthen, tell
from ventanilla.tickets.extending import NotAllowed, extended_to, options
from ventanilla.tickets.models import Extension
from ventanilla.tickets.moves import move
from ventanilla.tickets.queries import directors


class DateMoved(Exception):
    """The page showed another date than the one that would be extended now."""


class DoneAlready(Exception):
    """The same form came before: what it asks for is done."""


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
        case = case_of(ticket, clock=wish.clock)
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
        if asks and not directors(ticket.unit_id, besides=[agent.pk, *rules.parties(ticket)]).exists():
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
            tell(ticket, "ticket.extension_asked", extension, agent, at, channel)
        else:
            lengthen(ticket, case, extension, at)
            tell(ticket, "ticket.extended", extension, agent, at, channel)
    return extension


def nobody_decides() -> str:
    return gettext("A director of the unit other than you must approve it, and there is none.")
