"""A unit: what it is called, what it does, how it is reached."""

from datetime import datetime
from typing import Any

from ventanilla.institutions.keeping import changes
from ventanilla.institutions.models import Institution, Unit
from ventanilla.institutions.sections.units import UNITS
from ventanilla.institutions.versions import digest
from ventanilla.lib.section import Content, Item
from ventanilla.publishing.kind import Held, Kind, Published
from ventanilla.publishing.surroundings import PAGE, names


def held(slug: str) -> Held | None:
    row = Unit.objects.filter(slug=slug, active=True).first()
    return None if row is None else Held(slug, row.data, row, ("unit", row.pk), unit_id=row.pk)


def around(institution: Institution) -> Content:
    """With the other units themselves: one may not stand under itself by way of another."""
    content = names(institution)
    shape = UNITS.shape
    content.items["units"] = [
        Item(slug, shape.model_validate(data), PAGE)
        for slug, data in Unit.objects.filter(active=True).values_list("slug", "data")
    ]
    return content


def make_true(before: Held, shape: Any, at: datetime) -> Published:
    data = shape.data()
    if changed := changes(before.row, {"data": data, "digest": digest(data)}):
        before.row.save(update_fields=changed)
    return Published(("unit", before.row.pk))


UNIT = Kind("unit", UNITS, "unit.changed", held, around, make_true)
