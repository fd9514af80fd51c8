"""The words that the desk puts on a ticket, put on and taken off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ventanilla.lib.clock import now
from ventanilla.tickets.actions import tagging
from ventanilla.tickets.tags import WrongTag
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket.reasons import told_why


@require_POST
@for_agents
def change(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    act = tagging.untag if "off" in request.POST else tagging.tag
    name = request.POST.get("off") or request.POST.get("tag", "")
    with told_why(request):
        try:
            act(ticket_id=ticket.pk, agent=request.person, name=name, at=now())
        except WrongTag:
            messages.error(request, gettext("Write a tag of 40 characters at most."))
        except tagging.TooManyTags:
            messages.error(request, gettext("It has as many tags as fit."))
    return to_ticket(ticket, "#tags")
