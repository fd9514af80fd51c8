"""What stands on paper after a request was sent: the confirmation on the page, and the receipt to print."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import Campus
from ventanilla.lib.clock import now
from ventanilla.tickets import queries
from ventanilla.tickets.clocks import Clock
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.web.components.answers import told
from ventanilla.web.portal.ticket.access import signed_in, ticket_or_404


@require_safe
@signed_in
def confirmation(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    by_clock = _by_clock(ticket)
    context = {
        "at": now(),
        "ticket": ticket,
        "service": ticket.version.data,
        "words": request.institution.data["confirmation"],
        "answer": by_clock.get(Clock.RESOLUTION),
        "first": by_clock.get(Clock.FIRST_CONTACT),
        "keep": f"{request.institution.slug}/{ticket.version.slug}/{request.person.pk}",
    }
    return render(request, "portal/confirmation/page.html", context)


@require_safe
@signed_in
def receipt(request: Any, code: str) -> HttpResponse:
    """Everything that was sent, as it was sent, with the fingerprints of the files."""
    ticket = ticket_or_404(request, code)
    form = ticket.version.data["form"]
    attachments = [one for one in queries.attachments(ticket) if one.message_id is None]
    labels = {question["name"]: question["label"] for question in form}
    by_clock = _by_clock(ticket)
    context = {
        "at": now(),
        "ticket": ticket,
        "service": ticket.version.data,
        "answers": told(form, ticket.answers, _places(form)),
        "files": [{"of": labels.get(one.question, ""), "document": one.document} for one in attachments],
        "answer": by_clock.get(Clock.RESOLUTION),
        "first": by_clock.get(Clock.FIRST_CONTACT),
    }
    return render(request, "portal/confirmation/receipt.html", context)


def _by_clock(ticket: Ticket) -> dict[str, Deadline]:
    return {deadline.clock: deadline for deadline in queries.deadlines(ticket)}


def _places(form: list[dict[str, Any]]) -> dict[str, Any]:
    if not any(question["type"] == "campus" for question in form):
        return {}
    return {campus.slug: campus.name for campus in Campus.objects.all()}
