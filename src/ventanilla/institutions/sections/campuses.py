"""campuses.yaml: the places, how each attends and until when, in which hours."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import Field

from ventanilla.institutions.held import held_rows
from ventanilla.institutions.keeping import keep_rows
from ventanilla.institutions.models import Campus as Row
from ventanilla.institutions.sections.identity import Country, Zone
from ventanilla.lib.section import Content, Item, Section
from ventanilla.lib.shape import Day, Shape, Slug
from ventanilla.lib.text import Line, Text
from ventanilla.lib.yamlfile import Problem


class Mode(Shape):
    """How a campus attends from a day to a day; open ends where the day is not known."""

    mode: Literal["in_person", "remote"]
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")
    note: Text | None = None


class Campus(Shape):
    slug: Slug
    name: Text
    city: Text
    country: Country
    zone: Zone
    calendar: Slug
    place: Text | None = None
    modes: Annotated[list[Mode], Field(min_length=1)]
    source: Line | None = None
    proposed: bool = False

    def mode_on(self, day: date) -> Mode | None:
        """How the campus attends on a day (its own local day)."""
        for mode in self.modes:
            if (mode.since or date.min) <= day <= (mode.until or date.max):
                return mode
        return None


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["campuses"]:
        if item.value is not None:
            yield from content.dangling(item, "calendars", item.value.calendar, "calendar")
            yield from _check_modes(item)


def _check_modes(item: Item) -> Iterator[Problem]:
    last = date.min
    for n, mode in enumerate(item.value.modes):
        since, until = mode.since or date.min, mode.until or date.max
        if until < since:
            yield item.problem("`to` es anterior a `from`", "modes", n, "to")
        if n and since <= last:
            yield item.problem("las modalidades se cruzan o están fuera de orden", "modes", n)
        last = until


def apply(content: Content, at: datetime) -> list[str]:
    def columns(position: int, campus: Campus) -> dict[str, Any]:
        return {"position": position, "zone": campus.zone}

    return keep_rows(Row, content.values("campuses"), called="sedes", columns=columns)


CAMPUSES = Section(
    name="campuses",
    files="campuses.yaml",
    shape=Campus,
    many=True,
    ordered=True,
    check=check,
    apply=apply,
    held=held_rows(Row, order="position"),
    noun="sede",
)
