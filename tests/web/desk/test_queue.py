"""What an agent sees first: what is due next in the unit, and nothing that is not hers to see."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.tickets.actions.attend import answer, ask, close, take


def test_the_queue_shows_the_units_open_requests_what_is_due_first(world: World, client_of: Any) -> None:
    later = world.ticket(world.ana, at=MONDAY + timedelta(days=1))
    sooner = world.ticket(world.diego)
    page = client_of(world.bruno).get("/desk/").content.decode()
    assert page.index(sooner.code) < page.index(later.code)


def test_another_units_requests_are_not_in_it(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, "reclamo-pago")
    assert ticket.code not in client_of(world.bruno).get("/desk/").content.decode()
    assert ticket.code in client_of(world.fabia).get("/desk/").content.decode()


def test_each_view_shows_its_own(world: World, client_of: Any) -> None:
    tickets = {name: world.ticket(who) for name, who in (("new", world.ana), ("taken", world.diego))}
    with acting_in(world.faro):
        take(ticket_id=tickets["taken"].pk, agent=world.bruno, at=MONDAY)
    bruno = client_of(world.bruno)

    def shown(view: str) -> set[str]:
        page = bruno.get("/desk/", {"view": view}).content.decode()
        return {name for name, ticket in tickets.items() if ticket.code in page}

    assert shown("unit") == {"new", "taken"}
    assert shown("mine") == {"taken"}
    assert shown("unassigned") == {"new"}
    with acting_in(world.faro):
        ask(ticket_id=tickets["taken"].pk, agent=world.bruno, body="¿Cuál?", documents=[], at=MONDAY)
        answer(ticket_id=tickets["new"].pk, agent=world.carla, body="Sí.", documents=[], at=MONDAY)
    assert shown("waiting") == {"taken"}
    assert shown("answered") == {"new"}
    with acting_in(world.faro):
        close(ticket_id=tickets["new"].pk, agent=world.carla, at=MONDAY)
    assert shown("ended") == {"new"}
    assert shown("unit") == {"taken"}


def test_pages_continue_after_the_last_row_and_repeat_nothing(world: World, client_of: Any) -> None:
    codes = {world.ticket(world.ana, at=MONDAY + timedelta(minutes=n)).code for n in range(53)}
    bruno = client_of(world.bruno)
    first = bruno.get("/desk/").content.decode()
    (older,) = re.findall(r'href="/faro/desk/\?([^"]*after=[^"]*)" rel="next"', first)
    second = bruno.get(f"/desk/?{unescape(older)}").content.decode()
    shown = re.findall(r"/desk/tickets/(FARO-[\d-]+)/\" dir", first + second)
    assert len(shown) == 53
    assert set(shown) == codes


@pytest.mark.parametrize("after", ["x", "2026-03-09_1", "9999-99-99T00:00:00+00:00_1", "_" * 5000, "\0"])
def test_a_cursor_of_nonsense_begins_at_the_beginning(world: World, client_of: Any, after: str) -> None:
    ticket = world.ticket(world.ana)
    page = client_of(world.bruno).get("/desk/", {"after": after})
    assert ticket.code in page.content.decode()


def test_the_code_typed_in_any_way_opens_the_ticket(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana)
    found = client_of(world.bruno).get("/desk/", {"q": ticket.code.replace("-", " ").lower()})
    assert found.headers["Location"].endswith(f"/desk/tickets/{ticket.code}/")


def test_a_code_that_one_may_not_read_is_not_found(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, "bienestar")
    page = client_of(world.bruno).get("/desk/", {"q": ticket.code})
    assert page.status_code == 200
    assert "Ninguna solicitud" in page.content.decode()


@pytest.mark.parametrize("who", ["ana", "ines", "julia"])
def test_whoever_does_not_attend_finds_no_desk(world: World, client_of: Any, who: str) -> None:
    assert client_of(getattr(world, who)).get("/desk/").status_code == 404


def test_a_stranger_signs_in_first(world: World, visitor: Any) -> None:
    answer = visitor(world.faro).get("/desk/")
    assert answer.headers["Location"].startswith("/faro/login/?next=/faro/desk/")


@pytest.mark.parametrize("query", [{"view": "nothing"}, {"unit": "tesoreria"}, {"unit": "../x"}])
def test_a_view_or_unit_that_is_not_hers_does_not_exist(world: World, client_of: Any, query: Any) -> None:
    assert client_of(world.bruno).get("/desk/", query).status_code == 404


def test_an_administrator_sees_every_unit_but_nothing_confidential(world: World, client_of: Any) -> None:
    secret, plain = world.ticket(world.ana, "bienestar"), world.ticket(world.ana)
    hugo = client_of(world.hugo)
    assert secret.code not in hugo.get("/desk/", {"unit": "bienestar"}).content.decode()
    assert plain.code in hugo.get("/desk/", {"unit": "registro"}).content.decode()


def test_an_agents_own_request_is_not_in_her_queue(world: World, client_of: Any) -> None:
    own = world.ticket(world.bruno)
    assert own.code not in client_of(world.bruno).get("/desk/").content.decode()


def test_the_queue_asks_no_more_with_fifty_rows_than_with_one(
    world: World, client_of: Any, statements: Any
) -> None:
    bruno = client_of(world.bruno)
    for n in range(50):
        world.ticket(world.ana, at=MONDAY + timedelta(minutes=n))
    with statements(8):
        bruno.get("/desk/")


def test_who_attends_in_two_units_sees_both_in_one_list(
    world: World, client_of: Any, statements: Any
) -> None:
    tickets = [
        world.ticket(world.elena, service, at=MONDAY + timedelta(minutes=n))
        for n, service in enumerate(("reclamo-pago", "constancia", "reclamo-pago"))
    ]
    pablo = client_of(world.pablo)
    with statements(8):
        page = pablo.get("/desk/").content.decode()
    places = [page.index(ticket.code) for ticket in tickets]
    assert places == sorted(places)
    assert tickets[1].code not in pablo.get("/desk/", {"unit": "tesoreria"}).content.decode()
