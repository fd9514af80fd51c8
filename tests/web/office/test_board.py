"""The board of a unit: numbers that lead to their cases, for whoever directs it."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any

import pytest

from tests.reports.registry import HOUR, answer
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.people.models import Absence, Person, Role
from ventanilla.reports.counting import rebuild
from ventanilla.reports.models import Daily, Fact
from ventanilla.tickets.models import Ticket

PAGE = "/office/board/"
MARCH = "period=dates&since=2026-03-01&until=2026-03-31"


def cells(page: str, table: str, name: str) -> list[str]:
    """The words of a row's cells, without what only a screen reader hears."""
    rows = page.split(table)[1].split("</table>")[0].split("<tr")
    (row,) = (row for row in rows if name in row)
    found = re.findall(r"<td[^>]*>(.*?)</td>", re.sub(r'<span class="unseen">[^<]*</span>', "", row), re.S)
    return [" ".join(unescape(re.sub(r"<[^>]+>", "", cell)).split()) for cell in found]


def links(page: str) -> list[str]:
    found = re.findall(r'href="/faro(/office/board/cases/\?[^"]*|/desk/\?[^"]*)"', page)
    return [unescape(link) for link in found]


def test_a_director_sees_how_his_unit_stands(told: dict[str, Ticket], world: World, client_of: Any) -> None:
    page = client_of(world.carla).get(PAGE).content.decode()
    assert "Tablero · Registro" in page
    assert cells(page, "Lo que está abierto ahora", "Nadie")[1:] == ["1", "0", "0", "1", "0"]
    assert cells(page, "Lo que está abierto ahora", "Bruno Vega")[1:] == ["0"] * 5


def test_and_what_was_done_in_a_period(told: dict[str, Ticket], world: World, client_of: Any) -> None:
    """Computed by hand: tests/reports."""
    page = client_of(world.carla).get(f"{PAGE}?{MARCH}").content.decode()
    bruno = cells(page, "Lo que se hizo en el periodo", "Bruno Vega")
    times = ["1 h 30 min nueve de diez: 2 h", "2 h nueve de diez: 8 h"]
    assert bruno == ["5", "100 %", *times, "4 %", "0 %", "0", "0", "1", "—"]
    carla = cells(page, "Lo que se hizo en el periodo", "Carla Solís")
    assert carla == ["1", "—", "64 h", "64 h", "—", "—", "0", "0", "0", "—"]
    service = cells(page, "Los servicios, por su complejidad", "Constancia de estudios")
    assert service[:5] == ["5 días hábiles", "1", "6", "6", "83 %"]
    assert "Nothing" not in page


