"""When and what for an agent is there, as his unit's director says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from ventanilla.institutions.models import Unit
from ventanilla.institutions.versions import digest
from ventanilla.journal.record import record
from ventanilla.people.models import Availability, Person, Role
from ventanilla.people.rules import OF_A_UNIT, directs
from ventanilla.worktime import Calendar, CalendarError

MOST = 999


class NotOfUnit(Exception):
    """Whose availability it is attends not in the unit (any more)."""


class WrongHours(Exception):
    """Hours that are no opening hours: `way` leads to the day, `words` say why."""

    def __init__(self, way: tuple[str | int, ...], words: str) -> None:
        super().__init__(words)
        self.way = way
        self.words = words


@dataclass(frozen=True)
class Terms:
    """What somebody is there for. Empty hours: the unit's calendar; empty lists: all; capacity None: no limit."""

    hours: Mapping[str, Sequence[str]] = field(default_factory=dict)
    capacity: int | None = None
    languages: Sequence[str] = ()
    campuses: Sequence[str] = ()
    confidential: bool = False


def set_availability(*, person: Person, unit: Unit, terms: Terms, by: Person, at: datetime) -> Availability:
    """It holds for whatever is assigned from now on. Raises PermissionError, NotOfUnit, WrongHours, ValueError."""
    if not directs(by, unit.pk):
        raise PermissionError("not the director of the unit")
    hours = checked_hours(terms.hours)
    if terms.capacity is not None and not 0 <= terms.capacity <= MOST:
        raise ValueError(f"a limit of {terms.capacity}")
    with transaction.atomic():
        roles = Role.objects.select_for_update(no_key=True).filter(
            person=person, unit=unit, kind__in=OF_A_UNIT
        )
        if not roles:
            raise NotOfUnit
        roles.update(confidential=terms.confidential)
        row: Availability
        row, _new = Availability.objects.update_or_create(
            person=person,
            unit=unit,
            defaults={
                "hours": hours,
                "capacity": terms.capacity,
                "languages": sorted(terms.languages),
                "campuses": sorted(terms.campuses),
            },
        )
        _tell(row, terms, by, at)
    return row


def checked_hours(hours: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Without the days on which nothing is said; all of them empty is the unit's calendar."""
    said = {day: list(spans) for day, spans in hours.items() if spans}
    try:
        Calendar.from_data({"zone": "UTC", "holidays": False, "hours": said})
    except CalendarError as error:
        raise WrongHours(tuple(error.way), error.words) from error
    return said


def _tell(row: Availability, terms: Terms, by: Person, at: datetime) -> None:
    data: dict[str, Any] = {
        "unit": row.unit_id,
        "hours": digest(row.hours),
        "capacity": row.capacity,
        "languages": row.languages,
        "campuses": row.campuses,
        "confidential": terms.confidential,
    }
    record(
        kind="availability.set",
        subject=("person", row.person_id),
        actor=by.pk,
        channel="office",
        data=data,
        at=at,
    )
