"""Who comes to a ticket: strangers sign in first, and each finds only his own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, resolve_url

from ventanilla.tickets.models import Ticket
from ventanilla.tickets.queries import own_ticket

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return to_login(request) if request.person is None else view(request, *args, **kwargs)

    return guarded


def to_login(request: Any, back: str = "") -> HttpResponse:
    return redirect_to_login(back or request.get_full_path(), resolve_url("account_login"))


def ticket_or_404(request: Any, code: str) -> Ticket:
    """One's own ticket; the same answer for an unknown code and for somebody else's."""
    ticket = own_ticket(request.person, code)
    if ticket is None:
        raise Http404
    return ticket


def to_ticket(ticket: Ticket, anchor: str = "") -> HttpResponse:
    return redirect(resolve_url("portal:ticket", code=ticket.code) + anchor)
