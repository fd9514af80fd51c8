"""The row of a person made or completed from a registration, a directory entry and the institution's rule."""

from datetime import datetime
from typing import Any

from ventanilla.institutions.models import Campus
from ventanilla.people.identity_numbers import tidy
from ventanilla.people.models import Account, DirectoryEntry, Person, Registration
from ventanilla.people.rule import HELD
from ventanilla.people.section import Registration as Rule
from ventanilla.people.usernames import free_username

#: What a person may say of himself and the row keeps as text, with the room that it has.
WORDS = {
    "given_names": 120,
    "surnames": 120,
    "document_type": 20,
    "document_number": 40,
    "phone": 30,
    "zone": 64,
}

FILLED = (
    "email",
    "email_bounced_at",
    "language",
    "student_code",
    "types",
    "campus",
    "modality",
    "programme",
    "wants_notices",
    "username",
)


def create(
    *,
    registration: Registration,
    rule: Rule,
    entry: DirectoryEntry | None,
    account: Account,
    at: datetime,
) -> Person:
    """May meet the unique keys of user name and student code: the caller asks again (actions/enter.py)."""
    person = Person(account=account, email=registration.email, created_at=at, language=registration.language)
    person.student_code = _free_code(entry, registration)
    _complete(person, rule, registration, entry)
    person.save(force_insert=True)
    return person


def fill(person: Person, *, registration: Registration, rule: Rule, entry: DirectoryEntry | None) -> Person:
    """Somebody the institution knew already: what it holds stays, what was blank is completed."""
    person.email = registration.email
    person.email_bounced_at = None
    person.language = person.language or registration.language
    if entry is not None and entry.student_code:
        person.student_code = entry.student_code
    _complete(person, rule, registration, entry)
    person.save(update_fields=[*WORDS, *FILLED])  # not what tickets count meanwhile
    return person


def _complete(person: Person, rule: Rule, registration: Registration, entry: DirectoryEntry | None) -> None:
    """The directory wins over what the row holds, the row over what was typed."""
    typed, held = registration.data, entry.data if entry is not None else {}
    for name, room in WORDS.items():
        value = held.get(name) or getattr(person, name) or typed.get(name) or ""
        setattr(person, name, str(value)[:room])
    person.document_number = tidy(person.document_number)
    person.types = held.get("types") or person.types or _chosen_types(rule, typed)
    person.campus = _campus(held.get("campus")) or person.campus or _campus(typed.get("campus"))
    person.modality = held.get("modality") or person.modality
    person.programme = held.get("programme") or person.programme
    person.language = typed.get("language") or person.language
    if "wants_notices" in typed:
        person.wants_notices = bool(typed["wants_notices"])
    if rule.username == "initial_surname" and not person.username:
        person.username = free_username(person.given_names, person.surnames)


def _chosen_types(rule: Rule, typed: dict[str, Any]) -> list[str]:
    """Under a directory nobody says himself what he is."""
    if rule.rule in HELD:
        return []
    return [slug for slug in rule.types if slug == typed.get("user_type")]


def _free_code(entry: DirectoryEntry | None, registration: Registration) -> str | None:
    """A code that somebody typed counts only while nobody else has it: it proves nothing."""
    if entry is not None:
        return entry.student_code
    typed = registration.data.get("student_code") or None
    if typed is None or Person.objects.filter(student_code=typed).exists():
        return None
    return str(typed)


def _campus(slug: str | None) -> Campus | None:
    return Campus.objects.filter(slug=slug, active=True).first() if slug else None
