"""What asking for more time, granting and refusing it share: the clock of a locked ticket, the reason, the event."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext

from ventanilla.journal.chain import instant, text_digest
from ventanilla.journal.record import record
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets.clocks import is_step
from ventanilla.tickets.extending import NotAllowed
from ventanilla.tickets.models import Deadline, Extension, Ticket
from ventanilla.tickets.settling import SUMMED, expire, noted, refresh, save_changed, tell_again
from ventanilla.tickets.spells import Spell, clockwork

SHORTEST, LONGEST = 10, 2000  # characters of a reason


class WrongReason(Exception):
    """No reason, or one that is too short or too long."""


class Case(NamedTuple):
    """The clock to extend among those of its ticket, as they are now."""

    row: Deadline
    rows: list[Deadline]
    past: list[Spell]


def case_of(ticket: Ticket, **which: object) -> Case:
    rows, past = clockwork(ticket)
    for row in rows:
        if not is_step(row.clock) and all(getattr(row, name) == wanted for name, wanted in which.items()):
            return Case(row, rows, past)
    raise NotAllowed(gettext("This request has no such term."))


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


def lengthen(ticket: Ticket, case: Case, extension: Extension, at: datetime) -> None:
    row, rows, past = case
    before = noted(rows)
    expire(ticket, rows, past, at=at)
    row.added += extension.amount
    tell_again(row, past, at=at)
    refresh(ticket, rows, past, at=at)
    save_changed(rows, before)
    ticket.save(update_fields=[*SUMMED, "last_activity_at"])


def tell(ticket: Ticket, kind: str, extension: Extension, by: Person, at: datetime, channel: str) -> None:
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
