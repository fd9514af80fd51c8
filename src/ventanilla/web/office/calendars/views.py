"""The calendars of the institution, each with its week, and by whom it is used."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import CalendarVersion, Campus, Unit
from ventanilla.lib.clock import now
from ventanilla.lib.text import said
from ventanilla.people import moments
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
            "ending": ending(
                row.data.get("valid_to"), today=now().astimezone(ZoneInfo(row.data["zone"])).date()
            ),
            "drafted": ("calendar", row.slug) in drafts,
        }
        for row in rows
    ]
    return render(request, "office/calendars/page.html", {"calendars": calendars})


def ending(last: str | None, *, today: date) -> str:
    """What a calendar that does not go on for ever means for whoever asks for something."""
    if not last:
        return ""
    day = moments.day(date.fromisoformat(last), today=today)
    if last < today.isoformat():
        return gettext("It ended on %(day)s: by it no date can be promised, and no request comes in.") % {
            "day": day
        }
    return gettext("It holds until %(day)s. Terms that reach beyond it cannot be promised.") % {"day": day}


def users() -> dict[str, list[str]]:
    """By calendar, the names of the campuses and units that follow it."""
    found: dict[str, list[str]] = {}
    for model in (Campus, Unit):
        for data in model.objects.filter(active=True).order_by("slug").values_list("data", flat=True):
            if data.get("calendar"):
                found.setdefault(data["calendar"], []).append(said(data["name"], get_language()).words)
    return found
