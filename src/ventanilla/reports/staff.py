"""Who attends in a unit, and who is away now."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery, Sum

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Absence, Person, Role, RoleKind
from ventanilla.people.rules import OF_A_UNIT
from ventanilla.tickets.models.tally import Tally


def staff_of(unit: Unit, *, at: datetime, besides: Collection[int] = (), holding: bool = False) -> list[Any]:
    """With `attends`, `directs` and `away_until`, by name; one statement.

    `besides` are others to tell of; `holding` tells of those too who left and are still responsible for something.
    """
    here = Role.objects.filter(person=OuterRef("pk"), unit=unit, kind__in=OF_A_UNIT)
    attending = Role.objects.filter(unit=unit, kind__in=OF_A_UNIT).values("person_id")
    away = Absence.objects.filter(person=OuterRef("pk"), since__lte=at, until__gt=at).order_by("-until")
    wanted = Q(pk__in=attending)
    if besides:
        wanted |= Q(pk__in=besides)
    if holding:
        held = Tally.objects.filter(unit=unit.pk, view="mine").values("person").annotate(held=Sum("n"))
        wanted |= Q(pk__in=held.filter(held__gt=0).values("person"))
    people = Person.objects.filter(wanted).annotate(
        attends=Exists(here),
        directs=Exists(here.filter(kind=RoleKind.DIRECTOR)),
        away_until=Subquery(away.values("until")[:1]),
    )
    return sorted(people, key=lambda person: str(person.full_name).casefold())
