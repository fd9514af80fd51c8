"""Drafts, saved by the page while one types, and taken over from a colleague."""

from typing import Any

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from ventanilla.lib.clock import now
from ventanilla.tickets import rules
from ventanilla.tickets.actions import drafting
from ventanilla.tickets.actions.message import TooLong
from ventanilla.tickets.actions.sending import SPEECHES
from ventanilla.tickets.models import AgentDraft
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket.reasons import told_why


@require_POST
@for_agents
def save(request: Any, code: str) -> HttpResponse:
    """204: kept; 200: too long to be kept. Browsers write 4xx answers to their console, and this is no fault."""
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    slot, kind = request.POST.get("slot", ""), request.POST.get("kind", "")
    try:
        drafting.keep(
            ticket=ticket,
            person=request.person,
            slot=slot if slot in AgentDraft.Slot else drafting.SAYING,
            kind=kind if kind in SPEECHES else "",
            body=request.POST.get("body", ""),
            at=now(),
        )
    except TooLong:
        return HttpResponse(status=200)
    return HttpResponse(status=204)


@require_POST
@for_agents
def take_over(request: Any, code: str, pk: int) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if AgentDraft.objects.filter(pk=pk, ticket=ticket).exists():
        with told_why(request):
            drafting.take_over(draft_id=pk, person=request.person, at=now())
    return to_ticket(ticket, "#say")
