"""Where a request goes: the campus it is about, and the unit that its service names for it (UME-01)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.routing import Asking, Fork, Way, way, ways
from ventanilla.institutions.models import Campus, Unit
from ventanilla.people.models import Person
from ventanilla.tickets.intake import Incomplete, Request


@dataclass(frozen=True)
class Place:
    campus: Campus | None
    unit: Unit
    way: Way


def place_of(request: Request, requester: Person, answers: Mapping[str, Any]) -> Place:
    """Of a request whose answers are accepted; raises Incomplete for a campus that is not there any more."""
    data, own = request.version.data, request.version.service.unit
    campus = _campus(requester, data["form"], answers)
    found = way(data, _asking(requester, campus, answers))
    if found.unit == data["unit"]:
        return Place(campus, own, found)
    # A unit that was switched off since attends nothing: the service's own does.
    unit = Unit.objects.filter(slug=found.unit, active=True).first()
    return Place(campus, unit or own, found if unit else Way(data["unit"]))


@dataclass(frozen=True)
class Prospect:
    """Where a request would go that somebody makes now: the unit as far as it is known, and what may change it.

    `units` are all of those by slug.
    """

    unit: Unit
    forks: list[Fork]
    units: dict[str, Unit]


def prospect(version: ServiceVersion, person: Person | None) -> Prospect:
    """Before the form is filled in; one statement where the service has rules, otherwise none."""
    data, own = version.data, version.service.unit
    asks_campus = any(question["type"] == "campus" for question in data["form"])
    if person is None:
        unknown = Asking(unknown=frozenset({"campus", "modality", "programme", "user_type", "answers"}))
        found, forks = ways(data, unknown)
    else:
        told = _asking(person, person.campus, {}, unknown={"answers", *(["campus"] if asks_campus else [])})
        found, forks = ways(data, told)
    slugs = {found.unit, *(fork.unit for fork in forks)} - {data["unit"]}
    units = {unit.slug: unit for unit in Unit.objects.filter(slug__in=slugs, active=True)} if slugs else {}
    units[data["unit"]] = own
    return Prospect(units.get(found.unit, own), [fork for fork in forks if fork.unit in units], units)


def _asking(
    person: Person, campus: Campus | None, answers: Mapping[str, Any], unknown: set[str] | None = None
) -> Asking:
    """What the rules of a service's routing compare."""
    return Asking(
        campus=campus.slug if campus else None,
        modality=person.modality,
        programme=person.programme,
        user_types=tuple(person.types),
        answers=answers,
        unknown=frozenset(unknown or ()),
    )


def _campus(requester: Person, form: list[dict[str, Any]], answers: Mapping[str, Any]) -> Campus | None:
    """The campus asked about in the form, otherwise the requester's."""
    for question in form:
        if question["type"] == "campus" and answers.get(question["name"]):
            chosen: Campus | None = Campus.objects.filter(slug=answers[question["name"]], active=True).first()
            if chosen is None:
                raise Incomplete({question["name"]: gettext("Please choose one of the campuses.")})
            return chosen
    return requester.campus
