"""Absences, conflicts and availability: by whom they may be said, and what the journal keeps of them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.world import MONDAY, World
from ventanilla.institutions.models import Unit
from ventanilla.journal.queries import events_of
from ventanilla.people.actions import absence, availability
from ventanilla.people.actions.availability import Terms
from ventanilla.people.models import Absence, Availability, Conflict, Role
from ventanilla.people.presence import members

DAY = timedelta(days=1)
WEEK = {"mon": ["08:00-12:00"], "tue": []}


def add(world: World, by: str = "carla", whom: str = "bruno", **more: Any) -> Absence:
    wish = {"since": MONDAY + DAY, "until": MONDAY + 2 * DAY, "reason": "Cita médica", "at": MONDAY, **more}
    return absence.add_absence(person=getattr(world, whom), by=getattr(world, by), **wish)


def registry() -> Unit:
    unit: Unit = Unit.objects.get(slug="registro")
    return unit


@pytest.mark.parametrize("by", ["carla", "hugo", "bruno"])
def test_his_director_an_administrator_and_himself_say_when_he_is_absent(acting: World, by: str) -> None:
    row = add(acting, by)
    [event] = events_of("person", acting.bruno.pk)
    assert (event.kind, event.actor_id, event.data["absence"]) == (
        "absence.added",
        getattr(acting, by).pk,
        row.pk,
    )
    assert "Cita" not in str(event.data)


@pytest.mark.parametrize("by", ["fabia", "ana", "gema", "ines"])
def test_nobody_else_does(acting: World, by: str) -> None:
    with pytest.raises(PermissionError):
        add(acting, by)
    with pytest.raises(PermissionError):
        absence.end_absence(absence_id=add(acting).pk, person=acting.bruno, by=getattr(acting, by), at=MONDAY)


def test_a_student_is_never_absent(acting: World) -> None:
    with pytest.raises(PermissionError):
        add(acting, "ana", "ana")


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": MONDAY + DAY},
        {"until": MONDAY},
        {"since": MONDAY - 3 * DAY, "until": MONDAY - DAY},
        {"until": MONDAY + 999 * DAY},
    ],
)
def test_an_absence_lasts_is_not_over_and_not_for_years(acting: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(absence.NotSo):
        add(acting, **wrong)


@pytest.mark.parametrize("reason", ["", " \n\x00", "x" * 401])
def test_without_a_reason_nothing_is_said(acting: World, reason: str) -> None:
    with pytest.raises(absence.NoReason):
        add(acting, reason=reason)


def test_what_has_begun_ends_now_and_what_has_not_is_taken_back(acting: World) -> None:
    running, coming = add(acting, since=MONDAY - DAY), add(acting)
    for row in (running, coming):
        absence.end_absence(absence_id=row.pk, person=acting.bruno, by=acting.carla, at=MONDAY)
        with pytest.raises(absence.Gone):
            absence.end_absence(absence_id=row.pk, person=acting.bruno, by=acting.carla, at=MONDAY)
    assert [row.until for row in Absence.objects.all()] == [MONDAY]
    kinds = [event.kind for event in events_of("person", acting.bruno.pk)]
    assert kinds == ["absence.added"] * 2 + ["absence.ended"] * 2


def test_an_absence_of_somebody_else_is_not_ended_by_its_number(acting: World) -> None:
    row = add(acting)
    with pytest.raises(absence.Gone):
        absence.end_absence(absence_id=row.pk, person=acting.carla, by=acting.carla, at=MONDAY)


def test_a_conflict_is_said_once_and_taken_back(acting: World) -> None:
    said: dict[str, Any] = {"agent": acting.bruno, "requester": acting.ana, "reason": "Prima", "at": MONDAY}
    row = absence.add_conflict(**said, by=acting.carla)
    with pytest.raises(absence.SaidAlready):
        absence.add_conflict(**said, by=acting.hugo)
    with pytest.raises(PermissionError):
        absence.add_conflict(**said, by=acting.bruno)
    absence.remove_conflict(conflict_id=row.pk, agent=acting.bruno, by=acting.carla, at=MONDAY)
    with pytest.raises(absence.Gone):
        absence.remove_conflict(conflict_id=row.pk, agent=acting.bruno, by=acting.carla, at=MONDAY)
    assert not Conflict.objects.exists()


def test_what_the_director_sets_is_what_the_unit_reads(acting: World, statements: Any) -> None:
    terms = Terms(WEEK, capacity=3, languages=["es"], campuses=["norte"], confidential=False)
    for _ in range(2):  # the second time changes the same row
        availability.set_availability(
            person=acting.bruno, unit=registry(), terms=terms, by=acting.carla, at=MONDAY
        )
    add(acting)
    absence.add_conflict(agent=acting.bruno, requester=acting.ana, reason="Prima", by=acting.carla, at=MONDAY)
    unit_id = registry().pk
    with statements(1):
        bruno, carla = members(unit_id, since=MONDAY, requester_id=acting.ana.pk)
    assert (bruno.hours, bruno.capacity, bruno.languages, bruno.campuses) == (
        {"mon": ["08:00-12:00"]},
        3,
        ("es",),
        ("norte",),
    )
    assert (bruno.is_agent, bruno.confidential, bruno.conflict) == (True, False, True)
    assert bruno.absences == ((MONDAY + DAY, MONDAY + 2 * DAY),)
    assert (carla.is_agent, carla.confidential, carla.conflict, carla.absences) == (False, True, False, ())
    assert Availability.objects.count() == 1


@pytest.mark.parametrize("by", ["bruno", "fabia", "ana"])
def test_only_the_director_sets_it(acting: World, by: str) -> None:
    with pytest.raises(PermissionError):
        availability.set_availability(
            person=acting.bruno, unit=registry(), terms=Terms(), by=getattr(acting, by), at=MONDAY
        )


def test_hours_that_are_none_are_refused_with_their_day(acting: World) -> None:
    with pytest.raises(availability.WrongHours) as refused:
        availability.checked_hours({"mon": ["8-12"], "tue": ["25:00-26:00"]})
    assert refused.value.way[:2] == ("hours", "mon")


def test_whoever_has_no_role_there_has_no_availability_there(acting: World) -> None:
    Role.objects.filter(person=acting.bruno).delete()
    with pytest.raises(availability.NotOfUnit):
        availability.set_availability(
            person=acting.bruno, unit=registry(), terms=Terms(), by=acting.carla, at=MONDAY
        )
