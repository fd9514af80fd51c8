"""One page for a call: who, what was asked, what was answered, closed at once (UDG-02, UDG-04, UDG-09)."""

from typing import Any
from uuid import uuid4

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.states import State

URL = "/desk/registration/"


def form(world: World, **given: Any) -> dict[str, Any]:
    data = {
        "person": world.ana.pk,
        "channel": "phone",
        "service": "cambio-de-carrera",
        "said": "Pregunta cómo cambiarse de carrera.",
        **given,
    }
    return {"key": uuid4(), **{f"reg-{name}": value for name, value in data.items()}}


def tickets(world: World) -> list[Ticket]:
    with acting_in(world.faro):
        return list(Ticket.objects.select_related("requester", "registered_by").order_by("pk"))


@pytest.mark.parametrize("query", ["", "?q=bati", "?q=E-ANA", "?q=nadie"])
def test_the_page_costs_eight_statements(world: World, client_of: Any, statements: Any, query: str) -> None:
    bruno = client_of(world.bruno)
    with statements(8):
        page = bruno.get(URL + query)
    assert page.status_code == 200
    assert ("Ana Batista" in page.content.decode()) is ("bati" in query or "ANA" in query)


def test_a_call_is_noted_and_closed_in_one_press(world: World, client_of: Any, statements: Any) -> None:
    bruno = client_of(world.bruno)
    data = form(world, answer="Se le explicó el trámite.", resolved="on")
    with statements(40):
        done = bruno.post(URL, data)
    assert done["Location"].endswith("/desk/registration/")
    (ticket,) = tickets(world)
    assert (ticket.state, ticket.requester_id, ticket.registered_by_id) == (
        State.CLOSED,
        world.ana.pk,
        world.bruno.pk,
    )
    assert ticket.code in bruno.get(URL).content.decode()
    page = client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()
    assert "Bruno Vega la registró en su nombre" in page and "Se le explicó el trámite." in page
    bruno.post(URL, data)
    assert len(tickets(world)) == 1


def test_somebody_new_is_registered_with_it(world: World, client_of: Any) -> None:
    bruno = client_of(world.bruno)
    data = form(
        world,
        person="new",
        given_names="Noé",
        surnames="Íñiguez",
        email="noe@correo.test",
        user_type="egresado",
        channel="in_person",
    )
    done = bruno.post(URL, data, follow=True).content.decode()
    (ticket,) = tickets(world)
    assert (ticket.requester.full_name, ticket.user_type, ticket.channel) == (
        "Noé Íñiguez",
        "egresado",
        "in_person",
    )
    assert ticket.code in done and "Noé Íñiguez" in done


def test_what_is_wrong_stands_beside_its_question_and_nothing_is_lost(world: World, client_of: Any) -> None:
    bruno = client_of(world.bruno)
    for given, words in (
        ({"said": " "}, "Escriba qué pidió"),
        ({"service": "no"}, "Elija el servicio"),
        ({"channel": "paloma"}, "Elija cómo llegó"),
        ({"person": "999999"}, "Diga quién es"),
        ({"person": "new"}, "Escriba los nombres"),
        ({"person": world.bruno.pk}, "Es usted"),
        ({"person": "new", "given_names": "Noé", "service": "beca"}, "no está abierto para esa persona"),
        ({"happened": "ayer"}, "Escriba día y hora"),
        ({"happened": "2030-01-01T10:00"}, "Ocurrió en los últimos 60 días"),
        ({"resolved": "on", "answer": ""}, "Escriba qué se respondió"),
        ({"resolved": "on", "service": "reclamo-pago"}, "La atiende otra unidad"),
    ):
        page = bruno.post(URL, form(world, **{"answer": "Le dije esto.", **given})).content.decode()
        assert words in page, words
        assert "Le dije esto." in page or not given.get("answer", True)
    assert tickets(world) == []
    with acting_in(world.faro):
        assert not Person.objects.filter(account=None).exists()


def test_the_questions_of_the_service_show_when_asked_for(world: World, client_of: Any) -> None:
    fabia = client_of(world.fabia)
    page = fabia.post(URL, {**form(world, service="reclamo-pago"), "show": "1"}).content.decode()
    assert "¿Cómo pagó?" in page and "Pregunta cómo cambiarse" in page and 'name="comprobante"' not in page
    done = fabia.post(URL, {**form(world, service="reclamo-pago"), "pago": "caja"})
    assert done.status_code == 302
    (ticket,) = tickets(world)
    assert ticket.answers["pago"] == "caja"
    assert "Falta algo" in client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()


def test_only_who_attends_somewhere_registers(world: World, client_of: Any) -> None:
    for person in (world.ana, world.hugo, world.julia, world.ines):
        assert client_of(person).get(URL).status_code == 404
        assert client_of(person).post(URL, form(world)).status_code == 404
    assert tickets(world) == []
