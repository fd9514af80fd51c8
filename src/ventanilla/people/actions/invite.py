"""Staff hand a one-time code to a *person*; they never set a password (invariant 10)."""

from datetime import datetime, timedelta

from django.db import transaction

from ventanilla.journal.record import record
from ventanilla.people.codes import activation_digest, new_activation_code
from ventanilla.people.models import Activation, Person

LASTS = timedelta(days=14)


class HasAccount(Exception):
    """The person signs in already; a forgotten password is set again by mail."""


def invite(
    *, person: Person, by: Person | None, channel: str = "desk", at: datetime
) -> tuple[Activation, str]:
    """The activation and its code, which is shown once and stored only as a digest. Older codes die."""
    if person.account_id is not None:
        raise HasAccount
    code = new_activation_code()
    with transaction.atomic():
        Activation.objects.filter(person=person, used_at=None, expires_at__gt=at).update(expires_at=at)
        activation: Activation = Activation.objects.create(
            person=person, code_digest=activation_digest(code), created_at=at, expires_at=at + LASTS
        )
        record(
            kind="person.invited",
            subject=("person", person.pk),
            actor=by.pk if by is not None else None,
            channel=channel,
            data={"activation": activation.pk},
            at=at,
        )
    return activation, code
