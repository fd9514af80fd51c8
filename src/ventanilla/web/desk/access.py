"""Who comes to the desk: strangers sign in first, requesters find no desk, tickets are fetched through the agent."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, resolve_url

from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions.attend import note_reading
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.queries import Also, desk_ticket
from ventanilla.web.desk.unkept import words_kept

#: Asked every few seconds for who is there; and the page that records its reading itself, sent or not.
TELLS_NOTHING = frozenset({"presence", "ticket"})
View = Callable[..., HttpResponseBase]


def for_agents(view: View) -> View:
    """Whoever may not (any more) is told as little as of what is not there; what he wrote comes back to him."""

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.person is None:
            return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
        try:
            _check_works_here(request.person)
            return view(request, *args, **kwargs)
        except Http404:
            words = words_kept(request)
            if words is None:
                raise
            return words

    return guarded


def _check_works_here(person: Person) -> None:
    if not rules.works_at_desk(person):
        raise Http404


def ticket_or_404(request: Any, code: str, *, also: Also | None = None) -> Ticket:
    """The ticket, if the agent may read it; the same answer for an unknown code and for a forbidden one.

    Whichever page shows something of a confidential one, its reading is recorded (UNE-10).
    """
    ticket = desk_ticket(request.person, code, also=also)
    if ticket is None:
        raise Http404
    if (
        ticket.confidential
        and request.method == "GET"
        and request.resolver_match.url_name not in TELLS_NOTHING
    ):
        note_reading(ticket=ticket, reader=request.person, at=now())
    return ticket


def to_ticket(ticket: Ticket, anchor: str = "") -> HttpResponse:
    return redirect(resolve_url("desk:ticket", code=ticket.code) + anchor)
