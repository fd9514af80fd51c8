"""The confirmation once more, by e-mail (UME-05)."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.lib.throttle import Limit, TooOften, count
from ventanilla.people.moments import short
from ventanilla.tickets.actions import request as acts
from ventanilla.web.portal.ticket.access import signed_in, ticket_or_404, to_ticket

LIMIT = Limit("confirmation", 3, timedelta(hours=1))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def resend(request: Any, code: str) -> HttpResponse:
    ticket, at = ticket_or_404(request, code), now()
    if request.method != "POST":
        return to_ticket(ticket)
    try:
        count(LIMIT, f"{ticket.institution_id}:{ticket.pk}", at=at)
    except TooOften as often:
        words = gettext("We already sent it several times. You can ask again from %(when)s.")
        messages.warning(request, words % {"when": short(often.until, now=at)})
        return to_ticket(ticket)
    acts.resend_confirmation(ticket_id=ticket.pk, requester=request.person, at=at, channel="portal")
    words = gettext("We are sending the confirmation to %(address)s again.")
    messages.success(request, words % {"address": request.person.email})
    return to_ticket(ticket)
