"""Replies kept ready, filled for one ticket: for the list that opens at a slash, or put into the text by a button."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ventanilla.lib.clock import now
from ventanilla.lib.text import said
from ventanilla.tickets import rules
from ventanilla.tickets.filling import words_for
from ventanilla.tickets.models import Canned, Ticket
from ventanilla.web.desk.access import for_agents, ticket_or_404


@require_safe
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    found = [
        {"name": said(row.name, get_language()).words, "hint": row.slug, "text": _words(request, ticket, row)}
        for row in _of(ticket).order_by("slug")
    ]
    return JsonResponse({"choices": found})


def inserted(request: Any, ticket: Ticket, body: str) -> str:
    """The text with the chosen reply after it; as it was where that one is offered no more."""
    slug = request.POST.get("reply", "")
    row = _of(ticket).filter(slug=slug).first() if slug.isprintable() else None
    if row is None:
        return body
    words = _words(request, ticket, row)
    return f"{body.rstrip()}\n\n{words}" if body.strip() else words


def _of(ticket: Ticket) -> Any:
    return Canned.objects.filter(Q(unit=None) | Q(unit=ticket.unit_id), active=True)


def _words(request: Any, ticket: Ticket, row: Canned) -> str:
    return words_for(
        row.data["text"], ticket, agent=request.person, institution=request.institution, at=now()
    )
