"""The catalogue as the student finds it, with what is switched off: every service behind its category."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.catalogue import queries
from ventanilla.people import rules
from ventanilla.web.office.access import for_office


@require_safe
@for_office
def show(request: Any) -> HttpResponse:
    rows = groupby(queries.shelf(), key=lambda version: version.service.category)
    shelves = [
        (category, [row(version, request.person) for version in versions]) for category, versions in rows
    ]
    return render(request, "office/catalogue/page.html", {"shelves": shelves})


def row(version: Any, person: Any) -> dict[str, Any]:
    service = version.service
    return {
        "name": version.called,
        "slug": version.slug,
        "unit": service.unit.name,
        "active": service.active,
        "since": version.created_at,
        "n": version.n,
        "own": rules.directs(person, service.unit_id),
    }
