"""The days of a year on which an institution's deadlines do not count, calendar by calendar."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ventanilla.web.components.week import week
from ventanilla.web.portal.hours import Hours, of_calendar
from ventanilla.worktime import Calendar, DayOff

#: How far back and ahead a reader may turn.
BEFORE, AFTER = 1, 2


@dataclass(frozen=True)
class Rest:
    """Days in a row with the same reason; `until` None: one day. `public`: a holiday of the country."""

    since: date
    until: date | None
    name: Any
    source: str | None
    public: bool


@dataclass(frozen=True)
class Shown:
    """A calendar, whose places follow it, and what it rests in the year."""

    slug: str
    name: Any
    places: list[Any]
    zone: str
    hours: Hours
    week: list[tuple[str, str]]
    rests: list[Rest]


def shown(slug: str, data: Any, places: list[Any], *, year: int, at: Any) -> Shown:
    calendar = Calendar.from_data(data)
    return Shown(
        slug=slug,
        name=data["name"],
        places=places,
        zone=data["zone"],
        hours=of_calendar(calendar, at=at),
        week=week(calendar),
        rests=list(rests(_worked(calendar, year))),
    )


def rests(days: Iterable[DayOff]) -> Iterator[Rest]:
    """A recess is told once, from its first day to its last."""
    run: list[DayOff] = []
    for off in days:
        if run and ((off.on - run[-1].on).days > 1 or _reason(off) != _reason(run[-1])):
            yield _rest(run)
            run = []
        run.append(off)
    if run:
        yield _rest(run)


def _worked(calendar: Calendar, year: int) -> Iterator[DayOff]:
    """Only what takes a day away: a holiday on a Sunday changes nothing where nobody works on Sundays."""
    for off in calendar.days_off(date(year, 1, 1), date(year, 12, 31)):
        if calendar.rules.week[off.on.weekday()]:
            yield off


def _rest(run: list[DayOff]) -> Rest:
    first, last = run[0], run[-1]
    return Rest(first.on, last.on if last.on > first.on else None, first.name, first.source, first.public)


def _reason(off: DayOff) -> tuple[Any, ...]:
    return (str(off.name), off.source, off.public)
