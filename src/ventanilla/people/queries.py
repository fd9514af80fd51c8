"""Named reads of people."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from ventanilla.lib.prepared import Prepared
from ventanilla.people.identity_numbers import tidy
from ventanilla.people.models import Person, Role, RoleChange, folded

#: So many people are found at once.
MOST = 20
#: Sorts after whatever an address holds.
LAST = "\U0010ffff"


def with_roles(people: QuerySet[Any]) -> QuerySet[Any]:
    """People with their roles in the same statement (`load_roles` puts them in place)."""
    roles = Role.objects.filter(person=OuterRef("pk")).order_by("id")
    return people.annotate(
        role_rows=ArraySubquery(
            roles.values(row=JSONObject(id="id", kind="kind", unit_id="unit_id", confidential="confidential"))
        )
    )


def load_roles(person: Any) -> Person:
    person._roles = [Role(person_id=person.pk, **row) for row in person.role_rows]
    return person


def person_of_account(account_id: int) -> Person | None:
    """The person that an account is here, with account, campus and roles, in one statement."""
    person = _of_account().first(account=account_id)
    return None if person is None else load_roles(person)


@cache
def _of_account() -> Prepared:
    return Prepared(lambda account: _with_all(Person.objects.filter(account_id=account))[:1], account=0)


def person_who_signs_in(login: str) -> Person | None:
    """Who signs in here with an e-mail address or a user name of the institution (MEN-04), as above."""
    key = "account__email" if "@" in login else "username"
    return _whole(Person.objects.filter(**{key: login.lower()}, account__isnull=False))


def with_role(kind: str, *, unit_id: int | None = None) -> list[Person]:
    """Who has a role, in a unit or in none, with their accounts; the longest-serving first."""
    held = Role.objects.filter(kind=kind, unit=unit_id)
    return [role.person for role in held.select_related("person__account").order_by("id")]


def found_by(words: str) -> list[Any]:
    """Whose e-mail address, user name or student code this is, or whose address begins with it; at most MOST."""
    key = words.strip().lower()
    if not key:
        return []
    exactly = Person.objects.filter(Q(username=key) | Q(student_code=words.strip()))[:MOST]
    begins = Person.objects.filter(email__gte=key, email__lt=key + LAST).order_by("email")[:MOST]
    found = {person.pk: person for person in [*exactly, *begins]}
    return list(found.values())[:MOST]


def who(words: str) -> list[Any]:
    """Who is meant: code, user name, document or telephone as they are, the beginning of address, name or surname.

    One statement, by indexes alone; at most MOST.
    """
    said = words.strip()
    key, name = said.lower(), folded.of(said)
    if not key:
        return []
    exactly = Q(username=key) | Q(student_code=said) | Q(student_code=said.upper())
    exactly |= Q(document_number__gt="", document_number=tidy(said))
    begins = Q(email__gte=key, email__lt=key + LAST)
    begins |= Q(name_key__gte=name, name_key__lt=name + LAST)
    begins |= Q(surname_key__gte=name, surname_key__lt=name + LAST)
    return list(Person.objects.filter(exactly | begins).order_by("surname_key", "id")[:MOST])


def roles_after(units: Sequence[int] | None, *, after: int, size: int) -> list[Role]:
    """Roles with person and unit, the newest first, in pages that continue below `after`; of all, or of some units."""
    rows = Role.objects.select_related("person", "unit").order_by("-id")
    if units is not None:
        rows = rows.filter(unit_id__in=units)
    return list((rows.filter(pk__lt=after) if after else rows)[:size])


def with_his_roles(pk: int) -> Person | None:
    """One person of the institution with his roles, each with its unit: two statements."""
    person = Person.objects.filter(pk=pk).first()
    if person is not None:
        person._roles = list(Role.objects.filter(person=person).select_related("unit").order_by("id"))
    return person


def roles_of(person: Person) -> list[Role]:
    """As they are now, whatever was loaded before."""
    return list(Role.objects.filter(person=person).order_by("id"))


def role_changes(person: Person, *, most: int) -> list[Any]:
    """The latest first, each with its unit and by whom."""
    return list(RoleChange.objects.filter(person=person).select_related("by", "unit").order_by("-id")[:most])


def _whole(people: QuerySet[Any]) -> Person | None:
    person = _with_all(people).first()
    return None if person is None else load_roles(person)


def _with_all(people: QuerySet[Any]) -> QuerySet[Any]:
    return with_roles(people).select_related("account", "campus")
