"""How something is done, step by step, each with a drawing of what one sees (UPN-03)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.queries import section
from ventanilla.lib.clock import now
from ventanilla.web.portal import hours


@require_safe
def show(request: Any, slug: str) -> HttpResponse:
    at = now()
    guide = next((one for one in section("guides") or [] if one["slug"] == slug), None)
    if guide is None:
        raise Http404
    context = {
        "at": at,
        "guide": guide,
        "hours": hours.of_desk(request.institution, request.person, at=at),
        "crumbs": [
            (gettext("Start"), reverse("portal:home")),
            (gettext("Help"), reverse("portal:help")),
            (guide["name"], ""),
        ],
    }
    return render(request, "portal/guide/page.html", context)
