"""Named reads of people."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

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
    people = with_roles(Person.objects.filter(account_id=account_id)).select_related("account", "campus")
    person = people.first()
    return None if person is None else load_roles(person)
