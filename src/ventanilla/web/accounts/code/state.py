"""What a registration's page tells: open, used or over, and what may still be done."""

from datetime import datetime
from typing import Any

from django.http import Http404

from ventanilla.people import codes
from ventanilla.people.models import Registration
from ventanilla.people.rule import people_words
from ventanilla.web.accounts.code.forms import AddressForm, CodeForm


def of_page(token: str) -> Registration:
    try:
        return found(codes.registration_of_page(token))
    except codes.BadToken as error:
        raise Http404 from error


def found(registration_id: int) -> Registration:
    registration: Registration | None = Registration.objects.filter(pk=registration_id).first()
    if registration is None:  # forgotten after a week
        raise Http404
    return registration


def state_of(registration: Registration, *, at: datetime) -> str:
    if registration.used_at is not None:
        return "used"
    return "over" if registration.expires_at <= at else "open"


def may_correct(registration: Registration) -> bool:
    return registration.purpose == Registration.Purpose.REGISTER and "person" not in registration.data


def told(
    registration: Registration, *, at: datetime, form: Any = None, address: Any = None
) -> dict[str, Any]:
    return {
        "registration": registration,
        "rule": people_words().registration,
        "state": state_of(registration, at=at),
        "token": codes.page_token(registration),
        "form": form or CodeForm(),
        "address": address or AddressForm(initial={"email": registration.email}),
        "may_correct": may_correct(registration),
        "first_access": "person" in registration.data,
        "password": registration.purpose == Registration.Purpose.PASSWORD,
        "page_has_errors": any(one is not None and one.errors for one in (form, address)),
    }
