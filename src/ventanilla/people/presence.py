"""Who is there in a unit: its people with their hours, absences and limits, in one statement."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import JSONObject

from ventanilla.people.models import Absence, Availability, Conflict, Person, Role, RoleKind
from ventanilla.people.rules import OF_A_UNIT
from ventanilla.worktime import Calendar

#: What replaces the unit's week in the calendar of somebody who has hours of his own; its other days hold.
HOURS = "hours"


@dataclass(frozen=True)
class Member:
    """One of a unit's people. Empty hours: the unit's; empty lists: all; capacity None: no limit."""

    person: Person
    kinds: frozenset[str]
    confidential: bool
    hours: Mapping[str, Any]
    capacity: int | None
    languages: tuple[str, ...]
    campuses: tuple[str, ...]
    absences: tuple[tuple[datetime, datetime], ...]
    conflict: bool = False

    @property
    def is_agent(self) -> bool:
        return RoleKind.AGENT in self.kinds


def members(
    unit_id: int,
    *,
    since: datetime,
    until: datetime | None = None,
    requester_id: int | None = None,
    hold: bool = False,
) -> list[Member]:
    """Agents and directors by name, with the absences that touch the time from `since` on (before `until`).

    `conflict` is about the requester; `hold` keeps their roles until the transaction ends. One statement.
    """
    absences = Absence.objects.filter(person=OuterRef("person"), until__gt=since).order_by("since")
    if until is not None:
        absences = absences.filter(since__lt=until)
    own = Availability.objects.filter(person=OuterRef("person"), unit=OuterRef("unit"))
    conflicts = Conflict.objects.filter(agent=OuterRef("person"), requester=requester_id)
    roles = (
        Role.objects.filter(unit=unit_id, kind__in=OF_A_UNIT)
        .select_related("person")
        .annotate(
            absent=ArraySubquery(absences.values(row=JSONObject(since="since", until="until"))),
            own=ArraySubquery(
                own.values(
                    row=JSONObject(
                        hours="hours", capacity="capacity", languages="languages", campuses="campuses"
                    )
                )
            ),
            conflict=Exists(conflicts) if requester_id is not None else Value(value=False),
        )
        .order_by("id")
    )
    return _by_person(roles.select_for_update(of=("self",), no_key=True) if hold else roles)


def calendar(unit_calendar: Mapping[str, Any], hours: Mapping[str, Any]) -> Calendar:
    """By which somebody works: the unit's days of rest, with his own week where he has one."""
    return Calendar.from_data({**unit_calendar, HOURS: hours} if hours else unit_calendar)


def _by_person(roles: Iterable[Any]) -> list[Member]:
    grouped: dict[int, list[Any]] = {}
    for role in roles:
        grouped.setdefault(role.person_id, []).append(role)
    found = [_member(rows) for rows in grouped.values()]
    return sorted(found, key=lambda one: (one.person.full_name.casefold(), one.person.pk))


def _member(rows: list[Any]) -> Member:
    first = rows[0]
    own = first.own[0] if first.own else {}
    return Member(
        person=first.person,
        kinds=frozenset(str(row.kind) for row in rows),
        confidential=any(row.confidential for row in rows),
        hours=own.get("hours") or {},
        capacity=own.get("capacity"),
        languages=tuple(own.get("languages") or ()),
        campuses=tuple(own.get("campuses") or ()),
        absences=tuple(
            (datetime.fromisoformat(one["since"]), datetime.fromisoformat(one["until"]))
            for one in first.absent
        ),
        conflict=first.conflict,
    )
