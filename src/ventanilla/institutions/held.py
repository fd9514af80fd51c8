"""What the database holds now of a section, as the folder would say it. Inside `acting_in`."""

from collections.abc import Callable, Mapping
from typing import Any

from ventanilla.institutions.acting import current_institution_id
from ventanilla.institutions.models import Institution, Section

Held = Callable[[], Mapping[str, Any]]


def held_identity() -> Mapping[str, Any]:
    institution = Institution.objects.get(pk=current_institution_id())
    return {institution.slug: institution.data}


def held_versions(model: type[Any]) -> Held:
    """The current version of each slug."""

    def read() -> Mapping[str, Any]:
        return dict(model.objects.filter(current=True).order_by("slug").values_list("slug", "data"))

    return read


def held_rows(model: type[Any], *, order: str = "slug") -> Held:
    """The rows that are switched on."""

    def read() -> Mapping[str, Any]:
        return dict(model.objects.filter(active=True).order_by(order).values_list("slug", "data"))

    return read


def held_whole(name: str) -> Held:
    """A section that is read whole: a list by the slugs of its items, one mapping under the empty slug."""

    def read() -> Mapping[str, Any]:
        data = Section.objects.filter(name=name).values_list("data", flat=True).first()
        if isinstance(data, list):
            return {item["slug"]: item for item in data}
        return {"": data} if data else {}

    return read
