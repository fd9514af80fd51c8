"""Who did what, when and through which channel: the journal of one's own ticket (UME-02)."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.lib.clock import now
from ventanilla.tickets.history import lines
from ventanilla.web.portal.ticket.access import signed_in, ticket_or_404


@require_safe
@signed_in
def show(request: Any, code: str) -> HttpResponse:
    ticket, at = ticket_or_404(request, code), now()
    context = {"ticket": ticket, "lines": lines(ticket, internal=False), "at": at}
    return render(request, "portal/ticket/history.html", context)
