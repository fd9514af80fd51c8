"""Many at once beside one who acts: whoever holds one of the tickets is waited for, and nobody in a circle."""

from threading import Event as Signal
from time import sleep
from uuid import uuid4

import pytest
from django.db import transaction

from tests.parallel import at_once
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import bulk
from ventanilla.tickets.actions.deeds import DEEDS
from ventanilla.tickets.actions.performing import perform
from ventanilla.tickets.actions.reading import tell_something_new
from ventanilla.tickets.models import Macro, Pending, Ticket
from ventanilla.tickets.moves import locked
from ventanilla.tickets.states import State

pytestmark = pytest.mark.commits


def test_an_answer_to_many_beside_a_colleague_who_answers_the_same_person(world: World) -> None:
    """Both write to the requester's row, each while holding a ticket of his."""
    first, second = (world.ticket(world.ana, at=now()) for _ in range(2))
    steps = [{"do": "answer", "text": "Ya está.", "reply": None, "tag": None}]
    with acting_in(world.faro):
        Macro.objects.create(slug="listo", data={"slug": "listo", "name": "Listo", "steps": steps}, digest="")
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
