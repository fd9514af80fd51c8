"""The link of the mail, which proves the address in any browser."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.people import codes
from ventanilla.people.actions import prove
from ventanilla.web.accounts.code.proof import go_on
from ventanilla.web.accounts.code.state import found, state_of
from ventanilla.web.accounts.guard import strangers_only

PAGE = "accounts/code/link.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@strangers_only
def link(request: Any, token: str) -> HttpResponse:
    """Opening shows a button and changes nothing: scanners of mail open every link."""
    at = now()
    try:
        registration_id, number = codes.registration_of_link(token)
    except codes.BadToken as error:
        raise Http404 from error
    registration = found(registration_id)
    state = state_of(registration, at=at)
    if state == "open" and registration.sendings != number:
        state = "older"
    if request.method == "POST" and state == "open":
        try:
            proven = prove.prove_by_link(registration_id=registration_id, sending=number, at=at)
        except (prove.Expired, prove.Used, prove.WrongCode):
            state = "older"
        else:
            return go_on(request, proven, at=at)
    context = {"registration": registration, "state": state, "token": codes.page_token(registration)}
    return render(request, PAGE, context, status=200 if state == "open" else 410)
