"""Who takes care of it: by name, by chooser, and the proof of a draw."""

from __future__ import annotations

from typing import Any

import pytest

from tests.tickets.test_placing import agent, away, limited
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.lib.clock import now
from ventanilla.people.models import Availability, Person, Role
from ventanilla.tickets.models import Ticket

DAY_AND_NIGHT = {day: ["00:00-24:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@pytest.fixture
def ticket(world: World) -> Ticket:
    return world.ticket(world.ana, at=now())


@pytest.fixture
def nadia(world: World, ticket: Ticket) -> Person:
    """A second agent; both work day and night, so that the tests may run on a Sunday."""
    with acting_in(world.faro):
        second = agent("Nadia")
        for person in (world.bruno, second):
            limited(person, ticket, hours=DAY_AND_NIGHT)
    return second


def page(visitor: Any, ticket: Ticket, rest: str = "assignment/") -> str:
    return str(visitor.get(f"/desk/tickets/{ticket.code}/{rest}").content.decode())


def posted(visitor: Any, ticket: Ticket, **data: Any) -> Any:
    return visitor.post(f"/desk/tickets/{ticket.code}/assignment/", data)


def holder(world: World, ticket: Ticket) -> int | None:
    with acting_in(world.faro):
        found: int | None = Ticket.objects.get(pk=ticket.pk).assignee_id
        return found


def test_the_director_sees_who_can_be_chosen_and_why_others_cannot(
    world: World, ticket: Ticket, nadia: Person, client_of: Any, statements: Any
) -> None:
    with acting_in(world.faro):
        away(nadia, world.carla, since=now())
        Availability.objects.filter(person=world.bruno).update(capacity=7)
    carla = client_of(world.carla)
    with statements(8):
        shown = page(carla, ticket)
    assert "Ahora se puede elegir a 1 persona" in shown
    assert "0 abiertas de 7" in shown
    assert "tiene una ausencia" in shown
    assert "no es agente de la unidad" in shown
    assert "Las reparte la dirección" in shown


def test_a_draw_from_the_page_is_proven_on_the_page(
    world: World, ticket: Ticket, nadia: Person, client_of: Any, statements: Any
) -> None:
    carla = client_of(world.carla)
    with statements(33):  # the first of the unit: four events of evidence, each chained and each with its job
        answer = posted(carla, ticket, chooser="random")
    assert answer.url.endswith(f"/desk/tickets/{ticket.code}/draws/")
    assert holder(world, ticket) in {world.bruno.pk, nadia.pk}
    with statements(8):
        shown = page(carla, ticket, "draws/")
    assert "Hecho de nuevo en este momento, da lo mismo" in shown
    assert "no es agente de la unidad" in shown
    assert "See its" not in page(carla, ticket)
    assert "Ver su sorteo" in page(carla, ticket)


@pytest.mark.parametrize("chooser", ["round_robin", "least_loaded"])
def test_by_turn_and_by_load(
    world: World, ticket: Ticket, nadia: Person, client_of: Any, chooser: str
) -> None:
    assert posted(client_of(world.carla), ticket, chooser=chooser).status_code == 302
    assert holder(world, ticket) in {world.bruno.pk, nadia.pk}


def test_where_nobody_can_be_chosen_the_page_says_so(
    world: World, ticket: Ticket, nadia: Person, client_of: Any
) -> None:
    with acting_in(world.faro):
        for person in (world.bruno, nadia):
            away(person, world.carla, since=now())
    carla = client_of(world.carla)
    answer = posted(carla, ticket, chooser="random")
    assert answer.url.endswith("/assignment/")
    shown = page(carla, ticket)
    assert "No se eligió a nadie" in shown
    assert 'value="random"' not in shown
    assert holder(world, ticket) is None


def test_by_name_stays_possible_where_no_chooser_would(
    world: World, ticket: Ticket, nadia: Person, client_of: Any
) -> None:
    with acting_in(world.faro):
        away(nadia, world.carla, since=now())
    posted(client_of(world.carla), ticket, person=nadia.pk)
    assert holder(world, ticket) == nadia.pk


def test_excepted_services_offer_no_chooser(world: World, nadia: Person, client_of: Any) -> None:
    ticket = world.ticket(world.ana, "cambio-de-ies", at=now())
    carla = client_of(world.carla)
    shown = page(carla, ticket)
    assert "la dirección las asigna por nombre" in shown
    assert 'value="random"' not in shown
    posted(carla, ticket, chooser="random")
    assert holder(world, ticket) is None
    assert "las reparte la dirección por nombre" in page(carla, ticket)


def test_an_agent_passes_on_by_name_and_finds_no_chooser(
    world: World, ticket: Ticket, nadia: Person, client_of: Any
) -> None:
    bruno = client_of(world.bruno)
    assert 'name="chooser"' not in page(bruno, ticket)
    assert posted(bruno, ticket, chooser="random").status_code == 404
    assert posted(bruno, ticket, person=nadia.pk).status_code == 302
    assert holder(world, ticket) == nadia.pk


@pytest.mark.parametrize("chooser", ["by_hand", "nonsense", "x" * 5000])
def test_an_unknown_chooser_is_not_there(world: World, ticket: Ticket, client_of: Any, chooser: str) -> None:
    assert posted(client_of(world.carla), ticket, chooser=chooser).status_code == 404


@pytest.mark.parametrize("who", ["ana", "diego", "fabia"])
def test_strangers_find_neither_page(world: World, ticket: Ticket, client_of: Any, who: str) -> None:
    visitor = client_of(getattr(world, who))
    for rest in ("assignment/", "draws/"):
        assert visitor.get(f"/desk/tickets/{ticket.code}/{rest}").status_code == 404


@pytest.fixture
def excepted(world: World, nadia: Person) -> Ticket:
    return world.ticket(world.ana, "cambio-de-ies", at=now())


def test_an_agent_is_offered_nothing_of_what_the_director_hands_out(
    world: World, excepted: Ticket, client_of: Any, statements: Any
) -> None:
    bruno = client_of(world.bruno)
    with statements(8):
        queue = bruno.get("/desk/?view=unassigned").content.decode()
    assert excepted.title in queue
    assert "la asigna la dirección" in queue
    assert f"/tickets/{excepted.code}/taking/" not in queue
    shown = page(bruno, excepted, "")
    for refused in ("taking/", "assignment/", "steps/", "referral/", 'messages/"'):
        assert f"/tickets/{excepted.code}/{refused}" not in shown
    assert "responde quien la reciba" in shown
    assert 'name="person"' not in page(bruno, excepted)
    carla = page(client_of(world.carla), excepted, "")
    assert f"/tickets/{excepted.code}/taking/" in carla
    assert f"/tickets/{excepted.code}/assignment/" in carla


@pytest.mark.parametrize(
    ("rest", "data"),
    [
        ("taking/", {}),
        ("assignment/", {"person": "nadia"}),
        ("assignment/", {"person": "bruno"}),
        ("messages/", {"kind": "answer", "body": "Le respondo."}),
        (
            "referral/",
            {"kind": "advice", "name": "Rectoría", "channel": "phone", "address": "5", "body": "Ahí."},
        ),
    ],
)
def test_what_an_agent_does_to_have_it_is_refused_in_words(
    world: World, excepted: Ticket, nadia: Person, client_of: Any, rest: str, data: dict[str, str]
) -> None:
    bruno = client_of(world.bruno)
    people = {"nadia": nadia, "bruno": world.bruno}
    sent = {**data, **({"person": people[data["person"]].pk} if "person" in data else {})}
    answer = bruno.post(f"/desk/tickets/{excepted.code}/{rest}", sent)
    said = answer.content.decode() if answer.status_code == 200 else page(bruno, excepted, "")
    assert "las reparte la dirección" in said
    assert "Le respondo." in said or "body" not in data or rest != "messages/", (
        "what was written is still there"
    )
    assert holder(world, excepted) is None


def test_whom_the_director_gave_it_answers_it_and_passes_it_on_to_nobody(
    world: World, excepted: Ticket, nadia: Person, client_of: Any
) -> None:
    posted(client_of(world.carla), excepted, person=world.bruno.pk)
    bruno = client_of(world.bruno)
    shown = page(bruno, excepted, "")
    assert f"/tickets/{excepted.code}/messages/" in shown
    assert f"/tickets/{excepted.code}/assignment/" not in shown
    bruno.post(f"/desk/tickets/{excepted.code}/messages/", {"kind": "answer", "body": "Procede."})
    assert "Procede." in page(bruno, excepted, "")
    posted(bruno, excepted, person=nadia.pk)
    bruno.post(f"/desk/tickets/{excepted.code}/taking/")
    assert holder(world, excepted) == world.bruno.pk


def test_where_no_director_may_hand_it_out_whoever_may_attend_it_takes_it(
    world: World, excepted: Ticket, client_of: Any
) -> None:
    with acting_in(world.faro):
        Role.objects.filter(person=world.carla).delete()
    client_of(world.bruno).post(f"/desk/tickets/{excepted.code}/taking/")
    assert holder(world, excepted) == world.bruno.pk


def test_many_at_once_leave_out_what_the_director_hands_out(
    world: World, excepted: Ticket, ticket: Ticket, client_of: Any
) -> None:
    bruno = client_of(world.bruno)
    answer = bruno.post("/desk/bulk/", {"deed": "take", "ticket": [excepted.code, ticket.code]})
    said = answer.content.decode()
    assert "Las solicitudes de este servicio las reparte la dirección." in said


def test_the_director_is_told_of_what_waits_for_him(
    world: World, excepted: Ticket, work: Any, catcher: Any
) -> None:
    work()
    (letter,) = catcher.messages(to="carla@faro.test")
    assert "Una solicitud espera que usted la asigne" in letter.subject
    assert excepted.code in letter.text
    assert not catcher.messages(to="bruno@faro.test")
