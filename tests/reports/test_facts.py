"""What counts in one ticket's life, with times that were computed by hand."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reports.registry import DAY, HOUR, answer, tell
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.reports.facts import facts_of
from ventanilla.reports.life import life_of
from ventanilla.surveys import actions as surveys
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.reclassify import Change, reclassify
from ventanilla.tickets.models import Ticket

#: Two hours of Monday morning, four of the afternoon, two of Tuesday: the 24 hours of working days, in opening hours.
CONTACT = 8 * 60
#: The rest of Monday, four whole days, and the Monday after to its end.
ANSWER = (6 + 4 * 8 + 8) * 60


@pytest.fixture
def told(world: World) -> dict[str, Ticket]:
    return tell(world)


def facts(world: World, ticket: Ticket) -> list[tuple[Any, ...]]:
    with acting_in(world.faro):
        return [
            (fact.kind, fact.agent_id, fact.minutes, fact.whole, fact.use, fact.kept)
            for fact in facts_of(life_of(ticket.pk))
        ]


def test_the_first_word_and_the_answer_are_measured_in_opening_hours(
    world: World, told: dict[str, Ticket]
) -> None:
    bruno = world.bruno.pk
    assert facts(world, told["quick"]) == [
        ("arrived", None, None, None, None, None),
        ("contacted", bruno, 60, 60, round(1000 * 60 / CONTACT), True),
        ("answered", bruno, 480, 480, round(1000 * 480 / ANSWER), True),
    ]


def test_a_late_answer_is_late_and_each_expiry_counts(world: World, told: dict[str, Ticket]) -> None:
    """Ten days from Monday at ten to Thursday at ten: eight working days of eight hours."""
    carla, spent = world.carla.pk, 8 * 8 * 60
    kinds = facts(world, told["late"])
    assert sorted(kind for kind, *_ in kinds) == ["answered", "arrived", "breached", "breached", "contacted"]
    assert ("contacted", carla, spent, spent, 8000, False) in kinds
    assert ("answered", carla, spent, spent, round(1000 * spent / ANSWER), False) in kinds
    assert ("breached", None, None, None, None, None) in kinds  # nobody was responsible


def test_what_is_doubted_is_reopened_and_answered_twice(world: World, told: dict[str, Ticket]) -> None:
    """Two hours; then, since nothing ran while the requester had his answer, one more."""
    bruno = world.bruno.pk
    assert facts(world, told["again"])[1:] == [
        ("contacted", bruno, 120, 120, 250, True),
        ("answered", bruno, 120, 120, round(1000 * 120 / ANSWER), True),
        ("reopened", bruno, None, None, None, None),
        ("answered", bruno, 180, 180, round(1000 * 180 / ANSWER), True),
    ]


def test_a_second_answer_to_who_has_one_counts_no_second_time(world: World, told: dict[str, Ticket]) -> None:
    before = facts(world, told["quick"])
    answer(told["quick"], world.carla, MONDAY + 2 * DAY)
    assert facts(world, told["quick"]) == before


def test_closing_without_an_answer_counts_as_one(world: World, told: dict[str, Ticket]) -> None:
    fresh = world.ticket(world.diego, at=MONDAY)
    with acting_in(world.faro):
        attend.close(ticket_id=fresh.pk, agent=world.bruno, at=MONDAY + HOUR)
        attend.close(ticket_id=told["quick"].pk, agent=world.bruno, at=MONDAY + 3 * DAY)
    assert [kind for kind, *_ in facts(world, fresh)] == ["arrived", "contacted", "answered"]
    assert [kind for kind, *_ in facts(world, told["quick"])].count("answered") == 1


@pytest.mark.parametrize(("score", "rating"), [(1, 0), (3, 500), (5, 1000)])
def test_a_rating_is_that_of_whose_answer_it_was(
    world: World, told: dict[str, Ticket], score: int, rating: int
) -> None:
    with acting_in(world.faro):
        attend.close(ticket_id=told["quick"].pk, agent=world.carla, at=MONDAY + 2 * DAY)
        survey = surveys.invite(ticket=Ticket.objects.get(pk=told["quick"].pk), at=MONDAY + 2 * DAY)
        assert survey is not None
        surveys.answer(survey_id=survey.pk, score=score, comment="", at=MONDAY + 3 * DAY)
        rated = facts_of(life_of(told["quick"].pk))[-1]
    assert (rated.kind, rated.agent_id, rated.rating) == ("rated", world.bruno.pk, rating)


def test_the_day_is_the_institutions(world: World) -> None:
    """Nine at night in Panama is already tomorrow in UTC."""
    ticket = world.ticket(world.ana, at=MONDAY + 11 * HOUR)
    with acting_in(world.faro):
        (fact,) = facts_of(life_of(ticket.pk))
    assert (fact.day, fact.at) == (MONDAY.date(), MONDAY + 11 * HOUR)


def test_what_is_passed_on_counts_from_then_on_where_it_went(acting: World) -> None:
    """It arrived where it was sent; who speaks and answers is the other unit's."""
    passed, spoken = (acting.ticket(acting.ana, service) for service in ("cambio-de-carrera", "constancia"))
    attend.ask(ticket_id=spoken.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=MONDAY + HOUR)
    change = Change(
        acting.version("beca"), Unit.objects.get(slug="tesoreria"), "Es de Tesorería, no de Registro."
    )
    for ticket in (passed, spoken):
        reclassify(
            ticket_id=ticket.pk,
            agent=acting.bruno,
            institution=acting.faro,
            wish=change,
            at=MONDAY + 2 * HOUR,
        )
        attend.answer(
            ticket_id=ticket.pk, agent=acting.fabia, body="Listo.", documents=[], at=MONDAY + 3 * HOUR
        )
    assert where(passed) == {"arrived": "registro", "contacted": "tesoreria", "answered": "tesoreria"}
    assert where(spoken) == {"arrived": "registro", "contacted": "registro", "answered": "tesoreria"}


def where(ticket: Ticket) -> dict[str, str]:
    units = dict(Unit.objects.values_list("pk", "slug"))
    return {str(fact.kind): units[fact.unit_id] for fact in facts_of(life_of(ticket.pk))}
