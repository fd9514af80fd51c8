"""Many at once beside one who acts: whoever holds one of the tickets is waited for, and nobody in a circle."""

from functools import partial
from threading import Event as Signal
from time import sleep
from uuid import uuid4

import pytest
from django.db import transaction

from tests.parallel import at_once
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets.actions import bulk
from ventanilla.tickets.actions.deeds import DEEDS
from ventanilla.tickets.actions.performing import perform
from ventanilla.tickets.actions.reading import tell_something_new
from ventanilla.tickets.models import Macro, Pending, Ticket
from ventanilla.tickets.moves import locked
from ventanilla.tickets.states import State

pytestmark = pytest.mark.commits
STEPS = [{"do": "answer", "text": "Ya está.", "reply": None, "tag": None}]


def test_an_answer_to_many_beside_a_colleague_who_answers_the_same_person(world: World) -> None:
    """Both write to the requester's row, each while holding a ticket of his."""
    first, second = (world.ticket(world.ana, at=now()) for _ in range(2))
    with acting_in(world.faro):
        Macro.objects.create(slug="listo", data={"slug": "listo", "name": "Listo", "steps": STEPS}, digest="")
        deed = DEEDS["macro"]
        value = bulk.value_of(deed, "listo", by=world.bruno)
        bulk.put(bulk.Order(uuid4(), deed, value, [first, second]), at=now())
        pending = Pending.objects.get()
    held = Signal()

    def colleague() -> None:
        with transaction.atomic():
            ticket = locked(second.pk)
            held.set()
            sleep(1)  # the others have answered the first by now, if anything let them
            tell_something_new(ticket)
            ticket.save()

    def many() -> object:
        held.wait(20)
        return perform(pending_id=pending.pk, at=now())

    ends = at_once(world.faro, [colleague, many])
    assert not [end for end in ends if isinstance(end, Exception)], ends
    with acting_in(world.faro):
        assert {one.state for one in Ticket.objects.filter(pk__in=[first.pk, second.pk])} == {State.ANSWERED}


def test_two_answers_to_many_about_the_same_people_in_another_order(world: World) -> None:
    """Each writes to the rows of the same three people; somebody holds one of these meanwhile."""
    people = (world.ana, world.diego, world.julia)
    with acting_in(world.faro):
        Macro.objects.create(
            slug="pronto", data={"slug": "pronto", "name": "Listo", "steps": STEPS}, digest=""
        )
        deed = DEEDS["macro"]
        made, ids = [], []
        for agent, asking in ((world.bruno, people), (world.carla, people[::-1])):
            value = bulk.value_of(deed, "pronto", by=agent)
            tickets = [world.ticket(one, at=now()) for one in asking]
            order = bulk.Order(uuid4(), deed, value, tickets)
            bulk.put(order, at=now())
            ids += [row.pk for row in bulk.chunks(order.key, by=agent)]
            made += [ticket.pk for ticket in tickets]
    held = Signal()

    def somebody() -> None:
        with transaction.atomic():
            Person.objects.select_for_update(no_key=True).get(pk=world.diego.pk)
            held.set()
            sleep(1)

    def many(pk: int) -> object:
        held.wait(20)
        return perform(pending_id=pk, at=now())

    ends = at_once(world.faro, [somebody, *(partial(many, pk) for pk in ids)])
    assert not [end for end in ends if isinstance(end, Exception)], ends
    with acting_in(world.faro):
        assert {one.state for one in Ticket.objects.filter(pk__in=made)} == {State.ANSWERED}
