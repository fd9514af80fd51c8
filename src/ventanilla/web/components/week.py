"""The hours of a week in words, and the days on which they do not hold."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import groupby
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, pgettext

from ventanilla.worktime import Calendar
from ventanilla.worktime.opening import times

#: How far ahead holidays and closures are told.
AHEAD = timedelta(days=21)


def week(calendar: Calendar) -> list[tuple[str, str]]:
    """(“lunes a viernes”, “8:00–12:00 y 13:00–17:00”): days in a row with the same hours are one line."""
    days = [(WEEKDAYS[n], _spans(calendar, n)) for n in range(7)]
    lines = []
    for hours, group in groupby(days, key=lambda day: day[1]):
        names = [str(name) for name, _ in group]
        first, last = names[0], names[-1]
        told = first if len(names) == 1 else gettext("%(first)s to %(last)s") % {"first": first, "last": last}
        lines.append((told, gettext(" and ").join(hours) if hours else pgettext("hours", "closed")))
    return lines


def other_days(calendar: Calendar, today: date) -> Iterator[tuple[date, Any, str]]:
    """The next days on which the week does not hold: date, reason, hours."""
    for day in (today + timedelta(days=n) for n in range(AHEAD.days)):
        if off := calendar.rules.off(day):
            if calendar.rules.week[day.weekday()]:
                yield day, off.name, pgettext("hours", "closed")
        elif special := calendar.rules.special.get(day):
            yield day, special.name, gettext(" and ").join(_span(*times(span)) for span in special.spans)


def _spans(calendar: Calendar, weekday: int) -> tuple[str, ...]:
    return tuple(_span(*times(span)) for span in calendar.rules.week[weekday])


def _span(start: time, end: time) -> str:
    return f"{start.hour}:{start.minute:02}–{end.hour or 24}:{end.minute:02}"
