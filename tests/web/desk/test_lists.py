"""The list narrowed down, ordered, searched, kept fresh: what one asks for is what one sees, and nothing more."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Role
from ventanilla.tickets.actions import attend, tagging
from ventanilla.tickets.actions.reclassify import Change, reclassify
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.states import State


@pytest.fixture
def some(world: World) -> dict[str, Ticket]:
    """Three requests of the registry, each apart from the others in one thing at least."""
    made = {
        "plain": world.ticket(world.ana),
        "tagged": world.ticket(world.diego, at=MONDAY + timedelta(days=1)),
        "other": world.ticket(world.ana, "cambio-de-carrera", at=MONDAY + timedelta(days=2)),
    }
    with acting_in(world.faro):
        tagging.tag(ticket_id=made["tagged"].pk, agent=world.bruno, name="beca", at=MONDAY)
        attend.take(ticket_id=made["other"].pk, agent=world.bruno, at=MONDAY + timedelta(days=2))
    return made


def shown(client: Any, some: dict[str, Ticket], **query: Any) -> list[str]:
    page = client.get("/desk/", query).content.decode()
    found = re.findall(r"/desk/tickets/(FARO-[\d-]+)/\" dir", page)
    names = {ticket.code: name for name, ticket in some.items()}
    return [names[code] for code in found]


def news_of(page: str) -> tuple[str, str]:
    """Where the page asks for its news, and the mark that it holds."""
    etag, url = re.findall(r'data-etag="([^"]*)" data-news="/\w+([^"]*)"', page)[0]
    return unescape(url), unescape(etag)


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"service": "constancia"}, ["plain", "tagged"]),
        ({"service": "cambio-de-carrera"}, ["other"]),
        ({"tag": "beca"}, ["tagged"]),
        ({"tag": "#Beca "}, ["tagged"]),
        ({"state": "submitted"}, ["plain", "tagged"]),
        ({"campus": "centro"}, ["plain", "tagged", "other"]),
        ({"campus": "norte"}, []),
        ({"channel": "portal", "type": "estudiante"}, ["plain", "tagged", "other"]),
        ({"type": "egresado"}, []),
        ({"term": "respuesta", "service": "constancia"}, ["plain", "tagged"]),
        ({"since": "2026-03-10"}, ["tagged", "other"]),
        ({"until": "2026-03-09"}, ["plain"]),
        ({"since": "2026-03-10", "until": "2026-03-10"}, ["tagged"]),
        ({"sort": "created"}, ["other", "tagged", "plain"]),
        ({"sort": "activity", "service": "constancia"}, ["tagged", "plain"]),
        ({"view": "mine", "service": "constancia"}, []),
    ],
)
def test_filters_and_orders(
    world: World, client_of: Any, some: dict[str, Ticket], query: dict[str, str], names: list[str]
) -> None:
    assert shown(client_of(world.bruno), some, **query) == names


def test_the_filter_of_who_is_responsible(world: World, client_of: Any, some: dict[str, Ticket]) -> None:
    bruno = client_of(world.bruno)
    assert shown(bruno, some, agent=world.bruno.pk) == ["other"]
    assert shown(bruno, some, agent=world.carla.pk) == []


@pytest.mark.parametrize(
    "query",
    [
        {"service": "nada"},
        {"campus": "../x"},
        {"agent": "999999999"},
        {"agent": "-1"},
        {"agent": "9" * 40},
        {"state": "closed"},
        {"state": "x"},
        {"channel": "telepathy"},
        {"term": "nunca"},
        {"since": "2026-13-40"},
        {"since": "0001-01-01"},
        {"until": "mañana"},
        {"tag": "x" * 10_000},
        {"type": "\0"},
        {"sort": "random", "service": "'"},
    ],
)
def test_what_is_not_known_is_left_out_and_told(
    world: World, client_of: Any, some: dict[str, Ticket], query: dict[str, str]
) -> None:
    bruno = client_of(world.bruno)
    assert len(shown(bruno, some, **query)) == 3
    assert "no se aplicó" in bruno.get("/desk/", query).content.decode()


def test_a_student_is_no_agent_to_filter_by_and_is_not_named(world: World, client_of: Any) -> None:
    page = client_of(world.bruno).get("/desk/", {"agent": world.diego.pk}).content.decode()
    assert "Diego" not in page
    assert "no se aplicó" in page


def test_another_institutions_people_and_services_are_not_known(world: World, client_of: Any) -> None:
    page = client_of(world.bruno).get("/desk/", {"agent": world.pablo.pk}).content.decode()
    assert "Pablo" not in page


def test_the_filters_stand_above_the_list_with_the_way_out(
    world: World, client_of: Any, some: dict[str, Ticket]
) -> None:
    bruno = client_of(world.bruno)
    page = bruno.get("/desk/", {"service": "constancia", "tag": "beca"}).content.decode()
    [out] = re.findall(r'class="filter" href="([^"]*)"[^>]*><span class="soft">Etiqueta', page)
    assert "tag=" not in out
    assert "service=constancia" in out


def test_pages_go_on_with_the_filters(world: World, client_of: Any) -> None:
    for n in range(52):
        world.ticket(world.ana, at=MONDAY + timedelta(minutes=n))
    bruno = client_of(world.bruno)
    first = bruno.get("/desk/", {"service": "constancia", "sort": "created"}).content.decode()
    [older] = re.findall(r'href="/faro(/desk/\?[^"]*after=[^"]*)" rel="next"', first)
    assert "service=constancia" in older
    second = bruno.get(unescape(older)).content.decode()
    assert len(re.findall(r"data-row=", second)) == 2


def test_what_has_ended_is_found_by_the_day_of_its_end(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana)
    with acting_in(world.faro):
        attend.close(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY + timedelta(days=3))
    bruno = client_of(world.bruno)
    for query, there in (
        ({"since": "2026-03-12"}, True),
        ({"until": "2026-03-11"}, False),
        ({"channel": "portal"}, True),
    ):
        page = bruno.get("/desk/", {"view": "ended", **query}).content.decode()
        assert (ticket.code in page) is there, query


def test_the_term_is_that_of_the_service_as_it_is_now(world: World) -> None:
    ticket = world.ticket(world.ana, "cambio-de-carrera")
    with acting_in(world.faro):
        assert ticket.term == "respuesta"
        Ticket.objects.filter(pk=ticket.pk).update(term="otro")
        change = Change(world.version("reclamo-pago"), None, "El pago lo revisa Tesorería.")
        found = reclassify(
            ticket_id=ticket.pk, agent=world.bruno, institution=world.faro, wish=change, at=MONDAY
        )
        assert Ticket.objects.get(pk=found.pk).term == "respuesta"


def test_the_promises_that_were_broken_have_a_view(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana)
    with acting_in(world.faro):
        attend.take(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY + timedelta(days=20))
    page = client_of(world.bruno).get("/desk/", {"view": "breached"}).content.decode()
    assert ticket.code in page


def test_the_view_of_what_is_confidential_is_there_for_who_is_cleared(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, "bienestar")
    assert ticket.code in client_of(world.gema).get("/desk/", {"view": "confidential"}).content.decode()
    assert client_of(world.hugo).get("/desk/", {"view": "confidential"}).status_code == 404
    with acting_in(world.faro):
        Role.objects.filter(person=world.gema).update(confidential=False)
    gema = client_of(world.gema)
    assert gema.get("/desk/", {"view": "confidential"}).status_code == 404
    assert ticket.code not in gema.get("/desk/").content.decode()


def test_each_view_says_how_many_it_holds(world: World, client_of: Any, some: dict[str, Ticket]) -> None:
    page = client_of(world.bruno).get("/desk/").content.decode()
    numbers = dict(re.findall(r"<span>([^<]+)</span> <span class=\"num[^\"]*\">(\d+)</span>", page))
    assert numbers["Mi unidad"] == "3"
    assert numbers["Mías"] == "1"
    assert numbers["Sin asignar"] == "2"
    assert "Cerradas" not in numbers


@pytest.mark.parametrize(
    "query", ["", "view=mine", "service=constancia&tag=beca", "q=beca", "view=ended&campus=centro"]
)
def test_a_list_of_fifty_rows_asks_eight_statements(
    world: World, client_of: Any, statements: Any, query: str
) -> None:
    bruno = client_of(world.bruno)
    for n in range(50):
        world.ticket(world.ana, at=MONDAY + timedelta(minutes=n))
    with statements(8):
        assert bruno.get(f"/desk/?{query}").status_code == 200


def test_news_cost_one_statement_while_there_are_none(world: World, client_of: Any, statements: Any) -> None:
    """Beside the three that find the institution, the session and the person."""
    world.ticket(world.ana)
    bruno = client_of(world.bruno)
    page = bruno.get("/desk/").content.decode()
    url, etag = news_of(page)
    with statements(4):
        answer = bruno.get(url, headers={"if-none-match": etag})
    assert answer.status_code == 304
    ticket = world.ticket(world.diego)
    answer = bruno.get(url, headers={"if-none-match": etag})
    assert answer.status_code == 200
    assert ticket.code in answer.content.decode()
    assert bruno.get(url, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304


def test_the_mark_of_the_page_is_that_of_its_news(world: World, client_of: Any) -> None:
    """Also with several units, for administrators, and with one's own requests among them."""
    for who in (world.pablo, world.hugo, world.bruno):
        world.ticket(who)
        client = client_of(who)
        for view in ("unit", "mine"):
            url, etag = news_of(client.get("/desk/", {"view": view}).content.decode())
            assert client.get(url, headers={"if-none-match": etag}).status_code == 304


