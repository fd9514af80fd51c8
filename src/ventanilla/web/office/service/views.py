"""A service as it stands: what is published since when and by whom, who is writing, whether it is offered."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.lib.clock import now
from ventanilla.publishing import queries
from ventanilla.publishing.kinds.services import SUBJECT
from ventanilla.publishing.switching import switch
from ventanilla.web.office.access import for_office
from ventanilla.web.office.things import thing_or_404

#: So many publications are told on the page.
LATEST = 10


@require_safe
@for_office
def show(request: Any, slug: str) -> HttpResponse:
    thing = thing_or_404(request, "service", slug)
    versions = ServiceVersion.objects.filter(slug=slug).order_by("-n").values("pk")[:LATEST]
    drafts = queries.drafts_of("service", slug)
    context = {
        "thing": thing,
        "service": thing.held.data,
        "unit": thing.held.row.service.unit.data,
        "own": next((draft for draft in drafts if draft.author_id == request.person.pk), None),
        "others": [draft for draft in drafts if draft.author_id != request.person.pk],
        "publications": queries.publications(SUBJECT, versions),
        "look": thing.seen_by_students() if thing.held.active else "",
        "crumbs": thing.crumbs(),
    }
    return render(request, "office/service/page.html", context)


@require_POST
@for_office
def activation(request: Any, slug: str) -> HttpResponse:
    """Offer the service, or no longer."""
    thing = thing_or_404(request, "service", slug)
    on = request.POST.get("on") == "1"
    if switch(slug=slug, on=on, by=request.person, institution=request.institution, at=now()):
        words = (
            gettext("The service is offered again.")
            if on
            else gettext("The service is switched off: nobody can ask for it. What is open goes on.")
        )
        messages.success(request, words)
    return redirect(thing.url)
