"""The devices on which I am signed in here, and ending them."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib.clock import now
from ventanilla.web.accounts.guard import signed_in
from ventanilla.web.accounts.sessions.open import device, end, open_sessions


@require_safe
@never_cache
@signed_in
def sessions(request: Any) -> HttpResponse:
    own = request.session.session_key
    rows = [
        {
            "pk": row.pk,
            "device": device(row),
            "at": row.created_at,
            "ip": row.ip,
            "own": row.session_key == own,
        }
        for row in open_sessions(request.person, at=now())
    ]
    context = {"rows": rows, "others": any(not row["own"] for row in rows)}
    return render(request, "accounts/sessions/page.html", context)


@require_POST
@never_cache
@signed_in
def ending(request: Any, pk: int) -> HttpResponse:
    """Another session of mine; one's own ends by logging out, somebody else's does not exist."""
    others = open_sessions(request.person, at=now()).exclude(session_key=request.session.session_key)
    if not end(others.filter(pk=pk)):
        raise Http404
    messages.success(request, gettext("That session has ended."))
    return redirect("accounts:sessions")


@require_POST
@never_cache
@signed_in
def endings(request: Any) -> HttpResponse:
    end(open_sessions(request.person, at=now()).exclude(session_key=request.session.session_key))
    messages.success(request, gettext("You are signed in on this device only."))
    return redirect("accounts:sessions")
