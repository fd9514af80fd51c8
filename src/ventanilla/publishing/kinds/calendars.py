"""A calendar: weekly hours, closures, special days. Open deadlines keep the version they were promised with."""

from datetime import datetime
from typing import Any

from ventanilla.institutions.holidays import said
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.sections.calendars import CALENDARS
from ventanilla.institutions.versions import publish
from ventanilla.publishing.kind import Held, Kind, Published
from ventanilla.publishing.surroundings import nothing

SUBJECT = "calendar_version"


def held(slug: str) -> Held | None:
    row = CalendarVersion.objects.filter(slug=slug, current=True).first()
    if row is None:
        return None
    return Held(slug, said(row.data), row, (SUBJECT, row.pk), row.n, row.created_at)


def make_true(before: Held, shape: Any, at: datetime) -> Published:
    version, new = publish(CalendarVersion, slug=before.slug, data=shape.data(), at=at)
    return Published((SUBJECT, version.pk), version.n, first=new)


CALENDAR = Kind("calendar", CALENDARS, "calendar.published", held, nothing, make_true)
