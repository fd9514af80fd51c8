"""A category: the door behind which services stand."""

from datetime import datetime
from typing import Any

from ventanilla.catalogue.models import Category
from ventanilla.catalogue.section import CATEGORIES
from ventanilla.institutions.keeping import changes
from ventanilla.institutions.versions import digest
from ventanilla.publishing.kind import Held, Kind, Published
from ventanilla.publishing.surroundings import nothing


def held(slug: str) -> Held | None:
    row = Category.objects.filter(slug=slug, active=True).first()
    return None if row is None else Held(slug, row.data, row, ("category", row.pk))


def make_true(before: Held, shape: Any, at: datetime) -> Published:
    data = shape.data()
    if changed := changes(before.row, {"data": data, "digest": digest(data)}):
        before.row.save(update_fields=changed)
    return Published(("category", before.row.pk))


CATEGORY = Kind("category", CATEGORIES, "category.changed", held, nothing, make_true)
