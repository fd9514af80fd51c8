"""Several choosers at the same instant, each with a connection of its own: nobody gets two, nothing is drawn twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection

from tests.parallel import at_once
from tests.server import Database
from tests.tickets.test_placing import LATER, agent, dealt, limited
from tests.world import World
from ventanilla.assignment.choosers import Chooser
from ventanilla.assignment.models import Draw
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.journal.queries import events_of
from ventanilla.people.actions import roles
from ventanilla.people.models import Availability, Person, Role, RoleKind
from ventanilla.tickets.actions import attend, succession
from ventanilla.tickets.actions.placing import Busy, NobodyAvailable, place, place_arrived
from ventanilla.tickets.draws import verdict
from ventanilla.tickets.models import Ticket

pytestmark = pytest.mark.commits


@pytest.fixture(scope="module")
def nadia(_clone: Database) -> Person:
    world = World.load()
    with acting_in(world.faro):
        dealt("constancia", "random")
        return agent("Nadia")


@pytest.fixture
def tickets(world: World, nadia: Person) -> list[Ticket]:
    return [world.ticket(world.ana) for _ in range(8)]


@pytest.fixture(autouse=True)
def _close() -> Iterator[None]:
    yield
    connection.close()


def test_eight_requests_and_three_free_places(world: World, tickets: list[Ticket], nadia: Person) -> None:
    """Loads are counted while nobody else in the unit can assign."""
    with acting_in(world.faro):
        limited(world.bruno, tickets[0], capacity=2)
        limited(nadia, tickets[0], capacity=1)
    ends = at_once(world.faro, [partial(place_arrived, ticket_id=one.pk, at=LATER) for one in tickets])
    assert ends == [None] * 8
    with acting_in(world.faro):
        held = Counter(
            Ticket.objects.filter(pk__in=[one.pk for one in tickets]).values_list("assignee_id", flat=True)
        )
        assert held == {world.bruno.pk: 2, nadia.pk: 1, None: 5}
        kinds = [events_of("ticket", ticket.pk)[-1].kind for ticket in tickets]
        assert Counter(kinds) == {"ticket.assigned": 3, "ticket.nobody_available": 5}
        numbers = list(Draw.objects.order_by("n").values_list("n", flat=True))
        assert len(numbers) == len(set(numbers)) == 3
        assert all(verdict(ticket).holds for ticket in tickets)
        Availability.objects.all().delete()


def test_one_request_that_four_jobs_assign(world: World, nadia: Person) -> None:
    ticket = world.ticket(world.diego)
    ends = at_once(world.faro, [partial(place_arrived, ticket_id=ticket.pk, at=LATER)] * 4)
    assert all(end is None or isinstance(end, Busy) for end in ends)
    with acting_in(world.faro):
        assert [event.kind for event in events_of("ticket", ticket.pk)].count("ticket.assigned") == 1
        assert Draw.objects.filter(subject_id=ticket.pk).count() == 1


def test_the_director_draws_while_the_agent_takes(world: World, tickets: list[Ticket], nadia: Person) -> None:
    """Whoever comes second finds what the first did; the last event and the row agree."""
    acts: list[Any] = []
    for ticket in tickets[:4]:
        acts += [
            partial(place, ticket_id=ticket.pk, chooser=Chooser.RANDOM, by=world.carla, at=LATER),
            partial(attend.take, ticket_id=ticket.pk, agent=world.bruno, at=LATER),
        ]
    ends = at_once(world.faro, acts)
    known = (NobodyAvailable, attend.TakenAlready)
    assert all(not isinstance(end, Exception) or isinstance(end, known) for end in ends), ends
    with acting_in(world.faro):
        for ticket in tickets[:4]:
            told = [e.data["to"] for e in events_of("ticket", ticket.pk) if "to" in e.data]
            assert Ticket.objects.get(pk=ticket.pk).assignee_id == told[-1]
            assert verdict(ticket).holds


def test_somebody_leaves_while_the_director_draws_and_two_workers_pass_on(
    world: World, tickets: list[Ticket], nadia: Person
) -> None:
    with acting_in(world.faro):
        for ticket in tickets:
            attend.take(ticket_id=ticket.pk, agent=world.bruno, at=LATER)
        Role.objects.filter(person=world.bruno).delete()
        row = succession.ask(
            person=world.bruno,
            unit=Unit.objects.get(slug="registro"),
            way="colleague",
            to_person_id=nadia.pk,
            by=world.carla,
            reason="Se va",
            at=LATER,
        )
    passing = [partial(succession.pass_on, succession_id=row.pk, at=LATER)] * 3
    drawing = [
        partial(place, ticket_id=ticket.pk, chooser=Chooser.ROUND_ROBIN, by=world.carla, at=LATER)
        for ticket in tickets[:4]
    ]
    ends = at_once(world.faro, [*passing, *drawing])
    known = (NobodyAvailable, Busy)
    assert all(not isinstance(end, Exception) or isinstance(end, known) for end in ends), ends
    with acting_in(world.faro):
        while succession.pass_on(succession_id=row.pk, at=LATER):
            pass
        assert not succession.attended(world.bruno.pk, row.unit_id)
        for ticket in tickets:
            told = [e.data["to"] for e in events_of("ticket", ticket.pk) if "to" in e.data]
            assert Ticket.objects.get(pk=ticket.pk).assignee_id == told[-1]


def test_a_role_that_is_taken_while_somebody_is_assigned(world: World, nadia: Person) -> None:
    """Either the role went first, and nobody is assigned, or the ticket was assigned before it went."""
    for _ in range(4):
        ticket = world.ticket(world.diego)
        with acting_in(world.faro):
            role, _new = Role.objects.get_or_create(
                person=nadia, kind=RoleKind.AGENT, unit=Unit.objects.get(slug="registro")
            )
        taking = partial(roles.take, role_id=role.pk, person=nadia, by=world.carla, reason="Se va", at=LATER)
        assigning = partial(
            attend.assign, ticket_id=ticket.pk, agent=world.carla, to_person_id=nadia.pk, at=LATER
        )
        taken, assigned = at_once(world.faro, [taking, assigning])
        assert not isinstance(taken, Exception)
        with acting_in(world.faro):
            holder = Ticket.objects.get(pk=ticket.pk).assignee_id
        assert holder == (None if isinstance(assigned, attend.NotInUnit) else nadia.pk)
