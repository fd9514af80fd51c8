"""The units and who attends in each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import Unit
from ventanilla.people import rules
from ventanilla.publishing import queries
from ventanilla.web.office.access import for_office
from ventanilla.web.office.people import listing
from ventanilla.web.office.things import thing_or_404


@require_safe
@for_office
def show(request: Any) -> HttpResponse:
    """An administrator sees all units, a director his own; and who holds which role, the newest first."""
    person = request.person
    units = [
        unit for unit in Unit.objects.filter(active=True).order_by("slug") if rules.directs(person, unit.pk)
    ]
    own = None if rules.administers(person) else rules.directed_units(person)
    page = listing.page(request, own)
    context = {"units": units, "page": page, "words": listing.role_words()}
    return render(request, "office/units/list.html", context)


@require_safe
@for_office
def unit(request: Any, slug: str) -> HttpResponse:
    thing = thing_or_404(request, "unit", slug)
    page = listing.page(request, [thing.held.row.pk])
    drafts = queries.drafts_of("unit", slug)
    context = {
        "thing": thing,
        "unit": thing.held.data,
        "page": page,
        "words": listing.role_words(),
        "own": any(draft.author_id == request.person.pk for draft in drafts),
        "others": [draft for draft in drafts if draft.author_id != request.person.pk],
        "crumbs": thing.crumbs(),
    }
    return render(request, "office/units/page.html", context)
