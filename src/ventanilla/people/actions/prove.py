"""An address is proven by the code of its latest mail, typed or opened as a link."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from ventanilla.journal.record import record
from ventanilla.people.codes import is_code_of
from ventanilla.people.models import Registration

ATTEMPTS = 6  # of each sending


class WrongCode(Exception):
    """Not the code of the latest mail; `left` more attempts."""

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} attempts left")
        self.left = left


class NoMoreAttempts(Exception):
    """Wrong too often: a new code must be asked for."""


class Expired(Exception):
    """The time of the registration is over."""


class Used(Exception):
    """The registration was completed; its code opens nothing more."""


def prove_by_code(*, registration_id: int, typed: str, channel: str = "portal", at: datetime) -> Registration:
    """Raises WrongCode, NoMoreAttempts, Expired, Used. A wrong attempt is counted before it is compared."""
    counted = Registration.objects.filter(pk=registration_id, used_at=None, attempts__lt=ATTEMPTS).update(
        attempts=F("attempts") + 1
    )
    registration = Registration.objects.get(pk=registration_id)
    _still_open(registration, at)
    if not counted:
        raise NoMoreAttempts
    if not is_code_of(registration, typed):
        left = ATTEMPTS - registration.attempts
        raise WrongCode(left) if left > 0 else NoMoreAttempts
    return _proven(registration_id, registration.sendings, "code", channel, at)


def prove_by_link(
    *, registration_id: int, sending: int, channel: str = "portal", at: datetime
) -> Registration:
    """For the two numbers of a signed link. Raises Expired, Used, and WrongCode for an older mail's link."""
    registration = Registration.objects.get(pk=registration_id)
    _still_open(registration, at)
    return _proven(registration_id, sending, "link", channel, at)


def _still_open(registration: Registration, at: datetime) -> None:
    if registration.used_at is not None:
        raise Used
    if registration.expires_at <= at:
        raise Expired


def _proven(registration_id: int, sending: int, by: str, channel: str, at: datetime) -> Registration:
    with transaction.atomic():
        registration: Registration = Registration.objects.select_for_update().get(pk=registration_id)
        _still_open(registration, at)
        if registration.sendings != sending:
            raise WrongCode(ATTEMPTS)
        first_time = registration.verified_at is None
        registration.verified_at = at
        registration.save(update_fields=["verified_at"])
        if first_time:
            record(
                kind="registration.verified",
                subject=("registration", registration.pk),
                channel=channel,
                data={"by": by, "sending": sending},
                at=at,
            )
    return registration
