"""Whether one is attended at this moment, and until when or from when."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ventanilla.institutions.models import CalendarVersion, Institution
from ventanilla.people.models import Person
from ventanilla.worktime import Calendar, CalendarError


@dataclass(frozen=True)
class Hours:
    """As components/_hours.html shows it."""

    open: bool
    until: datetime | None = None
    next: datetime | None = None
    place: Any = ""  # Text


def of_calendar(calendar: Calendar, *, at: datetime, place: Any = "") -> Hours:
    if calendar.is_open(at):
        return Hours(open=True, until=calendar.next_closing(at), place=place)
    try:
        opening = calendar.next_opening(at)
    except CalendarError:  # it ends before it opens again
        opening = None
    return Hours(open=False, next=opening, place=place)


def of_desk(institution: Institution, person: Person | None, *, at: datetime) -> Hours | None:
    """The hours of the person's campus, otherwise the institution's; one statement."""
    campus = person.campus if person else None
    slug = campus.data["calendar"] if campus else institution.data["calendar"]
    row = CalendarVersion.objects.filter(slug=slug, current=True).first()
    if row is None:
        return None
    return of_calendar(Calendar.from_data(row.data), at=at, place=campus.name if campus else "")
