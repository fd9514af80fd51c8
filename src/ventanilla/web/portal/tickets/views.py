"""My requests."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from ventanilla.lib.clock import now
from ventanilla.web.portal.ticket.access import signed_in
from ventanilla.web.portal.tickets.listing import listing


@require_safe
@signed_in
def show(request: Any) -> HttpResponse:
    only_open = request.GET.get("show") == "open"
    after = request.GET.get("after", "")
    found = listing(request.person, only_open=only_open, after=after)
    shown = {"show": "open"} if only_open else {}
    context = {
        "listing": found,
        "tabs": [
            {"words": pgettext("requests", "All"), "url": request.path, "current": not only_open},
            {"words": pgettext("requests", "Open"), "url": f"{request.path}?show=open", "current": only_open},
        ],
        "only_open": only_open,
        "later_page": bool(after),
        "newest": f"{request.path}?{urlencode(shown)}" if after else "",
        "older": f"{request.path}?{urlencode({**shown, 'after': found.older})}" if found.older else "",
        "at": now(),
    }
    return render(request, "portal/tickets/page.html", context)
