"""The case as a PDF, for an appeal: with the internal notes or without them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.tickets import rules
from ventanilla.tickets.actions import attend
from ventanilla.web.components.casefile.answer import hand_over
from ventanilla.web.desk.access import for_agents, ticket_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket, at = ticket_or_404(request, code), now()
    if not rules.may_attend(request.person, ticket):
        raise Http404
    if request.method != "POST":
        return render(request, "desk/casefile/page.html", {"ticket": ticket})
    if ticket.confidential:
        attend.note_reading(ticket=ticket, reader=request.person, at=at)
    return hand_over(request, ticket, notes="notes" in request.POST, at=at, channel="desk")
