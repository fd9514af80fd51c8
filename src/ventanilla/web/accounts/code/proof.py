"""From a proven address to what was wished: the proof belongs to the browser that gave it.

The page's address names the registration and may be seen by whoever began it; only the session of the browser
in which the code was typed or the link was opened may go on.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

from ventanilla.people.actions.enter import AlreadyRegistered, NotOpen, enter
from ventanilla.people.models import Registration
from ventanilla.people.registration import account_exists

PROVEN = "proven"


def go_on(request: Any, registration: Registration, *, at: datetime) -> HttpResponse:
    """To the new password; or straight to the log-in where the address has its account already."""
    if registration.purpose == Registration.Purpose.REGISTER and account_exists(registration):
        return join(request, registration, at=at)
    proof = {
        "id": registration.pk,
        "purpose": registration.purpose,
        "next": registration.data.get("next", ""),
    }
    request.session[PROVEN] = proof
    request.session["institution"] = request.institution.pk
    request.session.set_expiry(0)
    return redirect("accounts:new_password")


def join(request: Any, registration: Registration, *, at: datetime) -> HttpResponse:
    """The account comes from another institution: it keeps its password, and its owner signs in with it."""
    try:
        enter(registration_id=registration.pk, password=None, at=at)
    except AlreadyRegistered:
        messages.info(request, gettext("You are registered already. Sign in, or set a new password."))
    except NotOpen:
        messages.error(request, gettext("This address cannot be registered here."))
    else:
        return with_own_password(request)
    return redirect("account_login")


def with_own_password(request: Any) -> HttpResponse:
    """Registered, but the account is older: a proven address alone does not open it here."""
    words = gettext(
        "You are registered. This address has a password already: sign in with it, or set a new one."
    )
    messages.success(request, words)
    return redirect("account_login")


def proof_of(request: Any) -> dict[str, Any] | None:
    """What this browser proved at this institution: id and purpose of the registration, and the page asked for."""
    found: dict[str, Any] | None = request.session.get(PROVEN) if request.session.session_key else None
    return found
