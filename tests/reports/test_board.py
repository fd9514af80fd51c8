"""The board of the registry, with figures that were computed by hand."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.reports.registry import DAY, HOUR, answer, ask, tell
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.people.models import Role
from ventanilla.reports.board import Board, board_of
from ventanilla.reports.counting import rebuild
from ventanilla.reports.done import Done
from ventanilla.reports.period import Period
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Ticket

MARCH = Period("dates", date(2026, 3, 1), date(2026, 3, 31))


@pytest.fixture
def told(world: World) -> dict[str, Ticket]:
    tickets = tell(world)
    with acting_in(world.faro):
        rebuild()
    return tickets


def board(world: World, *, period: Period = MARCH, unit: str = "registro", hours: int = 1) -> Board:
    with acting_in(world.faro):
        return board_of(
            Unit.objects.get(slug=unit), period, at=MONDAY + hours * HOUR, zone=world.faro.zoneinfo
        )


def test_what_is_open_is_counted_by_whose_it_is(world: World) -> None:
    """The first contact is due on Tuesday at ten."""
    asked, silent = (world.ticket(world.ana, at=MONDAY) for _ in range(2))
    ask(asked, world.bruno, MONDAY + HOUR)
    found = board(world, hours=2)
    assert (found.load.open, found.unassigned) == (2, 1)
    people = [row.person.full_name if row.person else None for row in found.agents]
    assert people == [None, "Bruno Vega", "Carla Solís"]
    assert [vars(row.load) for row in found.agents] == [
        {"open": 1, "today": 0, "week": 1, "late": 0, "waiting": 0},
        {"open": 1, "today": 0, "week": 0, "late": 0, "waiting": 1},
        {"open": 0, "today": 0, "week": 0, "late": 0, "waiting": 0},
    ]
    assert board(world, hours=20).load.today == 1
    with acting_in(world.faro):
        watch(at=MONDAY + 2 * DAY)
    assert (board(world, hours=50).load.late, board(world, hours=50).load.week) == (1, 0)
    assert not silent.assignee_id


def test_what_was_done_is_whose_it_was(world: World, told: dict[str, Ticket]) -> None:
    rows = {row.person.given_names: row.done for row in board(world).agents if row.person}
    bruno, carla = rows["Bruno"], rows["Carla"]
    assert (bruno.answered, bruno.answer_kept, bruno.reopened, bruno.contacted) == (3, 3, 1, 2)
    assert sorted(bruno.answer_minutes) == [120, 180, 480]
    assert (bruno.answer_typical, bruno.answer_slow) == (180, 480)
    assert (carla.answered, carla.answer_kept, carla.contact_promised, carla.contact_kept) == (1, 0, 1, 0)
    assert (carla.answer_typical, carla.answer_slow) == (3840, 3840)


def test_of_a_few_cases_nothing_is_said_in_per_cent(world: World, told: dict[str, Ticket]) -> None:
    bruno = next(row.done for row in board(world).agents if row.person and row.person.pk == world.bruno.pk)
    assert bruno.few
    assert (bruno.answer_share, bruno.pause_share, bruno.satisfaction, bruno.answer_typical_use) == (
        None,
    ) * 4


def test_of_five_it_is(world: World, told: dict[str, Ticket]) -> None:
    for n in range(2):
        answer(world.ticket(world.diego, at=MONDAY), world.bruno, MONDAY + (n + 1) * HOUR)
    with acting_in(world.faro):
        rebuild()
    found = board(world)
    bruno = next(row.done for row in found.agents if row.person and row.person.pk == world.bruno.pk)
    assert (bruno.answered, bruno.answer_share) == (5, 1.0)
    assert found.done.answered == 6
    assert found.done.answer_share == 5 / 6
    assert sorted(bruno.answer_minutes) == [60, 120, 120, 180, 480]
    assert bruno.answer_typical_use == round(1000 * 120 / ((6 + 4 * 8 + 8) * 60)) / 1000


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
