"""What waits for a director's decision, and for nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets.models import Deadline, Extension, Ticket
from ventanilla.tickets.models.escalation import Escalation

PAGE = "/office/decisions/"
HOUR = timedelta(hours=1)


def asked(world: World, ticket: Ticket, by: Person) -> None:
    with acting_in(world.faro):
        Extension.objects.create(
            deadline=Deadline.objects.get(ticket=ticket, clock="resolution"),
            status="asked",
            amount=1,
            reason="Falta un dato",
            salt=b"0",
            old_due_at=now(),
            new_due_at=now() + HOUR,
            asked_by=by,
            asked_at=now(),
        )


def test_each_leads_to_where_it_is_decided(world: World, client_of: Any) -> None:
    more, critical = (world.ticket(world.ana, at=now() - HOUR) for _ in range(2))
    asked(world, more, world.bruno)
    with acting_in(world.faro):
        Escalation.objects.create(
            ticket=critical,
            unit=critical.unit,
            status="marked",
            reason="Urge",
            salt=b"0",
            marked_by=world.bruno,
            marked_at=now(),
        )
    page = client_of(world.carla).get(PAGE).content.decode()
    assert f"/desk/tickets/{more.code}/extension/?clock=resolution" in page
    assert f"/desk/tickets/{critical.code}/escalation/" in page
    assert "Constancia de estudios · Respuesta" in page


def test_ones_own_wish_is_decided_by_another(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, at=now() - HOUR)
    asked(world, ticket, world.carla)
    page = client_of(world.carla).get(PAGE).content.decode()
    assert "decide otra persona" in page
    assert "/extension/" not in page


def test_of_another_unit_there_is_nothing(world: World, client_of: Any) -> None:
    asked(world, world.ticket(world.ana, "reclamo-pago", at=now() - HOUR), world.fabia)
    assert "Nada espera su decisión" in client_of(world.carla).get(PAGE).content.decode()


@pytest.mark.parametrize("who", ["ana", "bruno", "hugo", "ines", "julia"])
def test_for_others_it_is_not_there(world: World, client_of: Any, who: str) -> None:
    assert client_of(getattr(world, who)).get(PAGE).status_code == 404


def test_its_budget(world: World, client_of: Any, statements: Any, visitor: Any) -> None:
    for _ in range(3):
        asked(world, world.ticket(world.ana, at=now() - HOUR), world.bruno)
    carla = client_of(world.carla)
    with statements(8):
        assert carla.get(PAGE).status_code == 200
    assert visitor(world.faro).get(PAGE)["Location"].startswith("/faro/login/")