def test_news_are_for_who_may_see_the_list(world: World, client_of: Any, visitor: Any) -> None:
    world.ticket(world.ana, "bienestar")
    page = client_of(world.gema).get("/desk/").content.decode()
    url, etag = news_of(page)
    assert client_of(world.ana).get(url, headers={"if-none-match": etag}).status_code == 404
    assert visitor(world.faro).get(url).status_code == 302
    answer = client_of(world.bruno).get(url, headers={"if-none-match": etag})
    assert "FARO-26" not in answer.content.decode()


@pytest.mark.parametrize("of", ["", "x", "1.2.x", "9" * 30, "." * 5000, "-1"])
def test_news_of_nonsense(world: World, client_of: Any, of: str) -> None:
    answer = client_of(world.bruno).get(
        "/desk/news/", {"view": "unit", "of": of}, headers={"if-none-match": "x"}
    )
    assert answer.status_code == 200


def test_whose_role_was_taken_away_finds_no_desk(world: World, client_of: Any) -> None:
    bruno = client_of(world.bruno)
    url, etag = news_of(bruno.get("/desk/").content.decode())
    with acting_in(world.faro):
        Role.objects.filter(person=world.bruno).delete()
    assert bruno.get(url, headers={"if-none-match": etag}).status_code == 404


