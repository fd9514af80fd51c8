"""Somebody of a unit, with all that its director says of him."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models.functions import JSONObject
from django.http import Http404

from ventanilla.institutions.models import Campus, Unit
from ventanilla.people import rules
from ventanilla.people.actions.availability import Terms
from ventanilla.people.models import Absence, Availability, Conflict, Person
from ventanilla.people.queries import load_roles, with_roles
from ventanilla.people.rules import OF_A_UNIT


@dataclass(frozen=True)
class Served:
    """A unit and one of its people; `held` is what holds of him there."""

    unit: Unit
    person: Person
    held: Terms


def served_or_404(request: Any, slug: str, pk: int) -> Served:
    """For whoever directs the unit, and people who attend there; two statements."""
    unit = _with_own(slug, pk)
    person = with_roles(Person.objects.filter(pk=pk)).first() if 0 < pk < 2**63 else None
    if unit is None or person is None or not rules.directs(request.person, unit.pk):
        raise Http404
    roles = [one for one in load_roles(person).roles if one.unit_id == unit.pk and one.kind in OF_A_UNIT]
    if not roles:
        raise Http404
    own = dict(unit.own[0]) if unit.own else {}
    return Served(unit, person, Terms(**own, confidential=any(role.confidential for role in roles)))


def absences(person: Person, *, at: datetime) -> list[Absence]:
    """Those that run or come, in their order."""
    found = Absence.objects.filter(person=person, until__gt=at).select_related("by")
    return list(found.order_by("since", "id"))


def conflicts(person: Person) -> list[Conflict]:
    return list(Conflict.objects.filter(agent=person).select_related("requester", "by").order_by("-id"))


def campuses() -> list[Campus]:
    return list(Campus.objects.filter(active=True).order_by("position", "slug"))


def _with_own(slug: str, pk: int) -> Any:
    if not 0 < pk < 2**63:
        return None
    columns = JSONObject(hours="hours", capacity="capacity", languages="languages", campuses="campuses")
    own = Availability.objects.filter(person=pk, unit__slug=slug).values(row=columns)
    return Unit.objects.filter(slug=slug).annotate(own=ArraySubquery(own)).first()
