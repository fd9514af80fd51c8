"""The rest of an institution as its checks need it: names of everything, the words of what is read whole."""

from typing import Any

from django.db.models import Value

from ventanilla.catalogue.models import Category
from ventanilla.institutions.models import CalendarVersion, Campus, Institution, Section, TermVersion, Unit
from ventanilla.institutions.sections.identity import Identity
from ventanilla.institutions.sections.request_types import RequestType
from ventanilla.lib.section import Content, Item
from ventanilla.lib.yamlfile import Document, Place, Way
from ventanilla.people.section import People

#: What is not looked at here is not said to be missing either.
NOT_READ = frozenset(
    {"services", "guides", "surveys", "documents", "guideline", "channels", "process", "demo"}
)


class Written(Document):
    """What was written on a page: the place of a problem is the way to the field."""

    def place(self, way: Way) -> Place:
        return Place(".".join(map(str, way)), 0)


PAGE = Written("", None)


def nothing(institution: Institution) -> Content:
    """For what refers to nothing else."""
    return Content(institution.slug, unknown=set(NOT_READ))


def names(institution: Institution) -> Content:
    """One statement: the slugs of all that has rows."""
    content = nothing(institution)
    for section, slug in _slugs():
        content.items.setdefault(section, []).append(Item(slug, None, PAGE))
    return content


def everything(institution: Institution) -> Content:
    """And one more: the sections that are read whole, with the words of those that checks look into."""
    content = names(institution)
    content.items["institution"] = [_shaped(institution.slug, Identity, institution.data)]
    whole = dict(Section.objects.filter(name__in=["people", "request_types"]).values_list("name", "data"))
    types = whole.get("request_types", [])
    content.items["request_types"] = [_shaped(one["slug"], RequestType, one) for one in types]
    if "people" in whole:
        content.items["people"] = [_shaped("", People, whole["people"])]
    return content


def _slugs() -> Any:
    calendars = _of("calendars", CalendarVersion.objects.filter(current=True))
    return calendars.union(
        _of("terms", TermVersion.objects.filter(current=True)),
        _of("campuses", Campus.objects.filter(active=True)),
        _of("units", Unit.objects.filter(active=True)),
        _of("categories", Category.objects.filter(active=True)),
        all=True,
    )


def _of(section: str, rows: Any) -> Any:
    return rows.annotate(section=Value(section)).values_list("section", "slug")


def _shaped(slug: str, shape: Any, data: Any) -> Item:
    return Item(slug, shape.model_validate(data), PAGE)
