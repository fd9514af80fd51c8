"""Signing somebody in after he proved his address and has a password."""

from typing import Any

from allauth.account.utils import perform_login
from django.conf import settings
from django.http import HttpResponse

from ventanilla.people.models import Person


def sign_in(request: Any, person: Person, *, to: str = "") -> HttpResponse:
    """Until the browser is closed: this may be a shared computer."""
    account: Any = person.account
    account.person = person
    account.backend = settings.AUTHENTICATION_BACKENDS[0]
    response: HttpResponse = perform_login(request, account, redirect_url=to or None)
    request.session.set_expiry(0)
    return response
