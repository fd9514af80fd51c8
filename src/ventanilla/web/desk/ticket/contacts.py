"""An attempt to reach the requester, noted by who made it (UPN-14)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ventanilla.lib.clock import now
from ventanilla.tickets.actions import contact
from ventanilla.tickets.actions.message import TooLong
from ventanilla.web.components.enclosures import key_of
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket.reasons import told_why


@require_POST
@for_agents
def record(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    with told_why(request):
        try:
            contact.contact(
                ticket_id=ticket.pk,
                agent=request.person,
                way=request.POST.get("way", ""),
                outcome=request.POST.get("outcome", ""),
                note=request.POST.get("note", ""),
                at=now(),
                key=key_of(request),
            )
        except contact.NotAWay:
            messages.error(request, gettext("Say by which way you tried, and what came of it."))
        except TooLong:
            messages.error(request, gettext("The note on the attempt may have 2,000 characters. Shorten it."))
        else:
            messages.success(request, gettext("The attempt is recorded."))
    return to_ticket(ticket, "#contacts")
