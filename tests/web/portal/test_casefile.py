"""The whole case as a PDF, for an appeal."""

from datetime import timedelta
from hashlib import sha256
from time import perf_counter
from typing import Any
from uuid import uuid4

from tests.lib.pdftext import is_tagged, text_of
from tests.tickets.promises import term
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import attend, refer
from ventanilla.tickets.actions import step as steps
from ventanilla.tickets.actions.contact import contact
from ventanilla.tickets.actions.merge import merge
from ventanilla.tickets.actions.referral import Addressee
from ventanilla.tickets.involving import Wish
from ventanilla.tickets.models import Message, Ticket

EVIL = '#eval("1+1") *x* $y$ 😀'


def case(world: World) -> Ticket:
    at = now()
    ticket = world.ticket(world.ana, at=at - timedelta(hours=1), answers={"motivo": EVIL, "idioma": "es"})
    with acting_in(world.faro):
        attend.note(ticket_id=ticket.pk, agent=world.bruno, body="Llamar al banco.", at=at)
        attend.answer(
            ticket_id=ticket.pk, agent=world.bruno, body="Aquí está\nsu constancia.", documents=[], at=at
        )
    return ticket


def flat(file: bytes) -> str:
    return " ".join(text_of(file).split())


def test_the_requester_gets_his_own_without_what_is_the_desks(
    world: World, client_of: Any, statements: Any
) -> None:
    ticket, ana = case(world), client_of(world.ana)
    assert "Todo el caso en PDF" in ana.get(f"/tickets/{ticket.code}/").content.decode()
    with statements(16):
        answer = ana.post(f"/tickets/{ticket.code}/case/")
    assert answer["Content-Type"] == "application/pdf" and is_tagged(answer.content)
    told = flat(answer.content)
    for words in (
        ticket.code,
        "Ana Batista",
        "su constancia.",
        "Primer contacto",
        "días hábiles",
        "Se envió la respuesta",
    ):
        assert words in told, words
    assert '#eval("1+1") *x* $y$ [grinning face]' in told
    assert "Llamar al banco" not in told and "Nota interna" not in told
    with acting_in(world.faro):
        event = Event.objects.get(kind="ticket.exported")
        assert event.data["document"] == sha256(answer.content).hexdigest()
        assert event.data["head"] in told.replace(" ", "")
    assert client_of(world.diego).post(f"/tickets/{ticket.code}/case/").status_code == 404


def test_the_desks_copy_has_the_notes_if_asked_for(world: World, client_of: Any, statements: Any) -> None:
    ticket, bruno = case(world), client_of(world.bruno)
    path = f"/desk/tickets/{ticket.code}/case/"
    with statements(8):
        assert bruno.get(path).status_code == 200
    assert "Llamar al banco." not in flat(bruno.post(path).content)
    with statements(18):
        answer = bruno.post(path, {"notes": "1"})
    assert "Llamar al banco." in flat(answer.content)
    for person in (world.fabia, world.hugo, world.ana):
        assert client_of(person).post(path).status_code == 404


def test_of_a_confidential_one_the_reading_is_recorded(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, "bienestar", at=now())
    assert client_of(world.gema).post(f"/desk/tickets/{ticket.code}/case/").status_code == 200
    with acting_in(world.faro):
        assert Event.objects.filter(kind="ticket.read", subject_id=ticket.pk).exists()


def test_in_english_and_of_a_thousand_messages_at_once(world: World, client_of: Any) -> None:
    ticket, at = case(world), now()
    with acting_in(world.faro):
        Message.objects.bulk_create(
            Message(
                ticket=ticket,
                kind=Message.Kind.REPLY,
                author=world.ana,
                by_requester=True,
                body=f"Mensaje {n}. " + "Una frase que dice algo. " * 12,
                salt=b"0" * 16,
                channel="portal",
                created_at=at,
            )
            for n in range(1100)
        )
    ana, begun = client_of(world.ana, **{"accept-language": "en"}), perf_counter()
    told = flat(ana.post(f"/tickets/{ticket.code}/case/").content)
    assert perf_counter() - begun < 20
    assert "File of the case" in told or "The case" in told
    assert "Only the first 1000 messages are shown here." in told or "1,000" in told


def beyond_the_unit(world: World) -> Ticket:
    """A step that was done, a referral with its answer, an advice, an attempt; part of it under a merged number."""
    at = now()
    part, ticket = (world.ticket(world.ana, at=at - timedelta(hours=hours)) for hours in (2, 1))
    with acting_in(world.faro):
        term("paso", "business_days", 2)
        (step,) = steps.ask(
            ticket_id=part.pk,
            agent=world.bruno,
            wishes=[Wish("tesoreria", "opinion", "paso", "¿Debe algo la alumna?")],
            key=uuid4(),
            at=at,
        )
        steps.answer(
            step_id=step.pk, person=world.fabia, verdict="given", body="No debe nada.", documents=[], at=at
        )
        for kind, name, text in (
            ("outside", "Banco Faro", "Confirmen el pago."),
            ("advice", "Embajada", "Vaya allá."),
        ):
            made = refer.refer(
                ticket_id=ticket.pk,
                agent=world.bruno,
                kind=kind,
                to=Addressee(name, "phone", "555 0101"),
                text=text,
                key=uuid4(),
                at=at,
            )
            if kind == "outside":
                refer.note_answer(referral_id=made.pk, agent=world.bruno, body="Pagado el lunes.", at=at)
        contact(
            ticket_id=part.pk,
            agent=world.bruno,
            way="phone",
            outcome="no_answer",
            note="Suena y cuelga.",
            key=uuid4(),
            at=at,
        )
        merge(keep_id=ticket.pk, merged_id=part.pk, agent=world.bruno, at=at)
    return ticket


def test_it_holds_what_other_units_did_where_it_went_and_how_one_tried(world: World, client_of: Any) -> None:
    ticket = beyond_the_unit(world)
    own = flat(client_of(world.ana).post(f"/tickets/{ticket.code}/case/").content)
    path = f"/desk/tickets/{ticket.code}/case/"
    to_hand_out = flat(client_of(world.bruno).post(path).content)
    whole = flat(client_of(world.bruno).post(path, {"notes": "1"}).content)
    known = ("Opinión · Tesoreria · Hecho", "Banco Faro", "Embajada", "Vaya allá.", "Teléfono · No contestó")
    desks = (
        "¿Debe algo la alumna?",
        "No debe nada.",
        "Confirmen el pago.",
        "Pagado el lunes.",
        "Suena y cuelga.",
    )
    for words in known:
        assert words in own and words in to_hand_out and words in whole, words
    for words in desks:
        assert words in whole, words
        assert words not in own and words not in to_hand_out, words
