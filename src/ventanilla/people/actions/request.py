"""Somebody wishes to register, to enter for the first time or to set a new password: one row, whoever asks.

Known, unknown and refused addresses take the same path and the same statements; the worker decides
(people/registration.py), so that neither the page nor its time tells which addresses exist.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F

from ventanilla.journal.record import record
from ventanilla.people.identity_numbers import tidy
from ventanilla.people.models import Person, Registration

REGISTER_LASTS = timedelta(hours=24)
PASSWORD_LASTS = timedelta(hours=2)
SENDINGS = 5  # the first, repeats and corrections together


class NoMoreSendings(Exception):
    """The code was sent SENDINGS times; a new registration starts afresh."""


class Closed(Exception):
    """The registration is over: proven, used or expired."""


def request_registration(
    *, email: str, data: dict[str, Any], language: str, channel: str = "portal", at: datetime
) -> Registration:
    return _request(
        kind="registration.requested",
        purpose=Registration.Purpose.REGISTER,
        email=email,
        data=data,
        language=language,
        channel=channel,
        expires_at=at + REGISTER_LASTS,
        at=at,
    )


def request_password(
    *, email: str, language: str, data: dict[str, Any] | None = None, channel: str = "portal", at: datetime
) -> Registration:
    return _request(
        kind="password.reset_requested",
        purpose=Registration.Purpose.PASSWORD,
        email=email,
        data=data or {},
        language=language,
        channel=channel,
        expires_at=at + PASSWORD_LASTS,
        at=at,
    )


def request_first_access(
    *, username: str, document_number: str, language: str, channel: str = "portal", at: datetime
) -> Registration:
    """MEN-04: user name and document number open nothing; they ask for a code to the registered contact.

    Without such a person the row has no address: no mail, and the code that nobody received fails.
    """
    person = Person.objects.filter(username=username.strip().lower()).first()
    known = person is not None and person.email and _same(person.document_number, document_number)
    return _request(
        kind="registration.requested",
        purpose=Registration.Purpose.REGISTER,
        email=person.email.lower() if person is not None and known else "",
        data={"person": person.pk if person is not None and known else 0},
        language=language,
        channel=channel,
        expires_at=at + PASSWORD_LASTS,
        at=at,
    )


def resend(*, registration_id: int, channel: str = "portal", at: datetime) -> Registration:
    """Another mail with a new code; the one before is dead. Raises Closed, NoMoreSendings."""
    return _send_again(registration_id, "registration.resent", {}, channel, at)


def correct_address(
    *, registration_id: int, email: str, channel: str = "portal", at: datetime
) -> Registration:
    """The same wish with the right address; the code that went to the wrong one is dead."""
    return _send_again(registration_id, "registration.corrected", {"email": email}, channel, at)


def _request(*, kind: str, channel: str, at: datetime, **fields: Any) -> Registration:
    with transaction.atomic():
        registration: Registration = Registration.objects.create(created_at=at, **fields)
        record(
            kind=kind,
            subject=("registration", registration.pk),
            channel=channel,
            data={"purpose": str(registration.purpose), "sending": 1},
            at=at,
            first=True,
        )
    return registration


def _send_again(
    registration_id: int, kind: str, changes: dict[str, Any], channel: str, at: datetime
) -> Registration:
    with transaction.atomic():
        registration: Registration = Registration.objects.select_for_update().get(pk=registration_id)
        if registration.verified_at or registration.used_at or registration.expires_at <= at:
            raise Closed
        if registration.sendings >= SENDINGS:
            raise NoMoreSendings
        Registration.objects.filter(pk=registration_id).update(
            sendings=F("sendings") + 1, attempts=0, **changes
        )
        registration.refresh_from_db()
        record(
            kind=kind,
            subject=("registration", registration.pk),
            channel=channel,
            data={"purpose": str(registration.purpose), "sending": registration.sendings},
            at=at,
        )
    return registration


def _same(held: str, typed: str) -> bool:
    strip = str.maketrans("", "", "-")
    return bool(held) and tidy(held).translate(strip) == tidy(typed).translate(strip)
