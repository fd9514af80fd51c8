"""A note that names colleagues tells them of the ticket; who follows a ticket is told as its assignee is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions import attend
from ventanilla.tickets.mentions import colleagues, named
from ventanilla.tickets.models import Follower, Note, Ticket


@dataclass(frozen=True)
class Noted:
    """`told` follow it from now on; `unable` may not read it and are not told; `unknown` is nobody of the desk."""

    note: Note
    told: list[Person] = field(default_factory=list)
    unable: list[Person] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def note(*, ticket_id: int, agent: Person, body: str, at: datetime) -> Noted:
    """As attend.note; a note without an @ costs nothing more."""
    with transaction.atomic():
        row = attend.note(ticket_id=ticket_id, agent=agent, body=body, at=at)
        if "@" not in row.body or row.created_at != at:  # pressed twice: whoever is named knows
            return Noted(row)
        found = named(row.body, colleagues())
        ticket: Ticket = row.ticket
        people = [person for person in found.people if person.pk != agent.pk]
        told = [person for person in people if rules.may_read_on_desk(person, ticket)]
        _add(ticket, told, by=agent, at=at)
        for person in told:
            _tell(ticket, "ticket.mentioned", agent, at, note=row.pk, to=person.pk)
    unable = [person for person in people if person not in told]
    return Noted(row, told, unable, found.unknown)


def follow(*, ticket_id: int, person: Person, at: datetime) -> None:
    """For whoever may read it at the desk; a second time changes nothing."""
    with transaction.atomic():
        ticket = _readable(ticket_id, person)
        if _add(ticket, [person], by=person, at=at):
            _tell(ticket, "ticket.followed", person, at, to=person.pk)


def unfollow(*, ticket_id: int, person: Person, at: datetime) -> None:
    with transaction.atomic():
        ticket = _readable(ticket_id, person)
        gone, _ = Follower.objects.filter(ticket=ticket, person=person).delete()
        if gone:
            _tell(ticket, "ticket.unfollowed", person, at, to=person.pk)


def _readable(ticket_id: int, person: Person) -> Ticket:
    ticket: Ticket = Ticket.objects.select_related("unit").get(pk=ticket_id)
    if not rules.may_read_on_desk(person, ticket):
        raise PermissionError("may not read the ticket at the desk")
    return ticket


def _add(ticket: Ticket, people: Iterable[Person], *, by: Person, at: datetime) -> int:
    """How many are new."""
    following = set(Follower.objects.filter(ticket=ticket).values_list("person_id", flat=True))
    rows = [
        Follower(ticket=ticket, person=person, by=by, at=at)
        for person in people
        if person.pk not in following
    ]
    Follower.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _tell(ticket: Ticket, kind: str, by: Person, at: datetime, **data: int) -> None:
    record(kind=kind, subject=("ticket", ticket.pk), actor=by.pk, channel="desk", data={**data}, at=at)
