"""Joined, split, passed on, taken up again: the requester reads it, with number, reason and date."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.notify.conftest import Mails
from tests.notify.test_wording import addressed
from tests.tickets.promises import promise, term
from tests.world import MONDAY, World
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.merge import merge
from ventanilla.tickets.actions.nudge import nudge
from ventanilla.tickets.actions.reclassify import Change, reclassify
from ventanilla.tickets.actions.register import Contact, register
from ventanilla.tickets.actions.reopen import reopen, reopen_own
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.actions.split import Part, split
from ventanilla.tickets.models import Message, Ticket

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WHY = "Esto lo revisa Tesorería."


@pytest.mark.requirement("UME-08", "merge told to both")
@pytest.mark.parametrize(("address", "yours"), [("usted", "suyas"), ("tu", "tuyas")])
def test_of_two_that_became_one_one_mail_tells_number_and_date(
    acting: World, mails: Mails, address: str, yours: str
) -> None:
    addressed(acting, address)
    keep, gone = acting.ticket(acting.ana), acting.ticket(acting.ana, at=MONDAY + HOUR)
    attend.take(ticket_id=gone.pk, agent=acting.carla, at=MONDAY + HOUR)
    merge(keep_id=keep.pk, merged_id=gone.pk, agent=acting.bruno, at=MONDAY + 2 * HOUR)
    [letter] = mails(acting.ana, subject="son ahora una")
    assert letter.subject == f"[{keep.code}] Dos solicitudes {yours} son ahora una sola"
    assert gone.code in letter.text and "A más tardar: martes 10 de marzo" in letter.text
    assert f"/tickets/{keep.code}/" in letter.text
    [told] = mails(acting.carla, subject="Se unió a otra")
    assert gone.code in told.text


def test_of_what_is_confidential_only_the_numbers_are_told(acting: World, mails: Mails) -> None:
    keep, gone = (acting.ticket(acting.ana, "bienestar", at=MONDAY + n * HOUR) for n in range(2))
    merge(keep_id=keep.pk, merged_id=gone.pk, agent=acting.gema, at=MONDAY + 2 * HOUR)
    [letter] = mails(acting.ana, subject="son ahora una")
    assert "acoso" not in letter.text and keep.code in letter.text


def test_what_was_split_off_is_told_once(acting: World, mails: Mails) -> None:
    ticket = acting.ticket(acting.ana)
    reply(
        ticket_id=ticket.pk,
        requester=acting.ana,
        body="Y otra cosa.",
        documents=[],
        at=MONDAY + HOUR,
        channel="portal",
    )
    part = Part(acting.version("cambio-de-carrera"), [Message.objects.get(body="Y otra cosa.").pk], uuid4())
    made = split(ticket_id=ticket.pk, agent=acting.bruno, institution=acting.faro, part=part, at=MONDAY + DAY)
    [letter] = mails(acting.ana, subject="por separado")
    assert made.code in letter.text and ticket.code in letter.text and f"/tickets/{made.code}/" in letter.text
    assert len(mails(acting.ana, subject=made.code)) == 0, "no confirmation beside it"


def passed_on(world: World, service: str, agent: Any, to: str) -> Ticket:
    change = Change(world.version(to), None, WHY)
    ticket = world.ticket(world.ana, service, evidence_statement="")
    return reclassify(ticket_id=ticket.pk, agent=agent, institution=world.faro, wish=change, at=MONDAY + HOUR)


def test_what_was_passed_on_tells_why_and_both_dates_and_what_is_missing(acting: World, mails: Mails) -> None:
    term("largo", "business_days", 12)
    promise("reclamo-pago", resolution="largo")
    ticket = passed_on(acting, "constancia", acting.bruno, "reclamo-pago")
    [letter] = mails(acting.ana, subject="a quien corresponde")
    assert WHY in letter.text and "Antes: Constancia de estudios" in letter.text
    assert (
        "Respuesta: miércoles 25 de marzo de 2026, 17:00 (antes: lunes 16 de marzo de 2026, 17:00)"
        in letter.text
    )
    assert f"/tickets/{ticket.code}/completion/" in letter.text and "Faltan datos" in letter.text


def test_what_was_confidential_is_not_named_afterwards(acting: World, mails: Mails) -> None:
    change = Change(acting.version("constancia"), None, WHY)
    ticket = acting.ticket(acting.ana, "bienestar")
    acting.gema._roles[0].kind = "director"
    reclassify(ticket_id=ticket.pk, agent=acting.gema, institution=acting.faro, wish=change, at=MONDAY + HOUR)
    [letter] = mails(acting.ana, subject="a quien corresponde")
    assert "acoso" not in letter.text.replace(ticket.title, "")


def test_who_takes_it_up_tells_the_other(acting: World, mails: Mails) -> None:
    ticket = acting.ticket(acting.ana)
    attend.answer(ticket_id=ticket.pk, agent=acting.bruno, body="Sí.", documents=[], at=MONDAY + HOUR)
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY + 2 * HOUR)
    reopen_own(
        ticket_id=ticket.pk,
        requester=acting.ana,
        reason="No era eso.",
        documents=[],
        at=MONDAY + DAY,
        channel="portal",
    )
    [letter] = mails(acting.bruno, subject="retomó")
    assert ticket.code in letter.text
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY + 2 * DAY)
    reopen(ticket_id=ticket.pk, agent=acting.bruno, reason=WHY, at=MONDAY + 3 * DAY)
    [letter] = mails(acting.ana, subject="Retomamos su solicitud")
    assert WHY in letter.text


def test_a_thank_you_bothers_nobody(acting: World, mails: Mails) -> None:
    ticket = acting.ticket(acting.ana)
    attend.answer(ticket_id=ticket.pk, agent=acting.bruno, body="Sí.", documents=[], at=MONDAY + HOUR)
    for words in ("Muchas gracias", "Gracias, pero falta el sello"):
        reply(
            ticket_id=ticket.pk,
            requester=acting.ana,
            body=words,
            documents=[],
            at=MONDAY + DAY,
            channel="portal",
        )
    assert len(mails(acting.bruno, subject="escribió")) == 1


def test_whoever_waits_too_long_is_heard_by_who_attends_and_who_directs(acting: World, mails: Mails) -> None:
    ticket = acting.ticket(acting.ana)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=MONDAY)
    nudge(ticket_id=ticket.pk, requester=acting.ana, at=MONDAY + 20 * DAY, channel="portal")
    for person in (acting.bruno, acting.carla):
        assert len(mails(person, subject="pregunta cómo va")) == 1


def contact(world: World, **more: Any) -> Ticket:
    noted = Contact(world.version("reclamo-pago"), uuid4(), "phone", "La cuota sigue pendiente.", **more)
    return register(
        institution=world.faro,
        agent=world.fabia,
        requester=world.ana,
        contact=noted,
        at=MONDAY,
        language="es",
    )


def test_what_was_noted_by_telephone_says_by_whom_and_what_is_missing(acting: World, mails: Mails) -> None:
    ticket = contact(acting)
    [letter] = mails(acting.ana)
    assert "Registró: Fabia Mora" in letter.text and "Agregar lo que falta" in letter.text
    assert f"/tickets/{ticket.code}/completion/" in letter.text


def test_what_was_answered_in_one_contact_is_one_mail_with_the_answer(acting: World, mails: Mails) -> None:
    ticket = contact(acting, answer="Se aplicó hoy mismo.", resolved=True)
    [letter] = mails(acting.ana, subject="Lo que atendimos")
    assert (
        letter.subject == f"[{ticket.code}] Lo que atendimos con usted"
        and "Se aplicó hoy mismo." in letter.text
    )
    assert not mails(acting.ana, subject="Recibimos")
