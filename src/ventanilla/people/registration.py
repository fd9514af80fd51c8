"""What a registration may become: decided in the worker and at the end, never while the page answers."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from ventanilla.people.models import Account, Activation, DirectoryEntry, Person, Registration
from ventanilla.people.rule import HELD, people_words
from ventanilla.people.section import Registration as Rule


class Outcome(StrEnum):
    """The mail carries the code, or says that one can sign in already; a refused address gets none."""

    CODE = "code"
    ALREADY_REGISTERED = "already_registered"
    REFUSED = "refused"


@dataclass(frozen=True)
class Standing:
    """Who the address belongs to here: `person` is known already, `entry` is what the directory holds."""

    outcome: Outcome
    person: Person | None = None
    entry: DirectoryEntry | None = None
    activation: Activation | None = None
    rule: Rule | None = None


def outcome(registration: Registration) -> Outcome:
    """Which mail goes to the address: `registration_code`, `password_code`, `registration_known` or none."""
    return standing(registration, at=registration.created_at).outcome


def standing(registration: Registration, *, at: datetime) -> Standing:
    email = registration.email
    holder = _holder(email) if email else None
    closed = holder is not None and holder.account is not None and not holder.account.is_active
    if closed or not email:
        return Standing(Outcome.REFUSED)
    if registration.purpose == Registration.Purpose.PASSWORD:
        return Standing(Outcome.REFUSED if holder is None else Outcome.CODE, holder)
    if holder is not None:
        return Standing(Outcome.ALREADY_REGISTERED, holder)
    rule = people_words().registration
    return replace(_by_rule(registration, rule, at), rule=rule)


def _by_rule(registration: Registration, rule: Rule, at: datetime) -> Standing:
    if "person" in registration.data:
        return _known_person(registration)
    if rule.rule in HELD:
        return _held(registration.email)
    if rule.rule == "invitation":
        return _invited(registration, at)
    number = registration.data.get("document_number", "")
    return Standing(Outcome.CODE, _waiting(registration.email, number))


def _holder(email: str) -> Person | None:
    """The person here who signs in with this address."""
    found: Person | None = Person.objects.filter(account__email=email).select_related("account").first()
    return found


def _known_person(registration: Registration) -> Standing:
    """Somebody whom the institution registered: only to the contact that it holds (MEN-04)."""
    person = Person.objects.filter(pk=registration.data["person"], email=registration.email).first()
    if person is None:
        return Standing(Outcome.REFUSED)
    if person.account_id is not None:
        return Standing(Outcome.ALREADY_REGISTERED, person)
    return Standing(Outcome.CODE, person)


def _held(email: str) -> Standing:
    """The address must be the directory's, or that of somebody who was brought in with a role (UME-04).

    The student code finds the person again whose official address changed: never a second one.
    """
    entry = DirectoryEntry.objects.filter(email=email, gone_at=None).first()
    person = None
    if entry is not None and entry.student_code:
        person = Person.objects.filter(student_code=entry.student_code).first()
    person = person or _waiting(email)
    if entry is None and person is None:
        return Standing(Outcome.REFUSED)
    return Standing(Outcome.CODE, person, entry)


def _invited(registration: Registration, at: datetime) -> Standing:
    activation = usable_activations(at=at).filter(pk=registration.data.get("activation", 0)).first()
    if activation is None:
        return Standing(Outcome.REFUSED)
    return Standing(Outcome.CODE, activation.person, activation=activation)


def usable_activations(*, at: datetime) -> Any:
    """Codes of people without an account, neither used nor expired."""
    return Activation.objects.filter(used_at=None, expires_at__gt=at, person__account=None).select_related(
        "person"
    )


def _waiting(email: str, document_number: str = "") -> Person | None:
    """The one person whom the desk registered with this address and who has no account yet.

    Where several share an address (a family), only the document number tells who it is.
    """
    waiting = list(Person.objects.filter(email=email, account=None).order_by("id")[:20])
    if len(waiting) > 1:
        waiting = [p for p in waiting if document_number and p.document_number == document_number]
    return waiting[0] if len(waiting) == 1 else None


def account_exists(registration: Registration) -> bool:
    """Whether the proven address has an account already, from another institution: its password is kept."""
    return Account.objects.filter(email=registration.email).exists()
