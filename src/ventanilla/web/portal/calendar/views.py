"""What counts and what does not: the calendars by which deadlines are counted, for everyone to check."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import CalendarVersion, Campus
from ventanilla.lib.clock import now
from ventanilla.web.components import preview
from ventanilla.web.portal.calendar.year import AFTER, BEFORE, shown


@require_safe
def show(request: Any, year: int | None = None) -> HttpResponse:
    at, institution = now(), request.institution
    present = at.astimezone(institution.zoneinfo).year
    year = present if year is None else year
    if not present - BEFORE <= year <= present + AFTER:
        raise Http404
    seen, places = preview.of(request), _places(institution)
    rows = CalendarVersion.objects.filter(current=True, slug__in=places).order_by("slug")
    data = {row.slug: seen.said("calendar", row.slug, row.data) for row in rows}
    context = {
        "at": at,
        "preview": seen,
        "year": year,
        "before": year - 1 if year > present - BEFORE else None,
        "after": year + 1 if year < present + AFTER else None,
        "calendars": [
            shown(slug, data[slug], places[slug], year=year, at=at) for slug in places if slug in data
        ],
        "crumbs": [
            (gettext("Start"), reverse("portal:home")),
            (gettext("Places and hours"), reverse("portal:places")),
            (gettext("Days that do not count"), ""),
        ],
    }
    return render(request, "portal/calendar/page.html", context)


def _places(institution: Any) -> dict[str, list[Any]]:
    """Calendar → the names of the campuses that follow it, the institution's own first."""
    found: dict[str, list[Any]] = {institution.data["calendar"]: []}
    for campus in Campus.objects.filter(active=True).order_by("position", "slug"):
        found.setdefault(campus.data["calendar"], []).append(campus.name)
    return found
