"""units.yaml: who attends; a unit may stand under another."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from pydantic import StringConstraints

from ventanilla.institutions.held import held_rows
from ventanilla.institutions.keeping import changes, keep_rows
from ventanilla.institutions.models import Unit as Row
from ventanilla.lib.cycle import first_cycle
from ventanilla.lib.section import Content, Section
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Text
from ventanilla.lib.yamlfile import Problem

Email = Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]


class Unit(Shape):
    slug: Slug
    name: Text
    parent: Slug | None = None
    campus: Slug | None = None
    calendar: Slug | None = None
    email: Email | None = None
    phone: Line | None = None
    what: Text | None = None
    source: Line | None = None
    proposed: bool = False


def check(content: Content) -> Iterator[Problem]:
    items = [item for item in content.items["units"] if item.value is not None]
    for item in items:
        yield from content.dangling(item, "units", item.value.parent, "parent")
        yield from content.dangling(item, "campuses", item.value.campus, "campus")
        yield from content.dangling(item, "calendars", item.value.calendar, "calendar")
    cycle = first_cycle({item.slug: [item.value.parent] if item.value.parent else [] for item in items})
    if cycle:
        item = next(item for item in items if item.slug == cycle[0])
        yield item.problem(f"las unidades dependen en círculo: {' → '.join(cycle)}", "parent")


def apply(content: Content, at: datetime) -> list[str]:
    units = content.values("units")
    told = keep_rows(Row, units, called="unidades")
    rows = {row.slug: row for row in Row.objects.all()}
    for unit in units:
        row = rows[unit.slug]
        parent_id = rows[unit.parent].pk if unit.parent else None
        if changed := changes(row, {"parent_id": parent_id}):
            row.save(update_fields=changed)
    return told


UNITS = Section(
    name="units",
    files="units.yaml",
    shape=Unit,
    many=True,
    check=check,
    apply=apply,
    held=held_rows(Row),
    noun="unidad",
)
