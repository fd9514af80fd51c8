"""What expired, by clock and date: a director reads his units, quality and the executive all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Person, Role
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.watch import watch
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.models.breach import Breach

DAY = timedelta(days=1)
#: The first contact: 24 hours of working days after MONDAY. The answer: five business days.
CONTACT, ANSWER = MONDAY + DAY, datetime(2026, 3, 16, 22, 0, tzinfo=UTC)
LATE = MONDAY + 30 * DAY
PAGE = "/office/breaches/"


@pytest.fixture
def broken(world: World) -> dict[str, Ticket]:
    """One request of each unit, all late; that of the registry was answered at last."""
    tickets = {
        "registro": world.ticket(world.ana),
        "tesoreria": world.ticket(world.diego, "reclamo-pago"),
        "bienestar": world.ticket(world.ana, "bienestar"),
    }
    with acting_in(world.faro):
        watch(at=LATE)
        attend.answer(
            ticket_id=tickets["registro"].pk,
            agent=world.bruno,
            body="Aquí está.",
            documents=[],
            at=LATE + DAY,
        )
    return tickets


def seen(page: str, tickets: dict[str, Ticket]) -> set[str]:
    return {unit for unit, ticket in tickets.items() if str(ticket.code) in page}


def test_a_director_reads_his_own_unit(world: World, client_of: Any, broken: dict[str, Ticket]) -> None:
    page = client_of(world.carla).get(PAGE).content.decode()
    assert seen(page, broken) == {"registro"}
    assert f'href="/faro/desk/tickets/{broken["registro"].code}/"' in page
    for words in ("Constancia de estudios", "Respuesta", "Primer contacto", "Se cumplió tarde", "nadie"):
        assert words in page
    assert client_of(world.carla).get(f"{PAGE}?unit=tesoreria").status_code == 404


@pytest.mark.parametrize("who", ["ines", "julia", "hugo"])
def test_quality_the_executive_and_administrators_read_all(
    world: World, client_of: Any, broken: dict[str, Ticket], who: str
) -> None:
    page = client_of(getattr(world, who)).get(PAGE).content.decode()
    assert seen(page, broken) == {"registro", "tesoreria"}
    assert "Sigue sin cumplirse" in page and "Confidencial" in page


@pytest.mark.parametrize("who", ["ines", "julia", "hugo"])
def test_of_a_confidential_request_they_learn_that_it_expired(
    world: World, client_of: Any, broken: dict[str, Ticket], who: str
) -> None:
    page = client_of(getattr(world, who)).get(f"{PAGE}?unit=bienestar").content.decode()
    with acting_in(world.faro):
        service = world.version("bienestar").data["name"]["es"]
    assert service not in page
    assert broken["bienestar"].code not in page
    assert "Confidencial" in page


@pytest.mark.parametrize("who", ["ana", "bruno", "gema"])
def test_for_others_it_is_not_there(world: World, client_of: Any, who: str) -> None:
    assert client_of(getattr(world, who)).get(PAGE).status_code == 404


def test_a_stranger_signs_in(world: World, visitor: Any) -> None:
    assert visitor(world.faro).get(PAGE)["Location"] == f"/faro/login/?next=/faro{PAGE}"


def test_another_institution_has_its_own(world: World, client_of: Any, broken: dict[str, Ticket]) -> None:
    with acting_in(world.puerto):
        Role.objects.create(person=world.pablo, kind="director", unit=Role.objects.earliest("id").unit)
        pablo = Person.objects.select_related("institution", "account").get(pk=world.pablo.pk)
    assert seen(client_of(pablo).get(PAGE).content.decode(), broken) == set()


def test_by_clock_and_by_date(world: World, client_of: Any, broken: dict[str, Ticket]) -> None:
    ines = client_of(world.ines)
    contact = ines.get(f"{PAGE}?clock=first_contact").content.decode()
    assert "Primer contacto</td>" in contact
    assert "Respuesta</td>" not in contact
    early = ines.get(f"{PAGE}?until=2026-03-10").content.decode()
    assert "Primer contacto</td>" in early
    assert "Respuesta</td>" not in early
    assert "No venció ningún plazo" in ines.get(f"{PAGE}?until=2026-03-09").content.decode()


@pytest.mark.parametrize("query", ["clock=correction", "clock=nada", "unit=nada"])
def test_what_there_is_not_is_not_found(world: World, client_of: Any, query: str) -> None:
    assert client_of(world.ines).get(f"{PAGE}?{query}").status_code == 404


@pytest.mark.parametrize(
    "query", ["until=ayer", "until=2026-02-31", "until=0001-01-01", "after=x_y", "after=%00"]
)
def test_nonsense_is_passed_over(world: World, client_of: Any, broken: dict[str, Ticket], query: str) -> None:
    page = client_of(world.ines).get(f"{PAGE}?{query}")
    assert page.status_code == 200
    assert seen(page.content.decode(), broken) == set(broken) - {"bienestar"}


def test_it_goes_on_after_fifty(world: World, client_of: Any, statements: Any) -> None:
    with acting_in(world.faro):
        for n in range(30):
            world.ticket(world.diego, at=MONDAY + n * timedelta(minutes=1))
        watch(at=LATE)
        codes = {str(code) for code in Ticket.objects.values_list("code", flat=True)}
    ines = client_of(world.ines)
    with statements(8):
        first = ines.get(PAGE).content.decode()
    older = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0].replace("&amp;", "&")
    with statements(8):
        second = ines.get(older.removeprefix("/faro")).content.decode()
    found = [code for page in (first, second) for code in codes if code in page]
    assert set(found) == codes
    assert first.count("data-row") + second.count("data-row") == 60
    assert 'rel="next"' not in second


@pytest.mark.parametrize("who", ["carla", "ines"])
@pytest.mark.parametrize("query", ["", "?clock=resolution", "?unit=registro&until=2026-12-31"])
def test_its_budget(
    world: World, client_of: Any, statements: Any, broken: dict[str, Ticket], who: str, query: str
) -> None:
    client = client_of(getattr(world, who))
    with statements(8):
        assert client.get(PAGE + query).status_code == 200


@pytest.mark.parametrize("what", ["UPDATE tickets_breach SET at = now()", "DELETE FROM tickets_breach"])
def test_nobody_can_tidy_it_up(world: World, broken: dict[str, Ticket], what: str) -> None:
    with acting_in(world.faro):
        assert Breach.objects.exists()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(what)
