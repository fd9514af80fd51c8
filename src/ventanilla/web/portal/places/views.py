"""Where and when to go: each campus in its own zone, now and next (UME-11), and the other ways to reach the desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import CalendarVersion, Campus
from ventanilla.institutions.queries import section
from ventanilla.lib.clock import now
from ventanilla.web.components import preview
from ventanilla.web.portal import hours
from ventanilla.web.portal.channels import ways
from ventanilla.web.portal.places.place import place
from ventanilla.worktime import Calendar


@require_safe
def show(request: Any) -> HttpResponse:
    at, institution, person = now(), request.institution, request.person
    seen = preview.of(request)
    rows = CalendarVersion.objects.filter(current=True)
    calendars = {row.slug: Calendar.from_data(seen.said("calendar", row.slug, row.data)) for row in rows}
    own = person.campus_id if person else None
    campuses = sorted(
        Campus.objects.filter(active=True), key=lambda row: (row.pk != own, row.position, row.slug)
    )
    channels, names = section("channels") or [], {row.slug: row.name for row in campuses}
    context = {
        "at": at,
        "preview": seen,
        "places": [
            place(
                row, calendars[row.data["calendar"]], at=at, own=own, channels=channels, calendars=calendars
            )
            for row in campuses
        ],
        "ways": ways(channels, calendars, names, at=at),
        "hours": hours.of_calendar(calendars[institution.data["calendar"]], at=at),
        "crumbs": [(gettext("Start"), reverse("portal:home")), (gettext("Places and hours"), "")],
    }
    return render(request, "portal/places/page.html", context)
