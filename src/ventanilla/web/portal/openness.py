"""Why a service is not open to somebody, in a sentence that says to whom and when it is."""

from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Campus, Institution, Section
from ventanilla.lib.text import said
from ventanilla.people import moments
from ventanilla.people.models import Person
from ventanilla.tickets.rules import audience_problem

#: Far from any year: the sentence always says which.
NEVER = date(1900, 1, 1)


def sentence(reason: str, version: ServiceVersion, institution: Institution) -> str:
    """`reason` as in tickets.rules.audience_problem, or `off`."""
    audience = version.data.get("audience") or {}
    match reason:
        case "early":
            return gettext("It opens on %(day)s.") % {"day": _day(audience["from"])}
        case "late":
            return gettext("It was open until %(day)s.") % {"day": _day(audience["to"])}
        case "type":
            return gettext("It is only for: %(types)s.") % {"types": _types(audience["user_types"])}
        case "campus":
            return gettext("It is only for: %(places)s.") % {"places": _places(audience["campuses"])}
    return gettext("It is not offered at the moment.")


def _day(written: str) -> str:
    return moments.day(date.fromisoformat(written), today=NEVER)


def _types(slugs: list[str]) -> str:
    people = Section.objects.filter(name="people").first()
    known = people.data.get("user_types", []) if people else []
    names = {one["slug"]: one["name"] for one in known}
    return _listed([names.get(slug, slug) for slug in slugs])


def _places(slugs: list[str]) -> str:
    names = {campus.slug: campus.name for campus in Campus.objects.filter(slug__in=slugs)}
    return _listed([names.get(slug, slug) for slug in slugs])


def _listed(names: list[Any]) -> str:
    return gettext(", ").join(said(name, get_language()).words for name in names)


def in_short(data: Any, person: Person | None, institution: Institution, *, at: datetime) -> str:
    """For a list: when it opens or that it is for others; nothing where it is open. Asks no database."""
    reason = problem(data, person, institution, at=at)
    audience = data.get("audience") or {}
    match reason:
        case None:
            return ""
        case "early":
            return gettext("Opens on %(day)s") % {"day": _day(audience["from"])}
        case "late":
            return gettext("Was open until %(day)s") % {"day": _day(audience["to"])}
    return gettext("Not open to you")


def problem(data: Any, person: Person | None, institution: Institution, *, at: datetime) -> str | None:
    """As tickets.rules.audience_problem; of a stranger only the day is known."""
    if person is not None:
        return audience_problem(data, person, at=at, zone=institution.zoneinfo)
    only_days = {"audience": {**(data.get("audience") or {}), "user_types": [], "campuses": []}}
    return audience_problem(only_days, Person(), at=at, zone=institution.zoneinfo)
