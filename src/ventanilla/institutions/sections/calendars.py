"""calendars.yaml: opening hours, closures and holidays, as worktime reads them."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from ventanilla.institutions.sections.identity import Country, Zone
from ventanilla.lib.section import Content, Section
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Text, refuse
from ventanilla.lib.yamlfile import Problem

HOURS = re.compile(r"^(\d\d):(\d\d)-(\d\d):(\d\d)$")


def possible_hours(spans: list[str]) -> list[str]:
    """Spans `08:00-12:00` of one day, in order, apart from each other; `24:00` may end one."""
    last = -1
    for span in spans:
        found = HOURS.match(span)
        if not found:
            raise refuse(f"`{span}` no es un horario; se escribe como 08:00-12:00")
        h1, m1, h2, m2 = map(int, found.groups())
        start, end = h1 * 60 + m1, h2 * 60 + m2
        if start >= 1440 or end > 1440 or m1 > 59 or m2 > 59:
            raise refuse(f"`{span}`: esa hora no existe; un día va de 00:00 a 24:00")
        if end <= start:
            raise refuse(f"`{span}`: el horario debe terminar después de empezar")
        if start < last:
            raise refuse(f"`{span}`: se cruza con el horario anterior o está fuera de orden")
        last = end
    return spans


Hours = Annotated[list[str], AfterValidator(possible_hours)]


class Week(Shape):
    """A day that is not named is closed."""

    mon: Hours = []
    tue: Hours = []
    wed: Hours = []
    thu: Hours = []
    fri: Hours = []
    sat: Hours = []
    sun: Hours = []


class Days(Shape):
    """Days with a reason: from `from` to `to`, or one day."""

    since: date = Field(alias="from")
    until: date | None = Field(default=None, alias="to")
    reason: Text
    source: Line | None = None


class Special(Days):
    """Other hours on some days."""

    hours: Hours


class Calendar(Shape):
    """`holidays: true` takes the country's public holidays; `working` are holidays on which one works."""

    slug: Slug
    name: Text
    zone: Zone
    country: Country
    hours: Week
    holidays: bool = True
    closed: list[Days] = []
    special: list[Special] = []
    working: list[Days] = []
    source: Line | None = None
    proposed: bool = False


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["calendars"]:
        if item.value is None:
            continue
        if not any(item.value.hours.model_dump().values()):
            yield item.problem("el calendario no abre ningún día", "hours")
        for key in ("closed", "special", "working"):
            for n, days in enumerate(getattr(item.value, key)):
                if days.until is not None and days.until < days.since:
                    yield item.problem("`to` es anterior a `from`", key, n, "to")


CALENDARS = Section(name="calendars", files="calendars.yaml", shape=Calendar, many=True, check=check)
