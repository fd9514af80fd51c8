"""Puts the invented people of demo.yaml into their institution; repeating it changes nothing."""

from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password

from ventanilla.institutions.models import Campus, Unit
from ventanilla.journal.record import record
from ventanilla.people.demo import Demo, DemoPerson, Held
from ventanilla.people.models import Account, DirectoryEntry, Person, Role


def settle(demo: Demo, *, at: datetime) -> int:
    """Accounts, persons and roles, and what the directory holds of them; returns how many persons are new.

    Call inside `acting_in` and a transaction. Who is there already keeps what he has changed since.
    """
    campuses = {campus.slug: campus for campus in Campus.objects.all()}
    units = {unit.slug: unit for unit in Unit.objects.all()}
    password = make_password(demo.password)  # once: each hash is slow on purpose, and this one is public
    made = 0
    for somebody in demo.people:
        account = _account(somebody.email, password, at)
        person, new = Person.objects.get_or_create(
            account=account, defaults=_person(somebody, campuses.get(somebody.campus or ""), at)
        )
        made += new
        for kind in somebody.roles:
            in_units = [units[slug] for slug in somebody.units] if kind in {"agent", "director"} else [None]
            for unit in in_units:
                _give(person, kind, unit, at, confidential=somebody.confidential and unit is not None)
        if not somebody.roles:
            _hold(somebody)
    for held in demo.directory:
        _hold(held)
    return made


def _give(person: Person, kind: str, unit: Unit | None, at: datetime, *, confidential: bool) -> None:
    cleared = {"confidential": confidential}
    _role, new = Role.objects.get_or_create(person=person, kind=kind, unit=unit, defaults=cleared)
    if new:
        record(
            kind="role.given",
            subject=("person", person.pk),
            channel="command",
            data={"role": kind, "unit": unit.pk if unit else None, **cleared},
            at=at,
        )


def _account(email: str, password: str, at: datetime) -> Account:
    account = Account.objects.filter(email=email.lower()).first()
    if account is None:
        account = Account(email=email.lower(), date_joined=at)
        account.password = password
        account.save(force_insert=True)
    return account


def _person(somebody: DemoPerson, campus: Campus | None, at: datetime) -> dict[str, Any]:
    return {
        "given_names": somebody.given_names,
        "surnames": somebody.surnames,
        "email": somebody.email.lower(),
        "username": somebody.username,
        "student_code": somebody.student_code,
        "document_type": somebody.document_type or "",
        "document_number": somebody.document_number or "",
        "phone": somebody.phone or "",
        "types": list(somebody.types),
        "campus": campus,
        "modality": somebody.modality or "",
        "programme": somebody.programme or "",
        "created_at": at,
    }


def _hold(somebody: DemoPerson | Held) -> None:
    known = {
        "given_names": somebody.given_names,
        "surnames": somebody.surnames,
        "types": list(somebody.types),
        "campus": somebody.campus,
        "modality": somebody.modality or "",
        "programme": somebody.programme or "",
    }
    DirectoryEntry.objects.get_or_create(
        email=somebody.email.lower(),
        gone_at=None,
        defaults={"student_code": somebody.student_code, "data": known},
    )
