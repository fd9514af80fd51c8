"""Taking a request back: a page asks first."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.tickets.actions import request as acts
from ventanilla.tickets.moves import IllegalMove, may_move
from ventanilla.tickets.states import State
from ventanilla.web.portal.ticket.access import signed_in, ticket_or_404, to_ticket


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if request.method != "POST":
        if not may_move(ticket, "withdraw"):
            return to_ticket(ticket)
        return render(request, "portal/ticket/withdrawal.html", {"ticket": ticket, "at": now()})
    try:
        acts.withdraw(ticket_id=ticket.pk, requester=request.person, at=now(), channel="portal")
    except IllegalMove as problem:
        if problem.state != State.WITHDRAWN:  # the second click of a double click changes nothing
            words = gettext("It could not be withdrawn: meanwhile it is “%(state)s”.")
            messages.warning(request, words % {"state": problem.state.label})
    else:
        messages.success(request, gettext("Your request is withdrawn. You can still read it here."))
    return to_ticket(ticket)
