"""Which date a term gives, and why: to try a calendar before a student is promised anything by it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.lib.clock import now
from ventanilla.people.models import RoleKind
from ventanilla.web.office.access import for_roles
from ventanilla.web.office.deadlines.trial import Trial


@require_safe
@for_roles(RoleKind.ADMINISTRATOR, RoleKind.DIRECTOR, RoleKind.QUALITY)
def show(request: Any) -> HttpResponse:
    trial, at = Trial.read(request.institution, request.GET.dict()), now()
    if "term" in request.GET:
        trial.answer(at=at)
    return render(request, "office/deadlines/page.html", {"trial": trial})
