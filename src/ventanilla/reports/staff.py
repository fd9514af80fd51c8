"""Who attends in a unit, and who is away now."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Subquery, Sum

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Absence, Person, Role, RoleKind
from ventanilla.people.rules import OF_A_UNIT
from ventanilla.tickets.models.tally import Tally


def staff_of(unit: Unit, *, at: datetime, besides: Collection[int] = (), holding: bool = False) -> list[Any]:
    """With `is_here`, `leads` and `away_until`, by name; one statement.

    `besides` are others to tell of; `holding` tells of those too who left and are still responsible for something.
    """
    here = Role.objects.filter(person=OuterRef("pk"), unit=unit, kind__in=OF_A_UNIT)
    away = Absence.objects.filter(person=OuterRef("pk"), since__lte=at, until__gt=at).order_by("-until")
    # A union, and not conditions beside each other: each part has its own index.
    wanted = [Role.objects.filter(unit=unit, kind__in=OF_A_UNIT).values_list("person_id")]
    if besides:
        wanted.append(Person.objects.filter(pk__in=besides).values_list("pk"))
    if holding:
        held = Tally.objects.filter(unit=unit.pk, view="mine").values("person").annotate(held=Sum("n"))
        wanted.append(held.filter(held__gt=0).values_list("person"))
    first, *others = wanted
    people = Person.objects.filter(pk__in=first.union(*others) if others else first).annotate(
        is_here=Exists(here),
        leads=Exists(here.filter(kind=RoleKind.DIRECTOR)),
        away_until=Subquery(away.values("until")[:1]),
    )
    return sorted(people, key=lambda person: str(person.full_name).casefold())