def test_every_number_leads_to_its_cases(told: dict[str, Ticket], world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    found = links(carla.get(f"{PAGE}?{MARCH}").content.decode())
    assert len(found) > 20
    for link in found:
        listed = carla.get(link)
        assert listed.status_code == 200, link
        assert "data-row" in listed.content.decode() or "late=1" in link, link


def test_the_cases_of_an_agent(told: dict[str, Ticket], world: World, client_of: Any) -> None:
    carla = client_of(world.carla)
    path = f"{PAGE}cases/?{MARCH}&kind=answered&agent={world.bruno.pk}"
    listed = carla.get(path).content.decode()
    assert listed.count("data-row") == 5
    assert f'href="/faro/desk/tickets/{told["quick"].code}/"' in listed
    assert str(told["late"].code) not in listed
    assert "8 h" in cells(listed, "Las más recientes primero", str(told["quick"].code))[3]
    late = carla.get(f"{PAGE}cases/?{MARCH}&kind=answered&late=1").content.decode()
    assert str(told["late"].code) in late
    assert late.count("data-row") == 1


def test_a_list_goes_on(told: dict[str, Ticket], world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        one = Fact.objects.filter(kind="answered")[0]
        for n in range(60):
            one.pk, one.n = None, 100 + n
            one.save(force_insert=True)
    carla = client_of(world.carla)
    first = carla.get(f"{PAGE}cases/?{MARCH}&kind=answered").content.decode()
    assert first.count("data-row") == 50
    (older,) = re.findall(r'href="/faro([^"]*)" rel="next"', first)
    assert carla.get(unescape(older)).content.decode().count("data-row") == 16


def test_a_confidential_request_counts_and_says_nothing(world: World, client_of: Any) -> None:
    """The administrator looks after the unit, but does not read what is confidential there."""
    ticket = world.ticket(world.ana, "bienestar", at=MONDAY)
    answer(ticket, world.gema, MONDAY + HOUR)
    with acting_in(world.faro):
        rebuild()
        service = world.version("bienestar").data["name"]["es"]
    hugo = client_of(world.hugo)
    page = hugo.get(f"{PAGE}?unit=bienestar&{MARCH}").content.decode()
    assert cells(page, "Lo que se hizo en el periodo", "Gema Paz")[0] == "1"
    listed = hugo.get(f"{PAGE}cases/?unit=bienestar&{MARCH}&kind=answered").content.decode()
    assert str(ticket.code) not in listed
    assert "Confidencial" in listed
    assert f"/desk/tickets/{ticket.code}/" not in listed
    assert service not in listed
    assert str(ticket.title) not in page + listed


def test_who_is_absent_today_is_said(told: dict[str, Ticket], world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        Absence.objects.create(
            person=world.bruno,
            since=now() - HOUR,
            until=now() + 24 * HOUR,
            reason="Salud",
            salt=b"0" * 16,
            by=world.carla,
            at=now(),
        )
    page = client_of(world.carla).get(PAGE).content.decode()
    assert "ausente hasta" in page
    assert "Salud" not in page


@pytest.mark.parametrize("who", ["ana", "bruno", "ines", "julia"])
@pytest.mark.parametrize("path", [PAGE, f"{PAGE}cases/?kind=answered", f"{PAGE}export/"])
def test_for_others_it_is_not_there(world: World, client_of: Any, who: str, path: str) -> None:
    assert client_of(getattr(world, who)).get(path).status_code == 404


@pytest.mark.parametrize(
    "query", ["?unit=tesoreria", "cases/?unit=tesoreria&kind=answered", "export/?unit=bienestar"]
)
def test_a_director_sees_his_own_unit_only(world: World, client_of: Any, query: str) -> None:
    assert client_of(world.carla).get(f"{PAGE}{query}").status_code == 404


def test_a_stranger_signs_in(world: World, visitor: Any) -> None:
    assert visitor(world.faro).get(PAGE)["Location"].startswith("/faro/login/")


@pytest.mark.parametrize(
    "query",
    [
        "period=dates&since=nada&until=2026-03-31",
        "period=dates&since=2099-01-01&until=2099-12-31",
        "period=dates&since=2001-01-01&until=2026-03-31",
        "period=dates&since=2026-03-31&until=2026-03-01",
        "period=%00",
        "period=quarter",
        "period=last-month",
    ],
)
def test_whatever_days_are_asked_for_there_is_a_board(world: World, client_of: Any, query: str) -> None:
    assert client_of(world.carla).get(f"{PAGE}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["", "kind=nada", "kind=answered&agent=x&service=999999999999999999999"])
def test_a_list_of_nothing(world: World, client_of: Any, query: str) -> None:
    assert client_of(world.carla).get(f"{PAGE}cases/?{query}").status_code in (200, 404)


def test_as_a_table_for_a_spreadsheet(told: dict[str, Ticket], world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        Person.objects.filter(pk=world.bruno.pk).update(given_names="=HYPERLINK(1)")
    response = client_of(world.carla).get(f"{PAGE}export/?{MARCH}")
    assert response["Content-Disposition"] == 'attachment; filename="registro-2026-03-01-2026-03-31.csv"'
    text = response.content.decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:]), delimiter=";"))
    bruno = next(row for row in rows if row and "HYPERLINK" in row[0])
    assert bruno[0] == "'=HYPERLINK(1) Vega"
    assert bruno[6:12] == ["5", "100", "90", "120", "", "120"]


def test_in_english(told: dict[str, Ticket], world: World, client_of: Any) -> None:
    page = client_of(world.carla, **{"accept-language": "en"}).get(f"{PAGE}?{MARCH}").content.decode()
    for words in ("Board · ", "How it is counted", "Proof of enrolment", "5 working days"):
        assert words in page


@pytest.mark.parametrize("who", ["carla", "hugo"])
def test_its_budget(told: dict[str, Ticket], world: World, client_of: Any, statements: Any, who: str) -> None:
    """With twenty agents more, each with work of every day."""
    with acting_in(world.faro):
        people = [Person(given_names=f"P{n}", created_at=now(), institution=world.faro) for n in range(20)]
        Person.objects.bulk_create(people)
        unit = Ticket.objects.earliest("id").unit
        Role.objects.bulk_create(Role(person=one, kind="agent", unit=unit) for one in people)
        row = Daily.objects.filter(answered__gt=0)[0]
        for one in people:
            row.pk, row.agent = None, one
            row.save(force_insert=True)
    client = client_of(getattr(world, who))
    of_registro = f"unit=registro&{MARCH}"
    for path in (
        f"{PAGE}?{of_registro}",
        f"{PAGE}export/?{of_registro}",
        f"{PAGE}cases/?{of_registro}&kind=answered&agent={world.bruno.pk}",
        f"{PAGE}cases/?{of_registro}&kind=answered&service=1",
    ):
        with statements(8):
            assert client.get(path).status_code == 200
