"""Pause time by agent: parking a request to stop its clock shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.people.models import Person, Role
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import request as asking
from ventanilla.tickets.models import Pause, Ticket

PAGE = "/office/pauses/"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def a_monday(weeks: int) -> datetime:
    """At ten in Panama, so many weeks ago."""
    at = now() - weeks * 7 * DAY
    return (at - at.weekday() * DAY).replace(hour=15, minute=0, second=0, microsecond=0)


@pytest.fixture
def parked(world: World) -> World:
    """Bruno made two requests wait: one for two opening hours, one from that Monday on; Carla one, for an hour."""
    since = a_monday(2)
    for agent, long in ((world.bruno, 2), (world.bruno, None), (world.carla, 1)):
        ticket = world.ticket(world.ana, at=since)
        with acting_in(world.faro):
            attend.ask(ticket_id=ticket.pk, agent=agent, body="¿Cuál?", documents=[], at=since)
            if long is not None:
                asking.reply(
                    ticket_id=ticket.pk,
                    requester=world.ana,
                    body="Esta.",
                    documents=[],
                    at=since + long * HOUR,
                    channel="portal",
                )
    return world


def row(page: str, name: str) -> str:
    return page.split(name)[1].split("</tr>")[0]


def cells(page: str, name: str) -> list[str]:
    return [cell.split("</td>")[0].split(">")[-1] for cell in row(page, name).split("<td")[1:]]


def test_a_director_sees_who_made_requests_wait_and_how_long(parked: World, client_of: Any) -> None:
    page = client_of(parked.carla).get(PAGE).content.decode()
    assert page.index("Bruno Vega") < page.index("Carla Solís")
    _time, share, _longest, pauses, requests, running = cells(page, "Bruno Vega")
    assert (pauses, requests, running) == ("2", "2", "1")
    assert int(share.rstrip("%")) > 90
    assert cells(page, "Carla Solís")[:1] + cells(page, "Carla Solís")[2:] == ["1 h", "1 h", "1", "1", "0"]


def test_the_time_is_that_of_the_units_hours(parked: World, client_of: Any) -> None:
    """From Monday at ten to now: at most eight hours a working day, however long the nights."""
    page = client_of(parked.carla).get(PAGE).content.decode()
    hours = int(cells(page, "Bruno Vega")[0].split(" h")[0])
    assert 40 < hours <= 8 * 15 + 2


def test_each_leads_to_the_requests(parked: World, client_of: Any) -> None:
    carla = client_of(parked.carla)
    page = carla.get(PAGE).content.decode()
    address = f"/office/pauses/registro/{parked.bruno.pk}/"
    assert f'href="/faro{address}"' in page
    listed = carla.get(address).content.decode()
    with acting_in(parked.faro):
        for pause in Pause.objects.filter(agent=parked.bruno).select_related("ticket"):
            assert f'href="/faro/desk/tickets/{pause.ticket.code}/"' in listed
    assert listed.count("data-row") == 2
    assert "Sigue en pausa" in listed
    assert "2 h" in listed


def test_a_period_holds_what_began_in_it_and_what_still_runs(world: World, client_of: Any) -> None:
    old = a_monday(8)
    for long in (1, None):
        ticket = world.ticket(world.ana, at=old)
        with acting_in(world.faro):
            attend.ask(ticket_id=ticket.pk, agent=world.bruno, body="¿Cuál?", documents=[], at=old)
            if long:
                attend.answer(ticket_id=ticket.pk, agent=world.bruno, body="Ya.", documents=[], at=old + HOUR)
    carla = client_of(world.carla)
    assert cells(carla.get(PAGE).content.decode(), "Bruno Vega")[3] == "1"
    assert cells(carla.get(f"{PAGE}?days=90").content.decode(), "Bruno Vega")[3] == "2"
    assert carla.get(f"{PAGE}?days=9999").status_code == 200


@pytest.mark.parametrize("path", [f"{PAGE}?unit=tesoreria", f"{PAGE}tesoreria/0/", f"{PAGE}registro/99999/"])
def test_a_director_sees_his_own_units_only(parked: World, client_of: Any, path: str) -> None:
    assert client_of(parked.carla).get(path).status_code == 404


@pytest.mark.parametrize("who", ["ana", "bruno", "ines", "julia"])
def test_for_others_it_is_not_there(parked: World, client_of: Any, who: str) -> None:
    client = client_of(getattr(parked, who))
    for path in (PAGE, f"{PAGE}registro/{parked.bruno.pk}/"):
        assert client.get(path).status_code == 404


def test_a_person_of_another_institution_is_nobody_here(parked: World, client_of: Any) -> None:
    assert client_of(parked.carla).get(f"{PAGE}registro/{parked.pablo.pk}/").status_code == 404


def test_an_administrator_sees_every_unit_but_reads_no_confidential_request(
    parked: World, client_of: Any
) -> None:
    ticket = parked.ticket(parked.ana, "bienestar", at=a_monday(2))
    with acting_in(parked.faro):
        attend.ask(ticket_id=ticket.pk, agent=parked.gema, body="¿Cuándo?", documents=[], at=a_monday(2))
    hugo = client_of(parked.hugo)
    assert "Gema Paz" in hugo.get(f"{PAGE}?unit=bienestar").content.decode()
    listed = hugo.get(f"{PAGE}bienestar/{parked.gema.pk}/").content.decode()
    assert str(ticket.code) not in listed
    assert "Confidencial" in listed


def test_where_nothing_waited_it_says_so(world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    assert "Ninguna solicitud esperó" in carla.get(PAGE).content.decode()
    assert "Ninguna solicitud esperó" in carla.get(f"{PAGE}registro/0/").content.decode()


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_its_budget(parked: World, client_of: Any, statements: Any, who: str) -> None:
    with acting_in(parked.faro):
        everybody = [
            Person(given_names=f"P{n}", created_at=now(), institution=parked.faro) for n in range(20)
        ]
        Person.objects.bulk_create(everybody)
        ticket = Ticket.objects.earliest("id")
        Pause.objects.bulk_create(
            Pause(ticket=ticket, unit=ticket.unit, agent=one, state="waiting_student", since=a_monday(1))
            for one in everybody
        )
        Role.objects.filter(person=parked.bruno).update(kind="agent")
    client = client_of(getattr(parked, who))
    for path in (f"{PAGE}?unit=registro&days=90", f"{PAGE}registro/{parked.bruno.pk}/"):
        with statements(8):
            assert client.get(path).status_code == 200
