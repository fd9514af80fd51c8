"""What somebody asked by telephone is registered on his behalf, and closed with it if it is resolved (UDG-09)."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.world import MONDAY, World
from ventanilla.journal.models import Event
from ventanilla.people.actions.introduce import Newcomer, NotIntroduced, introduce
from ventanilla.people.queries import who
from ventanilla.tickets import lacking, queries
from ventanilla.tickets.actions.message import NothingSaid
from ventanilla.tickets.actions.register import Contact, NotYours, OwnRequest, register
from ventanilla.tickets.intake import Incomplete, NotOpenToYou
from ventanilla.tickets.models import Breach, Ticket
from ventanilla.tickets.states import State

HOUR = timedelta(hours=1)


def note(world: World, service: str = "cambio-de-carrera", **more: Any) -> Ticket:
    agent, requester = more.pop("agent", world.bruno), more.pop("requester", world.ana)
    at = more.pop("at", MONDAY)
    contact = Contact(
        version=world.version(service),
        key=more.pop("key", uuid4()),
        channel=more.pop("channel", "phone"),
        said=more.pop("said", "Llama para cambiarse a Enfermería."),
        **more,
    )
    return register(
        institution=world.faro, agent=agent, requester=requester, contact=contact, at=at, language="es"
    )


def test_registered_by_is_not_the_requester(acting: World) -> None:
    ticket = note(acting)
    assert (ticket.requester_id, ticket.registered_by_id) == (acting.ana.pk, acting.bruno.pk)
    assert (ticket.channel, ticket.state) == ("phone", State.SUBMITTED)
    assert ticket.answers == {"detalle": "Llama para cambiarse a Enfermería."}
    event = Event.objects.get(kind="ticket.submitted")
    assert (event.actor_id, event.channel) == (acting.bruno.pk, "phone")


def test_what_was_resolved_in_the_contact_is_closed_with_it_and_is_not_late(acting: World) -> None:
    at = MONDAY + timedelta(days=20)
    ticket = note(acting, answer="Se le explicó cómo hacerlo.", resolved=True, happened_at=MONDAY, at=at)
    assert (ticket.state, ticket.closed_at, ticket.assignee_id) == (State.CLOSED, MONDAY, acting.bruno.pk)
    assert all(row.met_at == MONDAY for row in queries.deadlines(ticket))
    assert not Breach.objects.exists()
    assert [m.body for m in queries.conversation(ticket)][-1] == "Se le explicó cómo hacerlo."
    kinds = list(Event.objects.order_by("n").values_list("kind", flat=True))
    assert kinds == ["ticket.submitted", "ticket.answered", "ticket.closed"]
    assert ticket.only_open_key is None


def test_what_happened_earlier_counts_from_then(acting: World) -> None:
    ticket = note(acting, happened_at=MONDAY, at=MONDAY + 5 * HOUR)
    assert {row.start_at for row in queries.deadlines(ticket)} == {MONDAY}
    for when in (MONDAY + HOUR, MONDAY - timedelta(days=90)):
        with pytest.raises(Incomplete) as wrong:
            note(acting, requester=acting.diego, happened_at=when)
        assert set(wrong.value.errors) == {"happened"}


def test_what_the_form_lacks_is_given_later_and_evidence_too(acting: World) -> None:
    ticket = note(acting, "reclamo-pago", agent=acting.fabia, answers={"pago": "banco"})
    assert ticket.state == State.SUBMITTED
    assert lacking.of_ticket(ticket, {}).names == ["monto", "comprobante", "evidence_statement", "declared"]
    with pytest.raises(Incomplete) as wrong:
        note(acting, "reclamo-pago", agent=acting.fabia, answers={"pago": "otra", "monto": "x"})
    assert set(wrong.value.errors) == {"pago", "monto"}


def test_the_same_form_twice_registers_once(acting: World) -> None:
    key = uuid4()
    given: dict[str, Any] = {"key": key, "answer": "Ya.", "resolved": True}
    first = note(acting, **given)
    assert note(acting, **given, at=MONDAY + HOUR).pk == first.pk
    assert Event.objects.filter(kind="ticket.closed").count() == 1


def test_an_agent_registers_nothing_for_himself_nor_closes_what_another_unit_attends(acting: World) -> None:
    with pytest.raises(OwnRequest):
        note(acting, requester=acting.bruno)
    with pytest.raises(NotYours):
        note(acting, "reclamo-pago", answer="Ya.", resolved=True)
    with pytest.raises(NothingSaid):
        note(acting, said="  ")
    with pytest.raises(NotOpenToYou):
        note(acting, "beca", requester=acting.julia)
    assert not Ticket.objects.exists()
    assert note(acting, "reclamo-pago").unit.slug == "tesoreria"


def test_what_was_answered_and_is_not_resolved_stays_as_a_note(acting: World) -> None:
    ticket = note(acting, answer="Quedamos en llamarla el lunes.")
    assert ticket.state == State.SUBMITTED
    assert Event.objects.filter(kind="ticket.noted").exists()


def test_somebody_new_is_introduced_with_a_user_type(acting: World) -> None:
    person = introduce(
        who=Newcomer("Noé", "Íñiguez", "noe@correo.test", "555-1234", "egresado"), by=acting.bruno, at=MONDAY
    )
    assert (person.account_id, person.types) == (None, ["egresado"])
    ticket = note(acting, requester=person)
    assert ticket.user_type == "egresado"
    with pytest.raises(NotIntroduced) as again:
        introduce(who=Newcomer("Otro", email="NOE@correo.test"), by=acting.bruno, at=MONDAY)
    assert set(again.value.errors) == {"email"}
    with pytest.raises(NotIntroduced) as wrong:
        introduce(who=Newcomer("", email="no", user_type="rey"), by=acting.bruno, at=MONDAY)
    assert set(wrong.value.errors) == {"given_names", "email", "user_type"}


def test_people_are_found_by_the_beginning_of_what_they_are_known_by(acting: World) -> None:
    person = introduce(who=Newcomer("Noé", "Íñiguez", "noe@correo.test"), by=acting.bruno, at=MONDAY)
    for words in ("noe", "NOÉ í", "iñi", "iniguez n", "noe@cor"):
        assert who(words) == [person], words
    assert [one.given_names for one in who("e-ana")] == ["Ana"]
    assert who("") == [] and who("zzz") == [] and who("oé") == []
