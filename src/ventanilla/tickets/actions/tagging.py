"""Putting words on tickets and taking them off. Nobody outside the desk is told."""

from datetime import datetime

from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.models import Tag, Tally, Ticket
from ventanilla.tickets.tags import checked_tag

#: More than this on one ticket say nothing any more.
MOST = 20


class TooManyTags(Exception):
    """The ticket has MOST already."""


def tag(*, ticket_id: int, agent: Person, name: str, at: datetime) -> bool:
    """Put it on; whether it was not there yet. Raises WrongTag, TooManyTags, PermissionError."""
    name = checked_tag(name)
    with attending(ticket_id, agent) as ticket:
        held = set(Tag.objects.filter(ticket=ticket).values_list("name", flat=True))
        if name in held:
            return False
        if len(held) >= MOST:
            raise TooManyTags
        row = Tag.objects.create(ticket=ticket, name=name)
        _tell(ticket, "ticket.tagged", agent, row.pk, at)
    return True


def untag(*, ticket_id: int, agent: Person, name: str, at: datetime) -> bool:
    """Take it off; whether it was there."""
    name = checked_tag(name)
    with attending(ticket_id, agent) as ticket:
        row = Tag.objects.filter(ticket=ticket, name=name).first()
        if row is None:
            return False
        pk = row.pk
        row.delete()
        _tell(ticket, "ticket.untagged", agent, pk, at)
    return True


def _tell(ticket: Ticket, kind: str, agent: Person, tag_id: int, at: datetime) -> None:
    """The journal keeps that it was, and no word of it; lists that show the ticket are told to look again."""
    Tally.objects.create(unit=ticket.unit_id, confidential=ticket.confidential, n=0)
    record(
        kind=kind, subject=("ticket", ticket.pk), actor=agent.pk, channel="desk", data={"tag": tag_id}, at=at
    )
