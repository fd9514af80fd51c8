"""The board of the registry, with figures that were computed by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.reports.registry import DAY, HOUR, answer, tell
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.people.models import Role
from ventanilla.reports.board import Board, board_of
from ventanilla.reports.done import Done
from ventanilla.reports.period import Period
from ventanilla.tickets.models import Ticket

MARCH = Period("dates", date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def told(world: World, work: Any, catcher: Any) -> dict[str, Ticket]:
    tickets = tell(world)
    work()
    return tickets


def board(world: World, *, period: Period = MARCH, unit: str = "registro", days: int = 1) -> Board:
    with acting_in(world.faro):
        return board_of(
            Unit.objects.get(slug=unit), period, at=MONDAY + days * DAY, zone=world.faro.zoneinfo
        )


def test_what_is_open_is_counted_by_whose_it_is(world: World, told: dict[str, Ticket]) -> None:
    """`silent` is nobody's; its first contact expired on Tuesday at ten, its answer on Monday."""
    found = board(world)
    assert (found.load.open, found.unassigned) == (1, 1)
    assert [row.person.full_name if row.person else None for row in found.agents] == [
        None,
        "Bruno Vega",
        "Carla Solís",
    ]
    assert [row.load.open for row in found.agents] == [1, 0, 0]
    assert (found.load.late, found.load.week, found.load.waiting) == (0, 0, 0)
    assert board(world, days=2).load.late == 0  # the next of its dates is the answer's
    assert board(world, days=6).load.week == 0
    assert board(world, days=7).load.today == 1
    assert board(world, days=8).load.late == 1


def test_what_was_done_is_whose_it_was(world: World, told: dict[str, Ticket]) -> None:
    rows = {row.person.given_names: row.done for row in board(world).agents if row.person}
    bruno, carla = rows["Bruno"], rows["Carla"]
    assert (bruno.answered, bruno.answer_kept, bruno.reopened, bruno.contacted) == (3, 3, 1, 2)
    assert bruno.answer_minutes == [120, 180, 480] or sorted(bruno.answer_minutes) == [120, 180, 480]
    assert (bruno.answer_typical, bruno.answer_slow) == (180, 480)
    assert (carla.answered, carla.answer_kept, carla.contact_promised, carla.contact_kept) == (1, 0, 1, 0)
    assert (carla.answer_typical, carla.answer_slow) == (3840, 3840)


def test_of_a_few_cases_nothing_is_said_in_per_cent(world: World, told: dict[str, Ticket]) -> None:
    bruno = next(row.done for row in board(world).agents if row.person and row.person.pk == world.bruno.pk)
    assert bruno.few
    assert (bruno.answer_share, bruno.pause_share, bruno.satisfaction, bruno.answer_typical_use) == (None,) * 4


def test_of_five_it_is(world: World, told: dict[str, Ticket], work: Any) -> None:
    for n in range(2):
        answer(world.ticket(world.diego, at=MONDAY), world.bruno, MONDAY + (n + 1) * HOUR)
    work()
    found = board(world)
    bruno = next(row.done for row in found.agents if row.person and row.person.pk == world.bruno.pk)
    assert (bruno.answered, bruno.answer_share) == (5, 1.0)
    assert found.done.answered == 6
    assert found.done.answer_share == 5 / 6
    assert bruno.answer_typical_use == 120 / ((6 + 4 * 8 + 8) * 60) or bruno.answer_typical_use == 0.043


def test_by_service_with_the_time_that_it_is_given(world: World, told: dict[str, Ticket]) -> None:
    (row,) = board(world).services
    assert (row.pledge.slug, row.complexity, row.load.open) == ("constancia", "", 1)
    assert (row.done.arrived, row.done.answered) == (4, 4)
    assert "5" in row.time


def test_by_day(world: World, told: dict[str, Ticket]) -> None:
    days = {day: done for day, done in board(world).days if done != Done()}
    assert [(day.day, done.arrived, done.answered) for day, done in sorted(days.items())] == [
        (9, 4, 1),
        (10, 0, 2),
        (16, 0, 0),
        (19, 0, 1),
    ]
    assert len(board(world).days) == 31


def test_a_period_holds_its_first_and_its_last_day(world: World, told: dict[str, Ticket]) -> None:
    tuesday = MONDAY.date() + timedelta(days=1)
    assert board(world, period=Period("dates", tuesday, tuesday)).done.answered == 2
    assert board(world, period=Period("dates", MONDAY.date(), tuesday)).done.answered == 3


def test_another_unit_has_its_own(world: World, told: dict[str, Ticket]) -> None:
    found = board(world, unit="tesoreria")
    assert (found.load.open, found.done) == (0, Done())


def test_who_left_keeps_what_he_did(world: World, told: dict[str, Ticket]) -> None:
    with acting_in(world.faro):
        Role.objects.filter(person=world.bruno).delete()
    last = board(world).agents[-1]
    assert last.person is not None
    assert (last.person.pk, last.attends, last.done.answered) == (world.bruno.pk, False, 3)


def test_its_budget(world: World, told: dict[str, Ticket], statements: Any) -> None:
    with acting_in(world.faro):
        unit = Unit.objects.get(slug="registro")
        with statements(4):
            board_of(unit, MARCH, at=MONDAY, zone=world.faro.zoneinfo)
