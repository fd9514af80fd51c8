"""Who attends a ticket still, and who hears in the stead of somebody who does so no more."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from ventanilla.people.models import Person, Role, RoleKind
from ventanilla.people.queries import with_role
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.rules import ATTENDING, is_party


def able(people: Iterable[Person], ticket: Ticket, *, unit_id: int | None = None) -> list[Person]:
    """Who of them attends it as it is now, in its unit or in the one named; each once, in their order."""
    found = {person.pk: person for person in people if not is_party(person, ticket)}
    if not found:
        return []
    held = roles_in(unit_id or ticket.unit_id, confidential=ticket.confidential).filter(person_id__in=found)
    allowed = set(held.values_list("person_id", flat=True))
    return [person for pk, person in found.items() if pk in allowed]


def still(people: Iterable[Person | None], ticket: Ticket) -> list[Person]:
    """Those of them who attend it still; where none does, whoever answers for the unit: nothing is said to the wind."""
    named = [person for person in people if person is not None]
    return (able(named, ticket) or answerable(ticket)) if named else []


def answerable(ticket: Ticket, *, unit_id: int | None = None) -> list[Person]:
    """The unit's directors; without one, all who attend there; without them, administrators.

    Of what is confidential only those who are cleared for it, and no administrator.
    """
    unit_id = unit_id or ticket.unit_id
    found = able(with_role(RoleKind.DIRECTOR, unit_id=unit_id), ticket, unit_id=unit_id)
    found = found or able(members(unit_id), ticket, unit_id=unit_id)
    if found or ticket.confidential:
        return found
    return [person for person in with_role(RoleKind.ADMINISTRATOR) if not is_party(person, ticket)]


def members(unit_id: int | None) -> list[Person]:
    """Who attends in a unit, each once."""
    held = Role.objects.filter(unit=unit_id, kind__in=ATTENDING).select_related("person__account")
    return list({role.person_id: role.person for role in held.order_by("id")}.values())


def roles_in(unit_id: int | None, *, confidential: bool) -> QuerySet[Any]:
    """The roles with which one attends there; what is confidential too."""
    roles = Role.objects.filter(unit=unit_id, kind__in=ATTENDING)
    return roles.filter(confidential=True) if confidential else roles
