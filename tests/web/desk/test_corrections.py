"""The desk puts right what came twice, together or to the wrong place."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend, refer
from ventanilla.tickets.actions.contact import contact
from ventanilla.tickets.actions.link import link
from ventanilla.tickets.actions.merge import merge
from ventanilla.tickets.actions.nudge import nudge
from ventanilla.tickets.actions.referral import Addressee
from ventanilla.tickets.models import Message, Ticket
from ventanilla.tickets.states import State

WHY = "Esto lo revisa Tesorería, no Registro."
PARTS = ("merging/", "splitting/", "reclassification/", "links/", "reopening/")


def path(ticket: Ticket, part: str) -> str:
    return f"/desk/tickets/{ticket.code}/{part}"


def fresh(world: World, ticket: Ticket) -> Ticket:
    with acting_in(world.faro):
        found: Ticket = Ticket.objects.select_related("unit", "service").get(pk=ticket.pk)
    return found


@pytest.mark.parametrize("part", PARTS)
def test_each_page_costs_eight_statements_and_is_for_who_attends(
    world: World, client_of: Any, statements: Any, part: str
) -> None:
    ticket = world.ticket(world.ana, at=now())
    world.ticket(world.ana, "cambio-de-carrera", at=now())
    bruno = client_of(world.bruno)
    with statements(8):
        assert bruno.get(path(ticket, part)).status_code == 200
    for person in (world.ana, world.diego, world.fabia, world.hugo, world.julia):
        client = client_of(person)
        assert client.get(path(ticket, part)).status_code == 404
        assert client.post(path(ticket, part), {"with": ticket.code}).status_code == 404


def test_two_become_one_after_a_look(world: World, client_of: Any, statements: Any) -> None:
    first, second = world.ticket(world.ana, at=now() - timedelta(hours=2)), world.ticket(world.ana, at=now())
    bruno = client_of(world.bruno)
    chosen = bruno.get(path(second, "merging/")).content.decode()
    assert first.code in chosen
    with statements(8):
        look = bruno.get(path(second, "merging/"), {"with": first.code}).content.decode()
    assert "Esto es lo que ocurre" in look and f'value="{first.code}" checked' in look
    with statements(30):
        done = bruno.post(path(second, "merging/"), {"with": first.code, "keep": first.code})
    assert done["Location"].endswith(f"/desk/tickets/{first.code}/")
    assert bruno.get(path(second, ""))["Location"].endswith(f"/desk/tickets/{first.code}/")
    with statements(8):
        page = bruno.get(path(first, "")).content.decode()
    assert f'<span class="num">{second.code}</span>' in page
    again = bruno.post(path(second, "merging/"), {"with": first.code, "keep": first.code})
    assert again.status_code in {200, 302}


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("nobody", "No hay ninguna solicitud con ese número"),
        ("itself", "Es esta misma solicitud"),
        ("somebody else", "es de otra persona"),
        ("secret", "No hay ninguna solicitud con ese número"),
        ("another unit", "No hay ninguna solicitud con ese número"),
    ],
)
def test_what_cannot_be_joined_says_why_and_betrays_nothing(
    world: World, client_of: Any, case: str, words: str
) -> None:
    ticket = world.ticket(world.ana, at=now())
    code = {
        "nobody": lambda: "FARO-26-999999-9",
        "itself": lambda: ticket.code,
        "somebody else": lambda: world.ticket(world.diego, at=now()).code,
        "secret": lambda: world.ticket(world.ana, "bienestar", at=now()).code,
        "another unit": lambda: world.ticket(world.ana, "reclamo-pago", at=now()).code,
    }[case]()
    for ask in (client_of(world.bruno).get, client_of(world.bruno).post):
        assert words in ask(path(ticket, "merging/"), {"number": code}).content.decode()
    assert fresh(world, ticket).state == State.SUBMITTED


def test_the_wrong_service_is_looked_at_and_put_right(world: World, client_of: Any, statements: Any) -> None:
    ticket, bruno = world.ticket(world.ana, at=now(), evidence_statement=""), client_of(world.bruno)
    assert (
        "Pago que no aparece" in bruno.get(path(ticket, "reclassification/"), {"q": "pago"}).content.decode()
    )
    data = {"key": uuid4(), "service": "reclamo-pago", "unit": "", "reason": WHY}
    with statements(14):
        look = bruno.post(path(ticket, "reclassification/"), data).content.decode()
    for words in ("Tesoreria", "Para una beca del banco", "¿Cómo pagó?", "Que todo es verdad", WHY):
        assert words in look, words
    assert fresh(world, ticket).service.slug == "constancia"
    with statements(30):
        done = bruno.post(path(ticket, "reclassification/"), {**data, "sure": "1"})
    assert done["Location"].endswith("/desk/"), "it is not his any more"
    found = fresh(world, ticket)
    assert (found.service.slug, found.unit.slug, found.state) == (
        "reclamo-pago",
        "tesoreria",
        State.WAITING_STUDENT,
    )
    fabia = client_of(world.fabia)
    with statements(8):
        page = fabia.get(path(ticket, "")).content.decode()
    assert (
        "Falta todavía" in page
        and "¿Cómo pagó?" in page
        and WHY in page
        and "Para una beca del banco" in page
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"service": "no-existe", "reason": WHY}, "Elija uno de los servicios"),
        ({"service": "reclamo-pago", "reason": "no"}, "Escriba el motivo"),
        ({"service": "constancia", "reason": WHY}, "Ya está en este servicio"),
    ],
)
def test_a_wrong_choice_says_so_and_keeps_the_reason(
    world: World, client_of: Any, data: dict[str, str], words: str
) -> None:
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    for sure in ({}, {"sure": "1"}):
        page = bruno.post(
            path(ticket, "reclassification/"), {"key": uuid4(), **data, **sure}
        ).content.decode()
        assert words in page and data["reason"] in page


def test_the_other_open_request_is_named_to_who_may_see_it(world: World, client_of: Any) -> None:
    other = world.ticket(world.ana, "cambio-de-carrera", at=now())
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    data = {"key": uuid4(), "service": "cambio-de-carrera", "reason": WHY, "sure": "1"}
    assert other.code in bruno.post(path(ticket, "reclassification/"), data).content.decode()


def test_a_message_becomes_a_request_of_its_own(world: World, client_of: Any, statements: Any) -> None:
    ticket, bruno = world.ticket(world.ana, "cambio-de-carrera", at=now()), client_of(world.bruno)
    with acting_in(world.faro):
        said = Message.objects.get(ticket=ticket)
    page = bruno.get(path(ticket, "splitting/")).content.decode()
    assert "Quiero pasar de Derecho" in page
    data = {"key": uuid4(), "messages": said.pk, "service": "constancia"}
    with statements(30):
        done = bruno.post(path(ticket, "splitting/"), data)
    assert done.status_code == 302
    made = bruno.get(done["Location"].removeprefix("/faro")).content.decode()
    assert "Se separó de" in made and ticket.code in made
    assert "Se separó como" in bruno.get(path(ticket, "")).content.decode()
    none = bruno.post(path(ticket, "splitting/"), {"key": uuid4(), "service": "constancia"}).content.decode()
    assert "Elija al menos un mensaje" in none


def test_links_are_made_seen_and_removed(world: World, client_of: Any, statements: Any) -> None:
    parent, child = world.ticket(world.diego, at=now()), world.ticket(world.ana, at=now())
    bruno = client_of(world.bruno)
    with statements(20):
        assert bruno.post(path(parent, "links/"), {"number": child.code, "as": "child"}).status_code == 302
    page = bruno.get(path(parent, "links/")).content.decode()
    assert child.code in page and "Su parte" in page
    again = bruno.post(path(parent, "links/"), {"number": child.code, "as": "related"}).content.decode()
    assert "Ya están vinculadas" in again
    warned = bruno.post(path(parent, "closure/")).content.decode()
    assert child.code in warned and "Cerrarla de todos modos" in warned
    assert bruno.post(path(parent, "closure/"), {"sure": "1"}).status_code == 302
    assert fresh(world, parent).state == State.CLOSED
    removal = re.search(r'action="/faro(/desk/tickets/[^"]+/removal/)"', page)
    assert removal and bruno.post(removal[1]).status_code == 302
    assert child.code not in bruno.get(path(parent, "links/")).content.decode()


def test_no_panel_betrays_a_linked_confidential_request(world: World, client_of: Any) -> None:
    own, secret = world.ticket(world.ana, at=now()), world.ticket(world.ana, "bienestar", at=now())
    with acting_in(world.faro):
        world.gema._roles.append(
            type(world.gema.roles[0])(kind="agent", unit_id=own.unit_id, confidential=True)
        )
        link(ticket_id=own.pk, other_id=secret.pk, kind="related", agent=world.gema, at=now())
    for part in ("", "links/"):
        assert secret.code not in client_of(world.bruno).get(path(own, part)).content.decode()


def test_the_desk_takes_up_again_and_sees_who_asks_how_it_goes(
    world: World, client_of: Any, statements: Any
) -> None:
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    with acting_in(world.faro):
        attend.close(ticket_id=ticket.pk, agent=world.bruno, at=now())
    assert "Escriba por qué" in bruno.post(path(ticket, "reopening/"), {"key": uuid4()}).content.decode()
    with statements(20):
        done = bruno.post(path(ticket, "reopening/"), {"key": uuid4(), "reason": "Faltó el sello."})
    assert done.status_code == 302
    assert fresh(world, ticket).state == State.IN_PROGRESS
    late = world.ticket(world.ana, "cambio-de-carrera", at=now() - timedelta(days=30))
    with acting_in(world.faro):
        nudge(ticket_id=late.pk, requester=world.ana, at=now(), channel="portal")
    assert "El solicitante pregunta cómo va" in bruno.get(path(late, "")).content.decode()


def test_what_the_desk_did_under_either_number_stands_on_the_one_page(world: World, client_of: Any) -> None:
    keep, gone = world.ticket(world.ana, at=now()), world.ticket(world.ana, "cambio-de-carrera", at=now())
    with acting_in(world.faro):
        call: Any = {
            "way": "phone",
            "outcome": "no_answer",
            "note": "Suena y cuelga.",
            "key": uuid4(),
            "at": now(),
        }
        contact(ticket_id=gone.pk, agent=world.bruno, **call)
        made = refer.refer(
            ticket_id=gone.pk,
            agent=world.bruno,
            kind="outside",
            to=Addressee("Banco Faro", "phone", "555 0101"),
            text="Confirmen el pago.",
            key=uuid4(),
            at=now(),
        )
        merge(keep_id=keep.pk, merged_id=gone.pk, agent=world.bruno, at=now())
    bruno = client_of(world.bruno)
    page = bruno.get(path(keep, "")).content.decode()
    assert "Suena y cuelga." in page and "Banco Faro" in page
    bruno.post(path(keep, f"referral/{made.pk}/answer/"), {"body": "Pagado el lunes."})
    assert "Pagado el lunes." in bruno.get(path(keep, "")).content.decode()
