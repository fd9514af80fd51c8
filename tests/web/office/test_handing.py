"""Handing out: columns of who has what; what is refused is told, stays ticked and stops no other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.people.models import Absence, Person, Role
from ventanilla.tickets.actions import attend
from ventanilla.tickets.models import Ticket

PAGE = "/office/assignment/registro/"
HOUR = timedelta(hours=1)


def fresh(world: World, **more: Any) -> Ticket:
    return world.ticket(world.ana, at=now() - HOUR, **more)


def assigned(world: World, ticket: Ticket, to: Person) -> Ticket:
    with acting_in(world.faro):
        attend.assign(ticket_id=ticket.pk, agent=world.carla, to_person_id=to.pk, at=now())
        found: Ticket = Ticket.objects.get(pk=ticket.pk)
        return found


def whose(world: World, ticket: Ticket) -> int | None:
    with acting_in(world.faro):
        found: int | None = Ticket.objects.values_list("assignee_id", flat=True).get(pk=ticket.pk)
        return found


def column(page: str, name: str) -> str:
    (found,) = (part for part in page.split('<section class="hand-column"')[1:] if f">{name}</h2>" in part)
    return found


def away(world: World, person: Person) -> None:
    with acting_in(world.faro):
        Absence.objects.create(
            person=person,
            since=now() - HOUR,
            until=now() + HOUR,
            reason="x",
            salt=b"0",
            by=person,
            at=now(),
        )


def test_each_column_holds_what_somebody_has(world: World, client_of: Any) -> None:
    free, taken = fresh(world), assigned(world, fresh(world), world.bruno)
    page = client_of(world.carla).get(PAGE).content.decode()
    assert str(free.code) in column(page, "Nadie")
    assert str(taken.code) in column(page, "Bruno Vega")
    assert 'name="to"' not in column(page, "Nadie")
    assert f'name="to" value="{world.bruno.pk}"' in column(page, "Bruno Vega")


def test_ticked_ones_go_where_the_button_says(world: World, client_of: Any) -> None:
    free, taken = fresh(world), assigned(world, fresh(world), world.bruno)
    carla = client_of(world.carla)
    ticked = [f"{free.code}:", f"{taken.code}:{world.bruno.pk}"]
    sent = carla.post(PAGE, {"ticket": ticked, "to": world.carla.pk})
    assert sent.status_code == 302
    assert whose(world, free) == whose(world, taken) == world.carla.pk
    assert "2 solicitudes están ahora a cargo de Carla Solís." in carla.get(PAGE).content.decode()
    with acting_in(world.faro):
        last = Event.objects.filter(kind="ticket.assigned").latest("id")
    assert (last.actor_id, last.data["to"]) == (world.carla.pk, world.carla.pk)


def test_what_changed_meanwhile_is_refused_and_the_rest_is_done(world: World, client_of: Any) -> None:
    free, moved = fresh(world), assigned(world, fresh(world), world.carla)
    carla = client_of(world.carla)
    page = carla.post(PAGE, {"ticket": [f"{free.code}:", f"{moved.code}:"], "to": world.bruno.pk})
    assert page.status_code == 200
    body = page.content.decode()
    assert "Mientras tanto pasó a Carla Solís" in body
    assert f'value="{moved.code}:{world.carla.pk}" checked' in body
    assert (whose(world, free), whose(world, moved)) == (world.bruno.pk, world.carla.pk)


def test_who_is_absent_is_given_nothing(world: World, client_of: Any) -> None:
    ticket = fresh(world)
    away(world, world.bruno)
    carla = client_of(world.carla)
    assert 'name="to"' not in column(carla.get(PAGE).content.decode(), "Bruno Vega")
    page = carla.post(PAGE, {"ticket": f"{ticket.code}:", "to": world.bruno.pk}).content.decode()
    assert "Bruno Vega está ausente." in page
    assert whose(world, ticket) is None


def test_nobody_attends_what_he_asked_for(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        Role.objects.create(person=world.ana, kind="agent", unit=Role.objects.get(person=world.bruno).unit)
    ticket = fresh(world)
    page = client_of(world.carla).post(PAGE, {"ticket": f"{ticket.code}:", "to": world.ana.pk})
    assert "nadie atiende lo propio" in page.content.decode()
    assert whose(world, ticket) is None


def test_who_left_is_no_target_and_what_he_has_can_be_given(world: World, client_of: Any) -> None:
    ticket = assigned(world, fresh(world), world.bruno)
    with acting_in(world.faro):
        Role.objects.filter(person=world.bruno).delete()
    carla = client_of(world.carla)
    left = column(carla.get(PAGE).content.decode(), "Bruno Vega")
    assert str(ticket.code) in left
    assert 'name="to"' not in left
    other = fresh(world)
    refused = carla.post(PAGE, {"ticket": f"{other.code}:", "to": world.bruno.pk}).content.decode()
    assert "Bruno Vega no atiende en esta unidad." in refused
    carla.post(PAGE, {"ticket": f"{ticket.code}:{world.bruno.pk}", "to": world.carla.pk})
    assert whose(world, ticket) == world.carla.pk


def test_what_ended_meanwhile_is_told(world: World, client_of: Any) -> None:
    ticket = fresh(world)
    with acting_in(world.faro):
        attend.close(ticket_id=ticket.pk, agent=world.carla, at=now())
    page = client_of(world.carla).post(PAGE, {"ticket": f"{ticket.code}:", "to": world.bruno.pk})
    assert "Terminó mientras tanto" in page.content.decode()


def test_what_is_confidential_goes_to_who_is_cleared(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        unit = Role.objects.get(person=world.gema).unit
        Role.objects.create(person=world.carla, kind="director", unit=unit, confidential=True)
        Role.objects.create(person=world.bruno, kind="agent", unit=unit, confidential=False)
    ticket = world.ticket(world.diego, "bienestar", at=now() - HOUR)
    with acting_in(world.faro):
        carla = Person.objects.select_related("institution", "account").get(pk=world.carla.pk)
    client, path = client_of(carla), "/office/assignment/bienestar/"
    assert str(ticket.title) in client.get(path).content.decode()
    refused = client.post(path, {"ticket": f"{ticket.code}:", "to": world.bruno.pk})
    assert "Es confidencial y no corresponde a Bruno Vega." in refused.content.decode()
    with acting_in(world.faro):
        Role.objects.filter(person=world.carla, unit=unit).update(confidential=False)
    hidden = client.get(path).content.decode()
    assert str(ticket.title) not in hidden
    assert str(ticket.code) not in hidden, "no more than that something confidential is there"
    assert "Confidencial" in hidden
    client.post(path, {"ticket": f"{ticket.code}:", "to": world.gema.pk})
    assert whose(world, ticket) is None


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"to": "x"},
        {"to": "999999999999999999999"},
        {"to": "999999"},
    ],
)
def test_to_nobody_nothing_goes(world: World, client_of: Any, data: dict[str, str]) -> None:
    assert client_of(world.carla).post(PAGE, data).status_code == 404


def test_nonsense_and_nothing_are_told(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    for ticked in ([], ["nada", "FARO-26-999999-0:x", ":"]):
        page = carla.post(PAGE, {"ticket": ticked, "to": world.bruno.pk})
        assert page.status_code in (200, 302)
    assert "Marque primero" in carla.post(PAGE, {"to": world.bruno.pk}).content.decode()


def test_somebody_elses_request_is_not_moved(world: World, client_of: Any) -> None:
    other = world.ticket(world.ana, "reclamo-pago", at=now() - HOUR)
    page = client_of(world.carla).post(PAGE, {"ticket": f"{other.code}:", "to": world.bruno.pk})
    assert "Ya no está en su unidad." in page.content.decode()
    assert str(other.title) not in page.content.decode()
    assert whose(world, other) is None


@pytest.mark.parametrize("who", ["ana", "bruno", "hugo", "ines", "julia"])
def test_for_others_it_is_not_there(world: World, client_of: Any, who: str) -> None:
    assert client_of(getattr(world, who)).get(PAGE).status_code == 404
    assert client_of(getattr(world, who)).post(PAGE, {"to": world.bruno.pk}).status_code == 404


def test_a_director_hands_out_in_his_own_unit_only(world: World, client_of: Any, visitor: Any) -> None:
    assert client_of(world.carla).get("/office/assignment/tesoreria/").status_code == 404
    assert visitor(world.faro).get(PAGE)["Location"].startswith("/faro/login/")


def test_a_column_shows_the_first_and_where_the_rest_is(world: World, client_of: Any) -> None:
    for _ in range(22):
        fresh(world)
    page = column(client_of(world.carla).get(PAGE).content.decode(), "Nadie")
    assert page.count("data-card") == 20
    assert "view=unassigned&amp;unit=registro" in page


def test_its_budgets(world: World, client_of: Any, statements: Any) -> None:
    ticket = fresh(world)
    for _ in range(3):
        assigned(world, fresh(world), world.bruno)
    carla = client_of(world.carla)
    with statements(8):
        assert carla.get(PAGE).status_code == 200
    with statements(14):
        assert carla.post(PAGE, {"ticket": f"{ticket.code}:", "to": world.bruno.pk}).status_code == 302
