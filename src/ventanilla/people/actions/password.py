"""The password of an account: set again after a proof, or changed by whoever knows the old one."""

from datetime import datetime

from django.db import transaction

from ventanilla.journal.record import record
from ventanilla.people.actions.enter import NotOpen, proven
from ventanilla.people.models import Person, Registration
from ventanilla.people.passwords import check_password_words
from ventanilla.people.registration import Outcome, standing


class WrongPassword(Exception):
    """The current password was not given right."""


def reset_password(*, registration_id: int, password: str, channel: str = "portal", at: datetime) -> Person:
    """After a proof of the address. Every session that is open anywhere ends: its hash no longer fits.

    Raises NotProven, Expired, Used, NotOpen, ValidationError.
    """
    with transaction.atomic():
        registration = proven(registration_id, Registration.Purpose.PASSWORD, at=at)
        here = standing(registration, at=at)
        if here.outcome != Outcome.CODE or here.person is None:
            raise NotOpen
        _set(here.person, password, "code", channel, at)
        registration.used_at, registration.account = at, here.person.account
        registration.save(update_fields=["used_at", "account"])
    return here.person


def change_password(*, person: Person, old: str, new: str, channel: str = "portal", at: datetime) -> None:
    """Raises WrongPassword, ValidationError."""
    assert person.account is not None, "only people with an account sign in"
    if not person.account.check_password(old):
        raise WrongPassword
    with transaction.atomic():
        _set(person, new, "password", channel, at)


def _set(person: Person, password: str, by: str, channel: str, at: datetime) -> None:
    account = person.account
    assert account is not None, "standing() found the person by its account"
    check_password_words(password, email=account.email, person=person)
    account.set_password(password)
    account.save(update_fields=["password"])
    record(
        kind="password.changed",
        subject=("person", person.pk),
        actor=person.pk,
        channel=channel,
        data={"by": by},
        at=at,
    )
