"""Seven days of a unit: who is there at which hours, and who is not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.translation import gettext, pgettext

from ventanilla.people import moments
from ventanilla.people.presence import Member, calendar
from ventanilla.worktime import Calendar

DAYS = 7
PRESENT, PARTLY, ABSENT = "present", "partly", "absent"
Spans = list[tuple[datetime, datetime]]


@dataclass(frozen=True)
class There:
    """One person on one day: `hours` in words, `state` one of PRESENT, PARTLY, ABSENT."""

    member: Member
    hours: str
    state: str


@dataclass(frozen=True)
class Day:
    on: date
    name: str
    rest: Any  # why the unit rests, a Text; None where it does not
    people: list[There]
    today: bool

    @property
    def empty(self) -> bool:
        return not any(one.state != ABSENT for one in self.people)


def days(members: Sequence[Member], unit_week: dict[str, Any], *, first: date, today: date) -> list[Day]:
    calendars = [(member, calendar(unit_week, member.hours)) for member in members]
    of_unit = Calendar.from_data(unit_week)
    return [_day(calendars, of_unit, first + timedelta(days=n), today) for n in range(DAYS)]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(calendars: Sequence[tuple[Member, Calendar]], of_unit: Calendar, on: date, today: date) -> Day:
    found = [_there(member, own, on) for member, own in calendars]
    return Day(
        on, moments.day(on, today=today), of_unit.holiday(on), [one for one in found if one], on == today
    )


def _there(member: Member, own: Calendar, on: date) -> There | None:
    """None on a day on which he does not work."""
    spans = [_instants(on, start, end, own) for start, end in own.hours_on(on)]
    if not spans:
        return None
    off = sum(_covered(span, member.absences) for span in spans)
    touched = any(_overlaps(span, absent) for span in spans for absent in member.absences)
    state = ABSENT if off == len(spans) else PARTLY if touched else PRESENT
    return There(member, words(own.hours_on(on)), state)


def words(hours: Sequence[tuple[time, time]]) -> str:
    told = [f"{start.hour}:{start.minute:02}–{end.hour or 24}:{end.minute:02}" for start, end in hours]
    return gettext(" and ").join(told) if told else pgettext("hours", "closed")


def _instants(on: date, start: time, end: time, own: Calendar) -> tuple[datetime, datetime]:
    until = on if end > start else on + timedelta(days=1)
    return datetime.combine(on, start, own.zone), datetime.combine(until, end, own.zone)


def _covered(span: tuple[datetime, datetime], absences: Sequence[tuple[datetime, datetime]]) -> bool:
    return any(since <= span[0] and span[1] <= until for since, until in absences)


def _overlaps(span: tuple[datetime, datetime], absent: tuple[datetime, datetime]) -> bool:
    return span[0] < absent[1] and absent[0] < span[1]
