"""Contact data and choices, changed by the person himself (UPN-14, MEN-06)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ventanilla.journal.record import record
from ventanilla.people.models import Person

#: What may be changed here at all; the page offers fewer where the institution vouches for the name.
CHANGEABLE = frozenset({"given_names", "surnames", "phone", "language", "zone", "locality", "wants_notices"})


def change_profile(
    *, person: Person, changes: dict[str, Any], channel: str = "portal", at: datetime
) -> list[str]:
    """Returns the names of the fields that are different now; the journal keeps these, never the values.

    Who changes his data has looked at them: they count as confirmed.
    """
    unknown = changes.keys() - CHANGEABLE
    if unknown:
        raise ValueError(f"not changeable by the person: {sorted(unknown)}")
    different = sorted(name for name, value in changes.items() if getattr(person, name) != value)
    if not different:
        return []
    for name in different:
        setattr(person, name, changes[name])
    person.confirmed_at = at
    with transaction.atomic():
        person.save(update_fields=[*different, "confirmed_at"])
        record(
            kind="person.changed",
            subject=("person", person.pk),
            actor=person.pk,
            channel=channel,
            data={"fields": different},
            at=at,
        )
    return different


def confirm_profile(*, person: Person, channel: str = "portal", at: datetime) -> None:
    """The person says that all of it is still right (UME-10)."""
    person.confirmed_at = at
    with transaction.atomic():
        person.save(update_fields=["confirmed_at"])
        record(
            kind="person.confirmed",
            subject=("person", person.pk),
            actor=person.pk,
            channel=channel,
            data={},
            at=at,
        )
