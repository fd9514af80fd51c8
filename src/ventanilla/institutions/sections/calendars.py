"""calendars.yaml: opening hours, closures and holidays. What they mean is worktime's business."""

from collections.abc import Iterator
from datetime import datetime

from pydantic import Field

from ventanilla.institutions.held import held_versions
from ventanilla.institutions.holidays import said
from ventanilla.institutions.keeping import keep_versions
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.sections.identity import Country, Zone
from ventanilla.lib.cycle import first_cycle
from ventanilla.lib.section import Content, Section
from ventanilla.lib.shape import Day, Shape, Slug
from ventanilla.lib.text import Line, Text
from ventanilla.lib.yamlfile import Problem
from ventanilla.worktime import Calendar as Hours
from ventanilla.worktime import CalendarError, completed


class Week(Shape):
    """Spans like `08:00-12:00`; a day that is not named is closed."""

    mon: list[str] = []
    tue: list[str] = []
    wed: list[str] = []
    thu: list[str] = []
    fri: list[str] = []
    sat: list[str] = []
    sun: list[str] = []


class Days(Shape):
    """One day (`on`), or from `from` to `to`, both included."""

    on: Day | None = None
    since: Day | None = Field(default=None, alias="from")
    until: Day | None = Field(default=None, alias="to")
    reason: Text | None = None
    source: Line | None = None


class Special(Days):
    """Other hours on some days; an empty list is closed."""

    hours: list[str]


class Calendar(Shape):
    """`holidays: true` takes the country's public holidays; `working` are holidays on which one works.

    `inherits` names a calendar above (country, campus, unit, channel): this one then says only what differs. What
    it says of a weekday or of a date replaces what that one says of it.
    `local: true` is a place where people live, chosen in their data: its days of rest do not count for them either
    (Ecuador, COA art. 159).
    """

    slug: Slug
    name: Text
    inherits: Slug | None = None
    local: bool = False
    zone: Zone
    country: Country
    hours: Week
    holidays: bool = True
    closed: list[Days] = []
    special: list[Special] = []
    working: list[Days] = []
    valid_from: Day | None = None
    valid_to: Day | None = None
    source: Line | None = None
    proposed: bool = False


def check(content: Content) -> Iterator[Problem]:
    above = {c.slug: [c.inherits] if c.inherits else [] for c in content.values("calendars")}
    cycle = first_cycle(above)
    for item in content.items["calendars"]:
        if item.value is None:
            continue
        yield from content.dangling(item, "calendars", item.value.inherits, "inherits")
        if cycle and item.slug == cycle[0]:
            yield item.problem(f"los calendarios se heredan en círculo: {' → '.join(cycle)}", "inherits")
        try:
            Hours.from_data(item.value.data()).must_open()
        except CalendarError as error:
            shown = ".".join(str(step + 1) if isinstance(step, int) else step for step in error.way)
            yield item.problem(f"`{shown}`: {error.words}", *error.way)


def apply(content: Content, at: datetime) -> list[str]:
    return keep_versions(CalendarVersion, content.values("calendars"), called="calendarios", at=at)


CALENDARS = Section(
    name="calendars",
    files="calendars.yaml",
    shape=Calendar,
    many=True,
    check=check,
    apply=apply,
    held=lambda: {slug: said(data) for slug, data in held_versions(CalendarVersion)().items()},
    noun="calendario",
    complete=completed,
)
