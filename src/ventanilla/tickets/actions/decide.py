"""A second person decides on an extension, where the term asks for one (UME-07)."""

from datetime import datetime

from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.actions.prolong import case_of, checked_reason, lengthen, tell
from ventanilla.tickets.asking import why_ended
from ventanilla.tickets.extending import NotAllowed, extended_to, options
from ventanilla.tickets.models import Extension, Ticket
from ventanilla.tickets.moves import move


class DecidedAlready(Exception):
    """Somebody else decided meanwhile."""


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
        if extension.status == Extension.Status.ENDED:
            raise NotAllowed(why_ended(extension.ending))
        if extension.status != Extension.Status.ASKED:
            raise DecidedAlready
        extension.decision = checked_reason(words, needed=not grant)
        extension.decided_by, extension.decided_at = director, at
        if grant:
            _grant(ticket, extension, at)
            tell(ticket, "ticket.extended", extension, director, at, channel)
        else:
            extension.status = Extension.Status.REFUSED
            extension.save()
            tell(ticket, "ticket.extension_refused", extension, director, at, channel)
    return extension


def _grant(ticket: Ticket, extension: Extension, at: datetime) -> None:
    """As the dates are now: a pause since may have moved them."""
    move(ticket, "extend", at=at)
    case = case_of(ticket, pk=extension.deadline_id)
    found = options(case.row, case.past, (), at=at)
    extension.new_due_at = extended_to(case.row, case.past, found, extension.amount)
    extension.old_due_at = found.due
    extension.status = Extension.Status.GRANTED
    extension.save()
    lengthen(ticket, case, extension, at)
