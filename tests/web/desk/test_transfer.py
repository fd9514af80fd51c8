"""A petition is transferred to the competent body, with notice and within the legal days (MEN-08)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.tickets.promised import clock
from tests.tickets.promises import promise, rung, term
from tests.world import World
from ventanilla.catalogue.referrals import Destination
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Section
from ventanilla.lib.clock import now
from ventanilla.tickets.models import Referral, Ticket

BODY = {
    "slug": "ministerio",
    "kind": "body",
    "name": "Ministerio de Educación",
    "topics": ["constancia"],
    "email": "radicacion@ministerio.example",
    "address": "Calle 43, Bogotá",
}


def petition(world: World, *, days: int = 0) -> Ticket:
    with acting_in(world.faro):
        term("traslado", "business_days", 5, source="Ley 1755 de 2015, art. 21")
        promise("constancia", transfer="traslado")
        Section.objects.create(name="referrals", data=[Destination.model_validate(BODY).data()], digest="")
    return world.ticket(world.ana, at=now() - timedelta(days=days))


def page_of(ticket: Ticket) -> str:
    return f"/desk/tickets/{ticket.code}/transfer/"


def form(**more: Any) -> dict[str, Any]:
    told = {"name": "Ministerio de Educación", "channel": "email", "address": "radicacion@ministerio.example"}
    return {"key": uuid4(), **told, "body": "Trasladamos por competencia.", **more}


def test_the_page_shows_until_when_the_law_asks_for_it(world: World, client_of: Any, statements: Any) -> None:
    ticket, bruno = petition(world), client_of(world.bruno)
    with statements(8):
        page = bruno.get(page_of(ticket)).content.decode()
    assert "La ley da hasta el" in page and "Ley 1755 de 2015, art. 21" in page
    assert ("Ministerio de Educación" in page and "Se prometieron" in page) or "5 días hábiles" in page


def test_when_it_is_late_the_page_warns(world: World, client_of: Any) -> None:
    page = client_of(world.bruno).get(page_of(petition(world, days=20))).content.decode()
    assert "El término legal para trasladarla venció el" in page


def test_first_it_shows_what_happens_and_does_nothing(world: World, client_of: Any) -> None:
    ticket, bruno = petition(world), client_of(world.bruno)
    page = bruno.post(page_of(ticket), form()).content.decode()
    assert "no tiene vuelta atrás" in page and "Trasladarla ahora" in page
    with acting_in(world.faro):
        assert not Referral.objects.exists()
    back = bruno.post(page_of(ticket), form(back="1")).content.decode()
    assert "Trasladamos por competencia." in back and "Ver qué ocurre" in back


def test_the_body_the_petitioner_and_the_clocks(
    world: World, client_of: Any, statements: Any, catcher: Any, work: Any
) -> None:
    ticket, bruno = petition(world), client_of(world.bruno)
    work()
    data = form(confirmed="1")
    with statements(16):
        assert bruno.post(page_of(ticket), data).status_code == 302
    bruno.post(page_of(ticket), data)
    work()
    (sent,) = catcher.messages(to="radicacion@ministerio.example")
    words = sent.text
    assert "Trasladamos por competencia." in words and "Ana Batista" in words and "ana@faro.test" in words
    (told,) = [m for m in catcher.messages(to="ana@faro.test") if "Trasladamos" in m.subject]
    letter = told.text
    assert "Ministerio de Educación" in letter and "radicacion@ministerio.example" in letter
    assert "Trasladamos por competencia." in letter
    with acting_in(world.faro):
        ticket.refresh_from_db()
        assert ticket.state == "closed"
        assert clock(ticket, "first_contact").met_at and clock(ticket).dropped_at
        ((_kind, told_data, _at),) = rung(ticket, "transferred")
        assert told_data["reason"] == "transferred"
    own = client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()
    assert "Ministerio de Educación" in own and "Trasladamos por competencia." in own
    assert bruno.get(page_of(ticket)).status_code == 200
    again = bruno.post(page_of(ticket), form(confirmed="1")).content.decode()
    assert "ya no se traslada" in again


@pytest.mark.parametrize("missing", ["name", "address", "body"])
def test_without_body_address_or_reason_nothing_is_shown_to_confirm(
    world: World, client_of: Any, missing: str
) -> None:
    page = client_of(world.bruno).post(page_of(petition(world)), form(**{missing: ""})).content.decode()
    assert "Escriba a quién va, dónde está y qué dice usted" in page and "Trasladarla ahora" not in page
