"""My requests: states, dates, what is new, in pages."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.tickets.promises import term
from tests.web.portal.test_ticket import answered, asked, closed, words
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in


def test_the_list_says_state_and_date_in_the_institutions_words(
    world: World, client_of: Any, statements: Any
) -> None:
    ticket = world.ticket(world.ana)
    with statements(8):
        answer = client_of(world.ana).get("/tickets/")
    page = words(answer)
    for told in (ticket.code, ticket.title, "Constancia de estudios", "Recibida"):
        assert told in page
    answered(world, ticket)
    assert "Respuesta enviada" in words(client_of(world.ana).get("/tickets/"))


def test_what_is_new_stands_first_and_only_once(world: World, client_of: Any, statements: Any) -> None:
    old = world.ticket(world.ana, at=MONDAY - timedelta(days=5))
    newest = world.ticket(world.ana, "cambio-de-carrera")
    answered(world, old)
    ana = client_of(world.ana)
    with statements(8):
        answer = ana.get("/tickets/")
    page = words(answer)
    assert "Respuesta nueva" in page
    assert page.index(old.code) < page.index(newest.code)
    assert page.count(old.code) == 2  # its link and its words: the list below leaves it out


def test_a_request_called_as_its_service_is_named_once_and_in_the_readers_language(
    world: World, client_of: Any
) -> None:
    ticket = world.ticket(world.ana)
    assert ticket.title == "Constancia de estudios"
    page = words(client_of(world.ana, **{"accept-language": "en"}).get("/tickets/"))
    assert page.count("Proof of enrolment") == 1
    assert "Constancia de estudios" not in page


def test_somebody_who_asked_nothing_finds_the_next_step(world: World, client_of: Any) -> None:
    page = words(client_of(world.diego).get("/tickets/"))
    assert "Todavía no ha pedido nada" in page
    assert "Hacer una solicitud" in page


def test_tu_is_spoken_where_the_institution_does(world: World, client_of: Any) -> None:
    assert "Todavía no has pedido nada" in words(client_of(world.elena).get("/tickets/"))


def test_nobody_finds_anothers_requests(world: World, client_of: Any, visitor: Any) -> None:
    ticket = world.ticket(world.ana)
    assert ticket.code not in words(client_of(world.diego).get("/tickets/"))
    assert ticket.code not in words(client_of(world.people["ana@puerto"]).get("/tickets/"))
    assert visitor(world.faro).get("/tickets/").status_code == 302


def test_open_leaves_out_what_has_ended(world: World, client_of: Any) -> None:
    ended, going = world.ticket(world.ana), world.ticket(world.ana, "cambio-de-carrera")
    closed(world, ended)
    page = words(client_of(world.ana).get("/tickets/?show=open"))
    assert going.code in page
    assert ended.code not in page
    assert ended.code in words(client_of(world.ana).get("/tickets/"))


def test_what_waits_for_the_student_says_so(world: World, client_of: Any) -> None:
    asked(world, world.ticket(world.ana))
    assert "Espera su respuesta" in words(client_of(world.ana).get("/tickets/"))


def test_a_long_list_comes_in_pages_from_the_newest(world: World, client_of: Any, statements: Any) -> None:
    codes = [world.ticket(world.ana, at=MONDAY + timedelta(minutes=n // 2)).code for n in range(45)]
    ana, seen, url = client_of(world.ana), [], "/tickets/"
    for _ in range(3):
        with statements(8):
            answer = ana.get(url)
        page = words(answer)
        seen += re.findall(r'href="/faro/tickets/(FARO[^/"]+)/"', page)
        url = "".join(re.findall(r'href="/faro([^"]+)" rel="next"', page)).replace("&amp;", "&")
    assert url == ""
    assert seen == codes[::-1]


@pytest.mark.parametrize(
    "after", ["x", "2026-03-09", "_", "2026-13-40_1", "2026-03-09T10:00:00_1", "\0_1", "9" * 99]
)
def test_a_damaged_place_begins_at_the_newest(world: World, client_of: Any, after: str) -> None:
    ticket = world.ticket(world.ana)
    answer = client_of(world.ana).get("/tickets/", {"after": after})
    assert ticket.code in words(answer)


def test_one_that_stands_still_is_not_called_expired_on_any_list(world: World, client_of: Any) -> None:
    """While it waits for the requester its date may pass: nothing expires."""
    with acting_in(world.faro), transaction.atomic():
        term("respuesta", "business_days", 5, pauses=["requester"])
    ticket = world.ticket(world.ana, at=MONDAY)
    asked(world, ticket)
    for who, path in ((world.ana, "/tickets/"), (world.bruno, "/desk/?view=waiting")):
        page = client_of(who).get(path).content.decode()
        assert "Detenido" in page
        assert "Venció" not in page
    assert "Venció" not in client_of(world.ana).get("/").content.decode()
