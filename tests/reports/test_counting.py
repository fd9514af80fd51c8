"""The sums follow the journal event by event, and are the same when all is counted anew."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from tests.reports.registry import HOUR, answer, ask, reply, tell
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.reports import counting
from ventanilla.reports.models import Daily, Fact
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import request as asking
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove

SUMMED = [field.attname for field in Daily._meta.concrete_fields if field.name != "id"]
STEPS = ("ask", "answer", "reply", "close", "withdraw", "watch", "assign")


def sums(world: World) -> list[str]:
    with acting_in(world.faro):
        return sorted(map(str, Daily.objects.values_list(*SUMMED)))


def facts(world: World) -> list[str]:
    with acting_in(world.faro):
        return sorted(map(str, Fact.objects.values_list("ticket_id", *counting.TOLD)))


def rebuilt(world: World) -> int:
    with acting_in(world.faro):
        return counting.rebuild()


def test_counting_anew_changes_nothing(world: World, work: Any, catcher: Any) -> None:
    tell(world)
    work()
    before = sums(world), facts(world)
    assert rebuilt(world) == 4
    assert (sums(world), facts(world)) == before
    assert len(before[0]) > 4


def test_what_was_never_counted_is_there_after_a_rebuild(world: World, work: Any, catcher: Any) -> None:
    tell(world)
    assert sums(world) == []
    rebuilt(world)
    after = sums(world), facts(world)
    work()
    assert (sums(world), facts(world)) == after


def test_a_wrong_sum_and_a_fact_of_nothing_go(world: World, work: Any, catcher: Any) -> None:
    tell(world)
    work()
    before = sums(world), facts(world)
    with acting_in(world.faro):
        wrong = Daily.objects.order_by("pk")[0]
        for change in ({"day": wrong.day.replace(year=2020)}, {"complexity": "high", "answered": 90}):
            copy = Daily.objects.get(pk=wrong.pk)
            copy.pk = None
            for name, value in change.items():
                setattr(copy, name, value)
            copy.save(force_insert=True)
        stray = Fact.objects.order_by("pk")[0]
        stray.pk, stray.n = None, 99
        stray.save(force_insert=True)
    assert sums(world) != before[0]
    rebuilt(world)
    assert (sums(world), facts(world)) == before


def test_an_event_that_comes_twice_counts_once(world: World, work: Any, catcher: Any) -> None:
    tickets = tell(world)
    work()
    before = sums(world), facts(world)
    with acting_in(world.faro):
        for ticket in tickets.values():
            counting.count(ticket_id=ticket.pk)
    assert (sums(world), facts(world)) == before


def test_the_command(world: World, work: Any, catcher: Any, capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import CommandError, call_command  # noqa: PLC0415

    tell(world)
    call_command("reports", "rebuild", "faro")
    assert "faro: the figures of 4 tickets" in capsys.readouterr().out
    with pytest.raises(CommandError, match="no institution has the slug 'nada'"):
        call_command("reports", "rebuild", "nada")


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    some.lists(
        some.tuples(some.integers(0, 1), some.sampled_from(STEPS), some.integers(1, 60)),
        min_size=1,
        max_size=8,
    )
)
def test_step_by_step_is_the_same_as_all_at_once(
    world: World, work: Any, catcher: Any, steps: list[tuple[int, str, int]]
) -> None:
    """Whatever happens to two requests, in whatever order, an hour or days apart."""
    tickets = [world.ticket(world.diego, "beca" if n else "constancia", at=MONDAY) for n in range(2)]
    agents = [world.bruno, world.fabia]
    at = MONDAY
    for which, step, hours in steps:
        at += hours * HOUR
        try:
            act(world, tickets[which], agents[which], step, at)
        except IllegalMove:
            continue
        work()
    before = sums(world), facts(world)
    rebuilt(world)
    assert (sums(world), facts(world)) == before


def act(world: World, ticket: Ticket, agent: Any, step: str, at: datetime) -> None:
    with acting_in(world.faro):
        match step:
            case "ask":
                ask(ticket, agent, at)
            case "answer":
                answer(ticket, agent, at)
            case "reply":
                reply(ticket, at)
            case "close":
                attend.close(ticket_id=ticket.pk, agent=agent, at=at)
            case "withdraw":
                asking.withdraw(ticket_id=ticket.pk, requester=world.diego, at=at, channel="portal")
            case "watch":
                watch(at=at)
            case "assign":
                attend.assign(ticket_id=ticket.pk, agent=agent, to_person_id=agent.pk, at=at)
