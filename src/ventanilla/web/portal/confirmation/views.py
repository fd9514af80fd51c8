"""What stands on paper after a request was sent: the confirmation on the page, and the receipt to print."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import Campus
from ventanilla.lib.clock import now
from ventanilla.tickets import queries
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.web.components.answers import told


@require_safe
def confirmation(request: Any, code: str) -> HttpResponse:
    ticket = _own(request, code)
    if isinstance(ticket, HttpResponse):
        return ticket
    by_clock = _by_clock(ticket)
    context = {
        "at": now(),
        "ticket": ticket,
        "service": ticket.version.data,
        "words": request.institution.data["confirmation"],
        "answer": by_clock.get(Deadline.Clock.RESOLUTION),
        "first": by_clock.get(Deadline.Clock.FIRST_CONTACT),
        "keep": f"{request.institution.slug}/{ticket.version.slug}/{request.person.pk}",
    }
    return render(request, "portal/confirmation/page.html", context)


@require_safe
def receipt(request: Any, code: str) -> HttpResponse:
    """Everything that was sent, as it was sent, with the fingerprints of the files."""
    ticket = _own(request, code)
    if isinstance(ticket, HttpResponse):
        return ticket
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
        "answer": by_clock.get(Deadline.Clock.RESOLUTION),
        "first": by_clock.get(Deadline.Clock.FIRST_CONTACT),
    }
    return render(request, "portal/confirmation/receipt.html", context)


def _own(request: Any, code: str) -> Ticket | HttpResponse:
    """A stranger logs in first; somebody else's ticket does not exist."""
    if request.person is None:
        return redirect_to_login(request.get_full_path(), reverse("account_login"))
    ticket = queries.own_ticket(request.person, code)
    if ticket is None:
        raise Http404
    return ticket


def _by_clock(ticket: Ticket) -> dict[str, Deadline]:
    return {deadline.clock: deadline for deadline in queries.deadlines(ticket)}


def _places(form: list[dict[str, Any]]) -> dict[str, Any]:
    if not any(question["type"] == "campus" for question in form):
        return {}
    return {campus.slug: campus.name for campus in Campus.objects.all()}
