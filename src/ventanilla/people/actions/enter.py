"""A proven registration becomes an account and a person, together or not at all (invariant 10)."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from ventanilla.journal.record import record
from ventanilla.people.actions.prove import Expired, Used
from ventanilla.people.models import Account, Activation, Person, Registration
from ventanilla.people.passwords import check_password_words
from ventanilla.people.registration import Outcome, Standing, standing
from ventanilla.people.requester import create, fill

AFTER_PROOF = timedelta(hours=1)
TRIES = 5  # of a user name or student code that somebody else takes at the same moment
TAKEN = frozenset({"person_username", "person_student_code"})


class NotProven(Exception):
    """The address was not proven, or too long ago."""


class AlreadyRegistered(Exception):
    """The address has its person here by now."""


class NotOpen(Exception):
    """The institution's rule does not admit this registration (any more)."""


class PasswordNeeded(Exception):
    """The address has no account yet: one needs a password."""


def enter(*, registration_id: int, password: str | None, channel: str = "portal", at: datetime) -> Person:
    """The person and the account of a proven address.

    An account that exists already (another institution) keeps its password and `password` is ignored: its
    owner signs in with what he has. Raises NotProven, Expired, Used, AlreadyRegistered, NotOpen,
    PasswordNeeded, and ValidationError for a password that does not do.
    """
    for _ in range(TRIES):
        try:
            return _enter(registration_id, password, channel, at)
        except IntegrityError as error:
            name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
            if name == "person_of_account":
                raise AlreadyRegistered from error
            if name not in TAKEN:
                raise
            taken = error
    raise taken


def _enter(registration_id: int, password: str | None, channel: str, at: datetime) -> Person:
    with transaction.atomic():
        registration = proven(registration_id, Registration.Purpose.REGISTER, at=at)
        here = standing(registration, at=at)
        if here.outcome == Outcome.ALREADY_REGISTERED:
            raise AlreadyRegistered
        if here.outcome == Outcome.REFUSED:
            raise NotOpen
        account = _account(registration, here, password, at)
        person = _person(registration, here, account, at)
        _use_activation(here, at)
        registration.used_at, registration.account = at, account
        registration.save(update_fields=["used_at", "account"])
        record(
            kind="person.registered",
            subject=("person", person.pk),
            actor=person.pk,
            channel=channel,
            data={"account": account.pk, "types": person.types, "registration": registration.pk},
            at=at,
            first=here.person is None,
        )
    return person


def proven(registration_id: int, purpose: str, *, at: datetime) -> Registration:
    """The locked registration, if its address was proven a moment ago and it was not used yet."""
    registration: Registration | None = (
        Registration.objects.select_for_update().filter(pk=registration_id, purpose=purpose).first()
    )
    if registration is None or registration.verified_at is None:
        raise NotProven  # forgotten after a week, or never proven
    if registration.used_at is not None:
        raise Used
    if registration.verified_at + AFTER_PROOF <= at:
        raise Expired
    return registration


def _account(registration: Registration, here: Standing, password: str | None, at: datetime) -> Account:
    account = Account.objects.filter(email=registration.email).first()
    if account is not None:
        return account
    if password is None:
        raise PasswordNeeded
    person = here.person or Person(**_names(registration, here))
    check_password_words(password, email=registration.email, person=person)
    account = Account(email=registration.email, date_joined=at)
    account.set_password(password)
    try:
        with transaction.atomic():
            account.save(force_insert=True)
    except IntegrityError:  # another institution made the account of this address meanwhile: that one counts
        return Account.objects.get(email=registration.email)
    return account


def _names(registration: Registration, here: Standing) -> dict[str, Any]:
    known = {**registration.data, **(here.entry.data if here.entry else {})}
    keys = ("given_names", "surnames", "document_number", "student_code")
    return {key: known.get(key) or "" for key in keys}


def _person(registration: Registration, here: Standing, account: Account, at: datetime) -> Person:
    assert here.rule is not None, "an open registration was judged by the rule"
    if here.person is None:
        return create(registration=registration, rule=here.rule, entry=here.entry, account=account, at=at)
    # Two registrations may find the same waiting person: the first takes it.
    taken = Person.objects.filter(pk=here.person.pk, account=here.person.account_id).update(account=account)
    if not taken:
        raise AlreadyRegistered
    here.person.account = account
    return fill(here.person, registration=registration, rule=here.rule, entry=here.entry)


def _use_activation(here: Standing, at: datetime) -> None:
    if here.activation is None:
        return
    if not Activation.objects.filter(pk=here.activation.pk, used_at=None).update(used_at=at):
        raise NotOpen
    record(
        kind="person.activated",
        subject=("person", here.activation.person_id),
        actor=here.activation.person_id,
        channel="portal",
        data={"activation": here.activation.pk},
        at=at,
    )
