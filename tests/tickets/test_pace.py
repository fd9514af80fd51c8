"""A script of a signed-in student fills neither the desk nor the disk; nobody else waits for it."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.throttle import Limit, TooOften
from ventanilla.tickets import pace
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.models import Message, Ticket

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def _two_an_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SUBMITTED", "REPLIED"):
        monkeypatch.setattr(pace, name, Limit(name, 2, HOUR))


def test_who_sends_too_many_requests_waits_and_the_next_hour_is_free(world: World) -> None:
    for _ in range(2):
        world.ticket(world.ana)
    for _ in range(2):
        with pytest.raises(TooOften):
            world.ticket(world.ana)
    world.ticket(world.diego)
    world.ticket(world.ana, at=MONDAY + HOUR)
    with acting_in(world.faro):
        assert Ticket.objects.count() == 4


def test_who_replies_too_often_waits(world: World) -> None:
    ticket = world.ticket(world.ana)
    with acting_in(world.faro):
        for n in range(3):
            said: Any = {
                "body": f"Hola {n}",
                "documents": [],
                "at": MONDAY,
                "channel": "portal",
                "key": uuid4(),
            }
            if n < 2:
                reply(ticket_id=ticket.pk, requester=world.ana, **said)
            else:
                with pytest.raises(TooOften):
                    reply(ticket_id=ticket.pk, requester=world.ana, **said)
        assert Message.objects.filter(kind=Message.Kind.REPLY).count() == 2
