"""The calendars of the institution, each with its week, and by whom it is used."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import CalendarVersion, Campus, Unit
from ventanilla.lib.text import said
from ventanilla.publishing.queries import drafted
from ventanilla.web.components.week import week
from ventanilla.web.office.access import for_administrators
from ventanilla.worktime import Calendar


@require_safe
@for_administrators
def show(request: Any) -> HttpResponse:
    drafts, used = drafted(request.person), users()
    rows = CalendarVersion.objects.filter(current=True).order_by("slug")
    calendars = [
        {
            "slug": row.slug,
            "name": row.data["name"],
            "zone": row.data["zone"],
            "n": row.n,
            "since": row.created_at,
            "week": week(Calendar.from_data(row.data)),
            "used": ", ".join(used.get(row.slug, [])),
            "drafted": ("calendar", row.slug) in drafts,
        }
        for row in rows
    ]
    return render(request, "office/calendars/page.html", {"calendars": calendars})


def users() -> dict[str, list[str]]:
    """By calendar, the names of the campuses and units that follow it."""
    found: dict[str, list[str]] = {}
    for model in (Campus, Unit):
        for data in model.objects.filter(active=True).order_by("slug").values_list("data", flat=True):
            if data.get("calendar"):
                found.setdefault(data["calendar"], []).append(said(data["name"], get_language()).words)
    return found
