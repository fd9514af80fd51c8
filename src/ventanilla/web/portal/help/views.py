"""How the desk works, the guides, what serves as evidence, the rules to read, and who helps where the page does not."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.queries import sections
from ventanilla.lib.clock import now
from ventanilla.web.portal import hours
from ventanilla.web.portal.channels import ways
from ventanilla.worktime import Calendar


@require_safe
def show(request: Any) -> HttpResponse:
    """The first guide of the folder tells how this desk works; without one the engine's own words do."""
    at, institution = now(), request.institution
    rows = CalendarVersion.objects.filter(current=True)
    calendars = {row.slug: Calendar.from_data(row.data) for row in rows}
    said = sections("channels", "guides", "documents", "guideline", "process")
    guides = said.get("guides") or []
    context = {
        "at": at,
        "institution": institution.data,
        "guide": guides[0] if guides else None,
        "guides": guides[1:],
        "documents": said.get("documents"),
        "guideline": said.get("guideline"),
        "process": said.get("process"),
        "ways": ways(said.get("channels") or [], calendars, {}, at=at),
        "hours": hours.of_calendar(calendars[institution.data["calendar"]], at=at),
        "crumbs": [(gettext("Start"), reverse("portal:home")), (gettext("Help"), "")],
    }
    return render(request, "portal/help/page.html", context)
