"""One's own case as a PDF: all that was said and done, without what is the desk's alone."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.web.components.casefile.answer import hand_over
from ventanilla.web.portal.ticket.access import signed_in, ticket_or_404, to_ticket


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: Any, code: str) -> HttpResponse:
    ticket, at = ticket_or_404(request, code), now()
    if request.method != "POST":
        return to_ticket(ticket)
    return hand_over(request, ticket, notes=False, at=at, channel="portal")
