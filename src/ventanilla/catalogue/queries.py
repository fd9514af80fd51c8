"""Named reads of the catalogue. What is switched off is not there; what is not open to somebody is."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.fields.json import KT, KeyTransform

from ventanilla.catalogue.models import Category, ServiceVersion
from ventanilla.catalogue.offer import offered
from ventanilla.catalogue.search import search


@dataclass(frozen=True)
class Door:
    """A service in a few words, to find the way by."""

    slug: str
    name: Any  # Text
    request_type: str


def current(slug: str) -> ServiceVersion | None:
    """What is promised now under this name, with service, category and unit; None where nothing is."""
    if not slug.isprintable():  # PostgreSQL refuses NUL, which a form may bring
        return None
    found: ServiceVersion | None = (
        offered().filter(slug=slug).select_related("service__unit", "service__category").first()
    )
    return found


def categories() -> QuerySet[Any]:
    """The categories in their order, each with the names of its services (`service_names`, Texts)."""
    names = (
        offered()
        .filter(service__category=OuterRef("pk"))
        .order_by("service__position", "slug")
        .values(name=KeyTransform("name", "data"))
    )
    return (
        Category.objects.filter(active=True)
        .annotate(service_names=ArraySubquery(names))
        .order_by("position", "slug")
    )


def category(slug: str) -> Category | None:
    found: Category | None = Category.objects.filter(slug=slug, active=True).first()
    return found


def services_of(category: Category) -> QuerySet[Any]:
    return offered().filter(service__category=category).order_by("service__position", "slug")


def by_slug(slugs: Iterable[str]) -> dict[str, ServiceVersion]:
    """Several services at once; those that are not offered are missing."""
    wanted = list(slugs)
    if not wanted:
        return {}
    rows = offered().filter(slug__in=wanted).select_related("service__category")
    return {version.slug: version for version in rows}


def found(words: str) -> list[ServiceVersion]:
    """The services that fit the words, best first: slugs from the search, rows read under policy."""
    order = [hit.key.slug for hit in search(words) if hit.key.kind == "service"]
    versions = by_slug(order)
    return [versions[slug] for slug in order if slug in versions]


def doors() -> list[Door]:
    """Every service by name with its type of request, in the order of the catalogue."""
    rows = (
        offered()
        .order_by("service__category__position", "service__position", "slug")
        .values_list("slug", KeyTransform("name", "data"), KT("data__request_type"))
    )
    return [Door(*row) for row in rows]


def shelf() -> QuerySet[Any]:
    """Every service with its category and unit, those switched off too, without its form: for who looks after it."""
    return (
        ServiceVersion.objects.filter(current=True)
        .select_related("service__category", "service__unit")
        .defer("data")
        .annotate(called=KeyTransform("name", "data"))
        .order_by("service__category__position", "service__position", "slug")
    )
