"""Who did what, when and through which channel: the journal of one ticket."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.tickets.history import lines
from ventanilla.web.desk.access import for_agents, ticket_or_404


@require_safe
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    return render(
        request, "desk/history/page.html", {"ticket": ticket, "lines": lines(ticket, internal=True)}
    )
