"""Somebody who calls or comes to the desk and is not known yet: a person without an account (UDG-02).

Who registers later with the same address is this person (people/actions/enter.py).
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext

from ventanilla.institutions.queries import section
from ventanilla.journal.record import record
from ventanilla.lib.text import printable
from ventanilla.people.models import DirectoryEntry, Person


class NotIntroduced(Exception):
    """Sentences by field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(f"{len(errors)} to correct")
        self.errors = errors


@dataclass(frozen=True)
class Newcomer:
    given_names: str
    surnames: str = ""
    email: str = ""
    phone: str = ""
    user_type: str = ""


def introduce(*, who: Newcomer, by: Person, at: datetime, channel: str = "desk") -> Person:
    """Raises NotIntroduced; the sentence says so where the address is somebody's already."""
    given = Newcomer(*(printable(value).strip() for value in vars(who).values()))
    email = given.email.lower()
    types = [one["slug"] for one in (section("people") or {}).get("user_types", [])]
    if errors := _errors(given, email, types):
        raise NotIntroduced(errors)
    entry = DirectoryEntry.objects.filter(email=email, gone_at__isnull=True).first() if email else None
    held = entry.data if entry is not None else {}
    with transaction.atomic():
        person: Person = Person.objects.create(
            given_names=(held.get("given_names") or given.given_names)[:120],
            surnames=(held.get("surnames") or given.surnames)[:120],
            email=email,
            phone=given.phone,
            types=held.get("types") or ([given.user_type] if given.user_type else []),
            created_at=at,
        )
        record(
            kind="person.registered",
            subject=("person", person.pk),
            actor=by.pk,
            channel=channel,
            data={"account": None, "types": list(person.types)},
            at=at,
            first=True,
        )
    return person


def _errors(given: Newcomer, email: str, types: list[str]) -> dict[str, str]:
    found = {}
    if not given.given_names:
        found["given_names"] = gettext("Write the given names.")
    for name, room in (("given_names", 120), ("surnames", 120), ("phone", 30)):
        if len(getattr(given, name)) > room:
            found[name] = gettext("At most %(n)d characters fit.") % {"n": room}
    if email:
        try:
            validate_email(email)
        except ValidationError:
            found["email"] = gettext("Write an address like ana@university.edu.")
        else:
            if Person.objects.filter(email=email).exists():
                found["email"] = gettext("Somebody with this address is known already: look for it above.")
    if given.user_type and given.user_type not in types:
        found["user_type"] = gettext("Choose one of the types.")
    return found
