"""A director hands a request from one of his people to another, as he sees it on his board."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from ventanilla.people.models import Absence, Person, Role
from ventanilla.tickets import rules
from ventanilla.tickets.actions.attend import NotInUnit, assign, attending, check_held
from ventanilla.tickets.models import Ticket


class Absent(Exception):
    """Whoever is absent now is given nothing."""


class OwnRequest(Exception):
    """Nobody attends what he asked for himself."""


class NotCleared(Exception):
    """What is confidential goes to those alone whose role in the unit says so (UNE-10)."""


def reassign(
    *, ticket_id: int, director: Person, to_person_id: int, seen: int | None, at: datetime
) -> Ticket:
    """`seen` is who was responsible on the page. What he has already changes nothing.

    Raises PermissionError, IllegalMove, NotInUnit, Moved, and the three above.
    """
    with transaction.atomic(), attending(ticket_id, director) as ticket:
        if ticket.assignee_id == to_person_id:
            return ticket
        check_held(ticket, seen)
        _may_have(ticket, to_person_id, at)
        return assign(ticket_id=ticket_id, agent=director, to_person_id=to_person_id, at=at)


def _may_have(ticket: Ticket, person_id: int, at: datetime) -> None:
    """One statement."""
    if ticket.requester_id == person_id:
        raise OwnRequest
    if ticket.accused_id == person_id:
        raise NotCleared
    away = Absence.objects.filter(person=OuterRef("person"), since__lte=at, until__gt=at)
    held = Role.objects.filter(person=person_id, unit=ticket.unit, kind__in=rules.ATTENDING)
    roles = list(held.annotate(away=Exists(away)))
    if not roles:
        raise NotInUnit
    if roles[0].away:
        raise Absent
    if ticket.confidential and not any(role.confidential for role in roles):
        raise NotCleared
