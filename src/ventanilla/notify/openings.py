"""When a mail of the desk's leaves: in the opening hours of whoever reads it, never at three in the morning.

Each answers with the opening to wait for, or None: at once.
"""

from datetime import datetime, time, timedelta

from ventanilla.institutions.models import CalendarVersion, Institution
from ventanilla.journal.models import Event
from ventanilla.people.models import RoleKind
from ventanilla.tickets.deadlines import calendar_slug
from ventanilla.tickets.models import Ticket
from ventanilla.worktime import Calendar, CalendarError


def at_once(event: Event, at: datetime) -> datetime | None:
    return None


def of_unit(event: Event, at: datetime) -> datetime | None:
    """Of the unit that attends the ticket, where it attends it."""
    ticket: Ticket = Ticket.objects.select_related("institution", "unit", "campus").get(pk=event.subject_id)
    slug = calendar_slug({}, institution=ticket.institution, unit=ticket.unit, campus=ticket.campus)
    return _next(slug, at)


def of_level(event: Event, at: datetime) -> datetime | None:
    """Of the unit for its director, of the institution for who stands above the units."""
    if event.data["to"] == RoleKind.DIRECTOR:
        return of_unit(event, at)
    institution: Institution = event.institution
    return _next(institution.data["calendar"], at)


def of_next_day(event: Event, at: datetime) -> datetime | None:
    """The first opening after today of whoever hears of it once a day: what came in a day comes in one mail."""
    institution: Institution = event.institution
    version = CalendarVersion.objects.filter(slug=institution.data["calendar"], current=True).first()
    if version is None:
        return None
    calendar = Calendar.from_data(version.data)
    tomorrow = at.astimezone(calendar.zone).date() + timedelta(days=1)
    try:
        return calendar.next_opening(datetime.combine(tomorrow, time(), calendar.zone))
    except CalendarError:
        return None


def _next(slug: str, at: datetime) -> datetime | None:
    version = CalendarVersion.objects.filter(slug=slug, current=True).first()
    if version is None:
        return None
    calendar = Calendar.from_data(version.data)
    try:
        return None if calendar.is_open(at) else calendar.next_opening(at)
    except CalendarError:  # it ends before it opens again: better told now than never
        return None
