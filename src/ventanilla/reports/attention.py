"""What waits for somebody of the office today, in a handful of statements: nothing is listed, all of it is a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Value

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Absence, DirectoryImport, Person, Role, RoleKind
from ventanilla.people.rules import OF_A_UNIT, administers, directed_units
from ventanilla.quality.models import Acknowledgement, Evaluation, EvaluationDraft
from ventanilla.tickets import judging
from ventanilla.tickets.models import Extension
from ventanilla.tickets.models.escalation import Escalation
from ventanilla.tickets.queue import held_units


@dataclass(frozen=True)
class Standing:
    """A unit today, as whoever looks may know of it."""

    unit: Unit
    held: dict[str, int]


def standings(person: Person) -> list[Standing]:
    """The units that he looks after, from the kept tallies; one statement."""
    mine = set(directed_units(person))
    units = held_units(person) if mine or administers(person) else []
    return [Standing(unit, unit.held) for unit in units if unit.pk in mine or administers(person)]


def matters(person: Person, *, at: datetime) -> dict[str, int]:
    """What there is anything of, by its name; one statement."""
    parts = list(_of_director(person, directed_units(person), at))
    if administers(person):
        parts += _of_administrator()
    if person.has_role(RoleKind.EXECUTIVE):
        parts.append(_number("up", Escalation.objects.filter(status="up", acknowledged_at__isnull=True)))
    parts += _own(person)
    first, *others = parts
    return {what: n for what, n in first.union(*others, all=True) if n}


def _of_director(person: Person, units: Sequence[int], at: datetime) -> list[Any]:
    if not units:
        return []
    asked = Extension.objects.filter(status="asked", deadline__ticket__unit__in=units)
    absent = Absence.objects.filter(person=OuterRef("person"), since__lte=at, until__gt=at)
    away = Role.objects.filter(Exists(absent), unit__in=units, kind__in=OF_A_UNIT)
    return [
        _number("extensions", asked),
        _number("critical", Escalation.objects.filter(unit__in=units, status="marked", is_open=True)),
        _number("offences", judging.visible(person).filter(status="reported")),
        _number("away", away, of="person"),
    ]


def _of_administrator() -> list[Any]:
    attended = Role.objects.filter(unit=OuterRef("pk"), kind__in=OF_A_UNIT)
    directed = attended.filter(kind=RoleKind.DIRECTOR)
    units = Unit.objects.filter(active=True)
    return [
        _number("nobody", units.exclude(Exists(attended))),
        _number("undirected", units.filter(Exists(attended)).exclude(Exists(directed))),
        _number("imports", DirectoryImport.objects.filter(status=DirectoryImport.Status.READY)),
    ]


def _own(person: Person) -> list[Any]:
    read = Acknowledgement.objects.filter(evaluation=OuterRef("pk"))
    later = Evaluation.objects.filter(corrects=OuterRef("pk"))
    return [
        _number("drafts", EvaluationDraft.objects.filter(author=person)),
        _number("unread", Evaluation.objects.filter(~Exists(read) & ~Exists(later), agent=person)),
    ]


def _number(what: str, rows: Any, *, of: str = "pk") -> Any:
    """(what, how many) as a row of a union."""
    told = rows.annotate(what=Value(what)).values("what").annotate(n=Count(of, distinct=True))
    return told.values_list("what", "n").order_by()
