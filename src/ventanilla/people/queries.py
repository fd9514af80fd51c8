"""Named reads of people."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from ventanilla.people.models import Person, Role


def with_roles(people: QuerySet[Any]) -> QuerySet[Any]:
    """People with their roles in the same statement (`load_roles` puts them in place)."""
    roles = Role.objects.filter(person=OuterRef("pk")).order_by("id")
    return people.annotate(
        role_rows=ArraySubquery(roles.values(row=JSONObject(id="id", kind="kind", unit_id="unit_id")))
    )


def load_roles(person: Any) -> Person:
    person._roles = [
        Role(id=row["id"], kind=row["kind"], unit_id=row["unit_id"], person_id=person.pk)
        for row in person.role_rows
    ]
    return person


def person_of_account(account_id: int) -> Person | None:
    """The person that an account is here, with account, campus and roles, in one statement."""
    return _whole(Person.objects.filter(account_id=account_id))


def person_who_signs_in(login: str) -> Person | None:
    """Who signs in here with an e-mail address or a user name of the institution (MEN-04), as above."""
    key = "account__email" if "@" in login else "username"
    return _whole(Person.objects.filter(**{key: login.lower()}, account__isnull=False))


def _whole(people: QuerySet[Any]) -> Person | None:
    person = with_roles(people).select_related("account", "campus").first()
    return None if person is None else load_roles(person)
