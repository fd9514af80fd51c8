"""Where and when to go: each campus, how it attends, its hours in its own zone, now and next (UME-11)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import CalendarVersion, Campus
from ventanilla.lib.clock import now
from ventanilla.web.portal import hours
from ventanilla.web.portal.places.place import contacts, place
from ventanilla.worktime import Calendar


@require_safe
def show(request: Any) -> HttpResponse:
    at, institution, person = now(), request.institution, request.person
    rows = CalendarVersion.objects.filter(current=True)
    calendars = {row.slug: Calendar.from_data(row.data) for row in rows}
    own = person.campus_id if person else None
    campuses = sorted(
        Campus.objects.filter(active=True), key=lambda row: (row.pk != own, row.position, row.slug)
    )
    context = {
        "at": at,
        "places": [place(campus, calendars[campus.data["calendar"]], at=at, own=own) for campus in campuses],
        "contacts": contacts(institution, calendars, at=at),
        "hours": hours.of_calendar(calendars[institution.data["calendar"]], at=at),
        "crumbs": [(gettext("Start"), reverse("portal:home")), (gettext("Places and hours"), "")],
    }
    return render(request, "portal/places/page.html", context)
