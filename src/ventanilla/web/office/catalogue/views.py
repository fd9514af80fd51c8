"""The catalogue as the student finds it, with what is switched off: every service behind its category."""

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
    """An administrator sees all, also a category in which nothing stands; a director what his units attend."""
    person, drafts = request.person, drafted(request.person)
    administers = rules.administers(person)
    services: dict[int, list[Any]] = {}
    for version in queries.shelf():
        if rules.directs(person, version.service.unit_id):
            services.setdefault(version.service.category_id, []).append(row(version, drafts))
    shelves = [
        {
            "category": category,
            "drafted": ("category", category.slug) in drafts,
            "services": services.get(category.pk, []),
        }
        for category in queries.categories()
        if administers or category.pk in services
    ]
    return render(request, "office/catalogue/page.html", {"shelves": shelves, "administers": administers})


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
