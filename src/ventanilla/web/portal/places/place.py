"""One campus as the page tells it, in the campus's own time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.dateformat import time_format
from django.utils.timezone import get_current_timezone, override

from ventanilla.institutions.models import Campus
from ventanilla.institutions.sections.campuses import Campus as CampusShape
from ventanilla.institutions.sections.campuses import Mode
from ventanilla.people import moments
from ventanilla.web.components.week import other_days, week
from ventanilla.web.portal.channels import Reached, reached_at
from ventanilla.web.portal.hours import of_calendar
from ventanilla.worktime import Calendar


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
    reached: list[Reached]
    own: bool
    mode: Mode | None
    later: list[Mode]
    now: Now
    week: list[tuple[str, str]]
    other_days: list[tuple[date, Any, str]]
    clock: str


def place(
    campus: Campus,
    calendar: Calendar,
    *,
    at: datetime,
    own: int | None,
    channels: Sequence[Mapping[str, Any]] = (),
    calendars: Mapping[str, Calendar] | None = None,
) -> Place:
    shape = CampusShape.model_validate(campus.data)
    zone = ZoneInfo(campus.zone)
    local = at.astimezone(zone)
    today = local.date()
    same = local.utcoffset() == at.astimezone(get_current_timezone()).utcoffset()
    return Place(
        name=shape.name,
        city=shape.city,
        where=shape.place,
        reached=reached_at(campus.slug, channels, calendars or {}, hours=shape.calendar),
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
