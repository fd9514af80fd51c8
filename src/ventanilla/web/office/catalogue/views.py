"""The catalogue as the student finds it, with what is switched off: every service behind its category."""

from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.catalogue import queries
from ventanilla.people import rules
from ventanilla.publishing.queries import drafted
from ventanilla.web.office.access import for_office


@require_safe
@for_office
def show(request: Any) -> HttpResponse:
    """An administrator sees all, a director what his units attend."""
    person, drafts = request.person, drafted(request.person)
    own = [version for version in queries.shelf() if rules.directs(person, version.service.unit_id)]
    shelves = [
        {
            "category": category,
            "drafted": ("category", category.slug) in drafts,
            "services": [row(version, drafts) for version in versions],
        }
        for category, versions in groupby(own, key=lambda version: version.service.category)
    ]
    context = {"shelves": shelves, "administers": rules.administers(person)}
    return render(request, "office/catalogue/page.html", context)


def row(version: Any, drafts: set[tuple[str, str]]) -> dict[str, Any]:
    return {
        "name": version.called,
        "slug": version.slug,
        "unit": version.service.unit.name,
        "active": version.service.active,
        "since": version.created_at,
        "n": version.n,
        "drafted": ("service", version.slug) in drafts,
    }
