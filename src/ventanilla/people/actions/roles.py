"""Roles given and taken back, each with its reason."""

import os
from datetime import datetime

from django.db import transaction

from ventanilla.institutions.models import Unit
from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.lib.text import printable
from ventanilla.people.models import Person, Role, RoleChange, RoleKind
from ventanilla.people.rules import OF_A_UNIT, may_hand_out

LONGEST = 400


class NoReason(Exception):
    """A role changes hands for a reason that can be read later, in at most LONGEST characters."""


class NoUnit(Exception):
    """Agents and directors have their role in a unit."""


class HasIt(Exception):
    """The person has the role already."""


class HasNot(Exception):
    """The person has not this role, or no more."""


class LastAdministrator(Exception):
    """Without an administrator nobody could give roles any more."""


def give(
    *,
    person: Person,
    kind: str,
    unit: Unit | None,
    by: Person,
    reason: str,
    at: datetime,
    confidential: bool = False,
) -> RoleChange:
    """`confidential`: he may read what is confidential in the unit. Raises PermissionError, NoReason, NoUnit, HasIt."""
    told = _told(reason)
    unit = unit if kind in OF_A_UNIT else None
    if kind in OF_A_UNIT and unit is None:
        raise NoUnit
    if not may_hand_out(by, kind, unit.pk if unit else None):
        raise PermissionError
    with transaction.atomic():
        cleared = {"confidential": confidential and unit is not None}
        _role, new = Role.objects.get_or_create(person=person, kind=kind, unit=unit, defaults=cleared)
        if not new:
            raise HasIt
        return _changed(person, kind, unit.pk if unit else None, by, told, at, given=True, **cleared)


def take(*, role_id: int, person: Person, by: Person, reason: str, at: datetime) -> RoleChange:
    """It holds from the person's next click on. Raises PermissionError, NoReason, HasNot, LastAdministrator.

    Requests that the person attends stay in their unit, where its director hands them to somebody else.
    """
    told = _told(reason)
    with transaction.atomic():
        # In one order: of two administrators who take each other's role the second waits and finds it gone.
        rows = Role.objects.select_for_update().filter(kind=RoleKind.ADMINISTRATOR).order_by("id")
        administrators = [row.pk for row in rows]
        role = Role.objects.filter(pk=role_id, person=person).first()
        if role is None:
            raise HasNot
        if not may_hand_out(by, role.kind, role.unit_id):
            raise PermissionError
        if administrators == [role.pk]:
            raise LastAdministrator
        role.delete()
        return _changed(person, role.kind, role.unit_id, by, told, at, given=False)


def _told(reason: str) -> str:
    words = " ".join(printable(reason).split())
    if not words or len(words) > LONGEST:
        raise NoReason
    return words


def _changed(
    person: Person,
    kind: str,
    unit_id: int | None,
    by: Person,
    reason: str,
    at: datetime,
    *,
    given: bool,
    **more: bool,
) -> RoleChange:
    salt = os.urandom(16)
    change: RoleChange = RoleChange.objects.create(
        person=person, kind=kind, unit_id=unit_id, given=given, by=by, reason=reason, salt=salt, at=at
    )
    record(
        kind="role.given" if given else "role.taken",
        subject=("person", person.pk),
        actor=by.pk,
        channel="office",
        data={
            "role": str(kind),
            "unit": unit_id,
            "change": change.pk,
            "reason": text_digest(salt, reason),
            **more,
        },
        at=at,
    )
    return change
