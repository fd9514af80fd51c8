"""Replies and macros kept at the desk: by the director of their unit, those of every unit by the administrator."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from pydantic import ValidationError

from ventanilla.institutions.lock import alone
from ventanilla.institutions.models import Institution, Unit
from ventanilla.institutions.versions import digest
from ventanilla.journal.record import record
from ventanilla.lib.constraints import broken
from ventanilla.lib.shape import Shape
from ventanilla.people import rules
from ventanilla.people.models import Person
from ventanilla.tickets.models import Canned, Macro
from ventanilla.tickets.section import Macro as MacroShape
from ventanilla.tickets.section import Reply


@dataclass(frozen=True)
class Kind:
    """What is kept: its table, its shape, the name of its event and of its events' subject."""

    model: type[Any]
    shape: type[Shape]
    event: str
    subject: str


REPLY = Kind(Canned, Reply, "reply.changed", "reply")
MACRO = Kind(Macro, MacroShape, "macro.changed", "macro")


class Unsound(Exception):
    """What was written has not the shape of a reply or a macro; `reasons` are sentences in Spanish."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


class SlugTaken(Exception):
    """Another one has that name already."""


class ChangedMeanwhile(Exception):
    """Somebody else saved it since the page was made."""


def may_keep(person: Person | None, unit_id: int | None) -> bool:
    """Of one unit: who directs it; of every unit: administrators."""
    return rules.administers(person) if unit_id is None else rules.directs(person, unit_id)


def keep(
    kind: Kind,
    *,
    institution: Institution,
    person: Person,
    data: dict[str, Any],
    before: Any | None,
    base: str,
    at: datetime,
) -> Any:
    """Write a new one (`before` None), or change it; `base` is the digest of what the page showed."""
    shape = _shaped(kind, data)
    told: dict[str, Any] = shape.data()
    unit = Unit.objects.filter(slug=told["unit"], active=True).first() if told["unit"] else None
    if (told["unit"] and unit is None) or not may_keep(person, unit.pk if unit else None):
        raise PermissionError("not the director of that unit")
    with transaction.atomic():
        alone(institution)
        row = kind.model(slug=told["slug"]) if before is None else _held(kind, before.pk, base)
        if before is not None and not may_keep(person, row.unit_id):
            raise PermissionError("not the director of its unit")
        was = row.digest
        row.data, row.digest, row.unit, row.active = told, digest(told), unit, True
        _save(row, new=before is None)
        _tell(kind, row, person, was, at)
    return row


def switch_off(kind: Kind, *, row: Any, institution: Institution, person: Person, at: datetime) -> None:
    """It is offered no more; macros that name a reply say so where they are used."""
    if not may_keep(person, row.unit_id):
        raise PermissionError("not the director of its unit")
    with transaction.atomic():
        alone(institution)
        if kind.model.objects.filter(pk=row.pk, active=True).update(active=False):
            _tell(kind, row, person, row.digest, at)


def _held(kind: Kind, pk: int, base: str) -> Any:
    row = kind.model.objects.select_for_update(no_key=True).get(pk=pk)
    if row.digest != base:
        raise ChangedMeanwhile
    return row


def _shaped(kind: Kind, data: dict[str, Any]) -> Shape:
    try:
        return kind.shape.model_validate(data)
    except ValidationError as error:
        raise Unsound(list(dict.fromkeys(one["msg"] for one in error.errors()))) from error


def _save(row: Any, *, new: bool) -> None:
    try:
        with transaction.atomic():
            row.save(force_insert=new)
    except IntegrityError as error:
        if broken(error) not in ("canned_slug", "macro_slug"):
            raise
        raise SlugTaken from error


def _tell(kind: Kind, row: Any, person: Person, was: str, at: datetime) -> None:
    data = {"slug": row.slug, "before": was, "now": row.digest if row.active else ""}
    record(kind=kind.event, subject=(kind.subject, row.pk), actor=person.pk, channel="desk", data=data, at=at)
