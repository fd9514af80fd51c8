"""Who of the desk is told of a ticket besides its assignee, and whom a note may name."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib.clock import now
from ventanilla.tickets.actions import mentioning
from ventanilla.tickets.mentions import readers
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket.reasons import told_why


@require_POST
@for_agents
def follow(request: Any, code: str) -> HttpResponse:
    return _done(request, code, mentioning.follow)


@require_POST
@for_agents
def unfollow(request: Any, code: str) -> HttpResponse:
    return _done(request, code, mentioning.unfollow)


def _done(request: Any, code: str, act: Callable[..., None]) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    with told_why(request):
        act(ticket_id=ticket.pk, person=request.person, at=now())
    return to_ticket(ticket)


@require_safe
@for_agents
def colleagues(request: Any, code: str) -> HttpResponse:
    """For the list that opens at an @: who may read this ticket."""
    ticket = ticket_or_404(request, code)
    people = readers(ticket, besides=request.person)
    found = [
        {"name": one.full_name, "hint": one.username or "", "text": f"@{one.full_name} "} for one in people
    ]
    return JsonResponse({"choices": found})
