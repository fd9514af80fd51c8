"""One campus as the page tells it, in the campus's own time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateformat import time_format
from django.utils.dates import WEEKDAYS
from django.utils.timezone import get_current_timezone, override
from django.utils.translation import gettext, pgettext

from ventanilla.institutions.models import Campus, Institution
from ventanilla.institutions.sections.campuses import Campus as CampusShape
from ventanilla.institutions.sections.campuses import Mode
from ventanilla.web.components import moments
from ventanilla.web.portal.hours import of_calendar
from ventanilla.worktime import Calendar
from ventanilla.worktime.opening import times

#: How far ahead holidays and closures are told.
AHEAD = timedelta(days=21)


@dataclass(frozen=True)
class Now:
    """Open until an hour, or closed until a day and hour, in words of the place's own zone."""

    open: bool
    until: str
    next: str


@dataclass(frozen=True)
class Place:
    """`mode` is today's, `later` those to come; `clock` is its time of day where it is not the reader's."""

    name: Any
    city: Any
    where: Any
    phone: str
    own: bool
    mode: Mode | None
    later: list[Mode]
    now: Now
    week: list[tuple[str, str]]
    other_days: list[tuple[date, Any, str]]
    clock: str


def place(campus: Campus, calendar: Calendar, *, at: datetime, own: int | None) -> Place:
    shape = CampusShape.model_validate(campus.data)
    zone = ZoneInfo(campus.zone)
    local = at.astimezone(zone)
    today = local.date()
    same = local.utcoffset() == at.astimezone(get_current_timezone()).utcoffset()
    return Place(
        name=shape.name,
        city=shape.city,
        where=shape.place,
        phone=shape.phone or "",
        own=campus.pk == own,
        mode=shape.mode_on(today),
        later=[mode for mode in shape.modes if mode.since and mode.since > today],
        now=_now(calendar, zone, at=at),
        week=week(calendar),
        other_days=list(other_days(calendar, today)),
        clock="" if same else f"{local.hour}:{local.minute:02}",
    )


def _now(calendar: Calendar, zone: ZoneInfo, *, at: datetime) -> Now:
    hours = of_calendar(calendar, at=at)
    with override(zone):
        return Now(
            open=hours.open,
            until=time_format(hours.until.astimezone(zone), "G:i") if hours.until else "",
            next=moments.day_and_hour(hours.next, now=at) if hours.next else "",
        )


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


def contacts(
    institution: Institution, calendars: Mapping[str, Calendar], *, at: datetime
) -> list[dict[str, Any]]:
    """The other ways to reach the desk, each with its hours where it has its own."""
    return [
        {
            **contact,
            "url": _url(contact),
            "hours": of_calendar(calendars[contact["calendar"]], at=at) if contact.get("calendar") else None,
        }
        for contact in institution.data.get("contact", [])
    ]


def _url(contact: Mapping[str, Any]) -> str:
    value = str(contact["value"])
    if contact["kind"] == "email":
        return f"mailto:{value}"
    if contact["kind"] in {"phone", "whatsapp"} and any(c.isdigit() for c in value):
        return "tel:" + "".join(c for c in value if c.isdigit() or c == "+")
    return value if value.startswith("https://") else ""


def _spans(calendar: Calendar, weekday: int) -> tuple[str, ...]:
    return tuple(_span(*times(span)) for span in calendar.rules.week[weekday])


def _span(start: time, end: time) -> str:
    return f"{start.hour}:{start.minute:02}–{end.hour or 24}:{end.minute:02}"
