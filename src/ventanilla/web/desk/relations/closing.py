"""Closing a request whose parts are open: whoever does it knows it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from ventanilla.tickets.links import open_children
from ventanilla.tickets.models import Ticket


def warned(request: Any, ticket: Ticket) -> HttpResponse | None:
    """A page that says which parts stay open, once; None where there are none, or they are known."""
    if "sure" in request.POST:
        return None
    codes = list(open_children(ticket))
    if not codes:
        return None
    context = {"ticket": ticket, "codes": codes, "seen": request.POST.get("seen", "")}
    return render(request, "desk/relations/closing.html", context)
