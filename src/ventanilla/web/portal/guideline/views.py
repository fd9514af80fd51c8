"""The rules of the desk as they were issued: code, version, dates, review, and every part (UNE-20)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.queries import section
from ventanilla.institutions.sections.guideline import Guideline
from ventanilla.lib.clock import now
from ventanilla.web.portal import hours


@require_safe
def show(request: Any) -> HttpResponse:
    at, data = now(), section("guideline")
    if not data:
        raise Http404
    guideline = Guideline.model_validate(data)
    context = {
        "at": at,
        "guideline": guideline,
        "hours": hours.of_desk(request.institution, request.person, at=at),
        "crumbs": [
            (gettext("Start"), reverse("portal:home")),
            (gettext("Help"), reverse("portal:help")),
            (guideline.name, ""),
        ],
    }
    return render(request, "portal/guideline/page.html", context)
