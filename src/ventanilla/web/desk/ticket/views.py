"""One ticket at the desk: read it, take it, answer, ask, note, close."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend, drafting, mentioning
from ventanilla.tickets.actions.message import NothingSaid, TooLong
from ventanilla.tickets.actions.news import Seen, Stale
from ventanilla.tickets.models import Ticket
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.relations.closing import warned
from ventanilla.web.desk.shown import holder_in, seen_in
from ventanilla.web.desk.ticket.forms import Saying
from ventanilla.web.desk.ticket.reasons import reason, told_why
from ventanilla.web.desk.ticket.showing import page, read_or_404, show_page

__all__ = ["close", "note", "page", "reason", "show", "take", "told_why"]


@require_safe
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = read_or_404(request, code)
    if ticket.code != code:
        return to_ticket(ticket)
    return show_page(request, ticket, Saying(key=uuid4()), fresh=True)


@require_POST
@for_agents
def take(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    with told_why(request):
        seen = holder_in(request)
        attend.take(ticket_id=ticket.pk, agent=request.person, at=now(), instead_of=seen)
    return to_ticket(ticket)


@require_POST
@for_agents
def note(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    body = request.POST.get("note", "")
    try:
        noted = mentioning.note(ticket_id=ticket.pk, agent=request.person, body=body, at=now())
        drafting.discard(ticket_id=ticket.pk, person=request.person, slot=drafting.NOTE)
    except (NothingSaid, TooLong, PermissionError) as problem:
        return page(request, ticket, Saying(key=uuid4(), note=body, refused=[reason(problem)]))
    _tell_mentions(request, noted)
    return to_ticket(ticket, "#talk")


def _tell_mentions(request: Any, noted: mentioning.Noted) -> None:
    if noted.told:
        names = ", ".join(person.full_name for person in noted.told)
        messages.success(request, gettext("Told of this request: %(names)s.") % {"names": names})
    if noted.unable:
        names = ", ".join(person.full_name for person in noted.unable)
        words = gettext("May not read this request, and was not told of it: %(names)s.")
        messages.warning(request, words % {"names": names})
    if noted.unknown:
        names = ", ".join(f"@{name}" for name in noted.unknown)
        messages.warning(request, gettext("Nobody at the desk is called %(names)s.") % {"names": names})


@require_POST
@for_agents
def close(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if page := warned(request, ticket):
        return page
    seen = seen_in(request.POST)
    with told_why(request):
        try:
            attend.close(ticket_id=ticket.pk, agent=request.person, at=now(), seen=seen)
        except Stale:
            return _look_first(request, ticket, seen)
        messages.success(request, gettext("The ticket is closed. The requester receives the survey."))
    return to_ticket(ticket)


def _look_first(request: Any, ticket: Ticket, seen: Seen | None) -> HttpResponse:
    """The page as it is now, with what is new marked; from there it is closed all the same."""
    words = gettext(
        "It was not closed: there is something new on the request, marked below. Read it; if nothing remains to "
        "be done, close it from here."
    )
    messages.error(request, words)
    return show_page(request, read_or_404(request, ticket.code), Saying(key=uuid4(), seen=seen), fresh=True)