def test_words_are_searched_in_the_same_box(world: World, client_of: Any, work: Any, catcher: Any) -> None:
    ticket = world.ticket(world.ana)
    other = world.ticket(world.ana, "reclamo-pago")
    work()
    page = client_of(world.bruno).get("/desk/", {"q": "becas Batista"}).content.decode()
    assert ticket.code in page
    assert other.code not in page
    assert "No se encontró nada" in client_of(world.bruno).get("/desk/", {"q": "cuota"}).content.decode()


def test_a_question_of_ten_thousand_characters(world: World, client_of: Any) -> None:
    assert client_of(world.bruno).get("/desk/", {"q": "palabra " * 1250}).status_code == 200


def test_the_page_of_filters_leads_back_with_what_was_chosen(
    world: World, client_of: Any, statements: Any, some: dict[str, Ticket]
) -> None:
    bruno = client_of(world.bruno)
    with statements(10):
        page = bruno.get(
            "/desk/filters/", {"view": "unit", "service": "constancia", "tag": "beca"}
        ).content.decode()
    assert re.search(r'<option value="constancia" selected', page)
    assert 'value="beca"' in page
    for name in ("state", "campus", "channel", "type", "term", "agent", "since", "until", "sort"):
        assert f'name="{name}"' in page, name
    assert State.CLOSED not in page
