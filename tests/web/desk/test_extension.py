"""The page on which a term is extended, or says why it is not (UME-07, MEN-08)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from tests.tickets.promised import REASON, clock, wish, with_term
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.chain import instant
from ventanilla.journal.record import record
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.decide import decide
from ventanilla.tickets.actions.extend import extend
from ventanilla.tickets.models import Extension, Ticket

LAW: dict[str, Any] = {"extension": "up_to_double", "source": "Ley 1755 de 2015, art. 14"}


def page_of(ticket: Ticket, name: str = "resolution") -> str:
    return f"/desk/tickets/{ticket.code}/extension/?clock={name}"


def decision_of(ticket: Ticket) -> str:
    return f"/desk/tickets/{ticket.code}/extension/decision/?clock=resolution"


def promised(world: World, amount: int = 15, *, days: int = 0, **rules: Any) -> Ticket:
    """A request that Ana made so many days ago."""
    with acting_in(world.faro):
        return with_term(world, amount, at=now() - timedelta(days=days), **rules)


def form(ticket: Ticket, **said: Any) -> dict[str, Any]:
    seen = clock(ticket).due_at.isoformat()
    return {"key": uuid4(), "amount": "5", "reason": REASON, "seen": seen, **said}


def test_the_page_offers_the_dates_and_costs_eight_statements(
    world: World, client_of: Any, statements: Any
) -> None:
    ticket, bruno = promised(world, 3, **LAW), client_of(world.bruno)
    with statements(8):
        page = bruno.get(page_of(ticket)).content.decode()
    assert page.count('name="amount" value="') == 3
    assert "1 día hábil más" in page and "3 días hábiles más" in page


def test_extending_shows_the_old_date_and_the_reason_to_both(
    world: World, client_of: Any, statements: Any
) -> None:
    ticket, bruno, ana = promised(world, **LAW), client_of(world.bruno), client_of(world.ana)
    with acting_in(world.faro):
        data = form(ticket)
    with statements(14):
        answer = bruno.post(page_of(ticket), data)
    assert answer.status_code == 302
    assert "Prorrogado hasta el" in bruno.get(f"/desk/tickets/{ticket.code}/").content.decode()
    bruno.post(page_of(ticket), data)
    with acting_in(world.faro):
        assert (clock(ticket).added, Extension.objects.count()) == (5, 1)
    for reader, path in ((bruno, f"/desk/tickets/{ticket.code}/"), (ana, f"/tickets/{ticket.code}/")):
        with statements(8):
            page = reader.get(path).content.decode()
        assert "Antes: <s><time" in page and REASON in page and "Lo prorrogó Bruno Vega" in page
        assert "Se prorrogó por 5 días hábiles el " in page


def test_what_is_not_allowed_is_said_with_its_reason(world: World, client_of: Any) -> None:
    bruno = client_of(world.bruno)
    fixed = promised(world, 15, extension="none", source="Ley 31435, art. 152")
    page = bruno.get(page_of(fixed)).content.decode()
    assert "Por ley nadie puede prorrogar este plazo (Ley 31435, art. 152)." in page
    assert 'name="amount"' not in page
    with acting_in(world.faro):
        data = form(fixed)
    assert "Por ley nadie" in bruno.post(page_of(fixed), data).content.decode()
    with acting_in(world.faro):
        assert not Extension.objects.exists()


def test_a_page_opened_before_the_expiry_and_sent_after_changes_nothing(world: World, client_of: Any) -> None:
    """What was written is handed back, to be copied."""
    ticket, bruno = promised(world, 1, days=10, extension="before_expiry"), client_of(world.bruno)
    with acting_in(world.faro):
        data = form(ticket)
    page = bruno.post(page_of(ticket), data).content.decode()
    assert "un plazo vencido no se prorroga" in page and REASON in page
    with acting_in(world.faro):
        assert clock(ticket).added == 0


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"reason": ""}, "Escriba el motivo"),
        ({"reason": "x" * 2001}, "2001 caracteres"),
        ({"amount": ""}, "elija una de las fechas"),
        ({"amount": "0"}, "elija una de las fechas"),
        ({"amount": "-4"}, "elija una de las fechas"),
        ({"amount": "²"}, "elija una de las fechas"),
        ({"amount": "99"}, "a lo sumo 15 días hábiles"),
        ({"amount": "9" * 40}, "elija una de las fechas"),
        ({"seen": "2026-01-01T00:00:00+00:00"}, "La fecha cambió mientras tanto"),
    ],
)
def test_a_form_that_cannot_be_done_keeps_its_words(
    world: World, client_of: Any, said: dict[str, str], words: str
) -> None:
    ticket, bruno = promised(world, **LAW), client_of(world.bruno)
    with acting_in(world.faro):
        data = form(ticket, **said)
    answer = bruno.post(page_of(ticket), data)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert words in page and data["reason"] in page
    with acting_in(world.faro):
        assert clock(ticket).added == 0


def test_a_page_without_a_clock_shows_what_is_due_first_and_an_unknown_one_is_not_there(
    world: World, client_of: Any
) -> None:
    ticket, bruno = promised(world, **LAW), client_of(world.bruno)
    page = bruno.get(f"/desk/tickets/{ticket.code}/extension/").content.decode()
    assert "Prórroga: Primer contacto" in page and "clock=resolution" in page
    assert bruno.get(page_of(ticket, "legal")).status_code == 404
    with acting_in(world.faro):
        attend.close(ticket_id=ticket.pk, agent=world.bruno, at=now())
    assert "ya se cumplió" in bruno.get(page_of(ticket)).content.decode()


def test_only_who_attends_finds_the_page(world: World, client_of: Any) -> None:
    ticket = promised(world, **LAW)
    for person in (world.ana, world.diego, world.fabia, world.hugo, world.julia):
        assert client_of(person).get(page_of(ticket)).status_code == 404
        assert client_of(person).post(page_of(ticket), {}).status_code == 404
        assert client_of(person).post(decision_of(ticket), {"extension": "1"}).status_code == 404


def asked_for(world: World, **rules: Any) -> tuple[Ticket, Extension]:
    ticket = promised(world, 8, extension="once", approval="director", **rules)
    with acting_in(world.faro):
        return ticket, extend(ticket_id=ticket.pk, agent=world.bruno, wish=wish(4), at=now())


def test_the_director_decides_on_the_same_page(world: World, client_of: Any, statements: Any) -> None:
    ticket, asked = asked_for(world)
    bruno, carla = client_of(world.bruno), client_of(world.carla)
    page = bruno.get(page_of(ticket)).content.decode()
    assert "nadie lo ha decidido" in page and "Conceder" not in page
    with statements(8):
        page = carla.get(page_of(ticket)).content.decode()
    assert "Bruno Vega pide una prórroga" in page and REASON in page
    refusal = carla.post(decision_of(ticket), {"extension": asked.pk, "decision": "refuse", "words": "No"})
    assert "Escriba el motivo" in refusal.content.decode()
    with statements(16):
        granted = carla.post(decision_of(ticket), {"extension": asked.pk, "decision": "grant"})
    assert granted.status_code == 302
    with acting_in(world.faro):
        assert clock(ticket).added == 4
    again = carla.post(decision_of(ticket), {"extension": asked.pk, "decision": "grant"})
    assert "Alguien lo decidió mientras tanto" in again.content.decode()
    assert carla.post(decision_of(ticket), {"extension": "0"}).status_code == 404
    assert "Lo prorrogó Carla Solís" in client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()


def test_what_was_only_asked_for_stays_at_the_desk(world: World, client_of: Any) -> None:
    ticket, asked = asked_for(world)
    assert REASON in client_of(world.carla).get(f"/desk/tickets/{ticket.code}/").content.decode()
    assert REASON not in client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()
    words = "Ya tenemos el expediente completo."
    with acting_in(world.faro):
        decide(
            ticket_id=ticket.pk,
            extension_id=asked.pk,
            director=world.carla,
            grant=False,
            words=words,
            at=now(),
        )
    assert words in client_of(world.bruno).get(page_of(ticket)).content.decode()
    assert words not in client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()


def test_a_date_that_a_changed_calendar_moved_stays_visible_too(world: World, client_of: Any) -> None:
    ticket, ana = promised(world, **LAW), client_of(world.ana)
    with acting_in(world.faro), transaction.atomic():
        old = clock(ticket).due_at
        move = {"clock": "resolution", "from": instant(old), "to": instant(old + timedelta(days=1))}
        record(kind="ticket.deadline_moved", subject=("ticket", ticket.pk), data={"moves": [move]}, at=now())
    page = ana.get(f"/tickets/{ticket.code}/").content.decode()
    assert "Cambió el calendario o el plazo," in page and f'<s><time datetime="{old.isoformat()}">' in page
