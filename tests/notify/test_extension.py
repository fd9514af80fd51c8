"""Extensions and corrections by mail: the reason, the old date, the new one, and why (UME-07, MEN-08, UNE-09)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.notify.conftest import Mails
from tests.notify.test_wording import addressed, speaks
from tests.tickets.promised import REASON, SERVICE, clock, wish, with_term
from tests.tickets.promises import promise, term
from tests.world import MONDAY, World
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.decide import decide
from ventanilla.tickets.actions.extend import extend
from ventanilla.tickets.models import Extension, Ticket

LATER = MONDAY + timedelta(hours=1)
ASKED: dict[str, Any] = {"extension": "once", "approval": "director"}


@pytest.mark.requirement("UME-07", "the student is told by mail")
@pytest.mark.requirement("MEN-08", "extension with notice")
@pytest.mark.parametrize(("address", "whose"), [("usted", "su solicitud"), ("tu", "tu solicitud")])
def test_the_requester_reads_the_reason_the_new_date_and_the_old_one(
    acting: World, mails: Mails, address: str, whose: str
) -> None:
    addressed(acting, address)
    ticket = with_term(acting, 5, extension="up_to_double", source="Ley 1755 de 2015, art. 14")
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(3), at=LATER)
    [letter] = mails(acting.ana, subject="más tiempo")
    assert letter.subject == f"[{ticket.code}] Necesitamos más tiempo para {whose}"
    assert REASON in letter.text and REASON in letter.html
    assert "Respuesta: jueves 19 de marzo de 2026, 17:00" in letter.text
    assert "Antes: lunes 16 de marzo de 2026, 17:00" in letter.text
    assert (
        "El plazo es de 5 días hábiles" in letter.text
        and "Se prorrogó por 3 días hábiles el lunes 9 de marzo." in letter.text
    )
    assert not mails(acting.bruno, subject="prórroga")


def test_in_english_too(acting: World, mails: Mails) -> None:
    speaks(acting.ana, language="en")
    ticket = with_term(acting, 5, extension="once")
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1), at=LATER)
    [letter] = mails(acting.ana, subject="more time")
    assert "Before: Monday 16 March 2026, 17:00" in letter.text
    assert "It was extended by 1 working day on Monday 9 March." in letter.text


def asked(acting: World) -> tuple[Ticket, Extension]:
    ticket = with_term(acting, 5, **ASKED)
    return ticket, extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(3), at=LATER)


def test_the_director_is_asked_and_who_asked_learns_what_was_decided(acting: World, mails: Mails) -> None:
    ticket, made = asked(acting)
    [letter] = mails(acting.carla)
    assert "Bruno Vega pide una prórroga" in letter.text and REASON in letter.text
    assert f"http://desk.faro.test/desk/tickets/{ticket.code}/extension/?clock=resolution" in letter.text
    assert not mails(acting.bruno) and not mails(acting.ana, subject="más tiempo")
    decide(ticket_id=ticket.pk, extension_id=made.pk, director=acting.carla, grant=True, words="", at=LATER)
    [told] = mails(acting.bruno)
    assert told.subject == f"[{ticket.code}] La prórroga se concedió"
    assert "Carla Solís decidió" in told.text and "Nueva fecha: jueves 19 de marzo" in told.text
    assert len(mails(acting.ana, subject="más tiempo")) == 1


def test_a_refusal_reaches_who_asked_and_nobody_else(acting: World, mails: Mails) -> None:
    ticket, made = asked(acting)
    words = "El expediente ya está completo."
    decide(
        ticket_id=ticket.pk, extension_id=made.pk, director=acting.carla, grant=False, words=words, at=LATER
    )
    [letter] = mails(acting.bruno)
    assert words in letter.text and "Sigue venciendo: lunes 16 de marzo" in letter.text
    assert len(mails(acting.ana)) == 1  # her confirmation
    assert not [mail for mail in mails(acting.carla) if words in mail.text]


def test_a_mail_to_the_director_that_waited_until_it_was_decided_is_not_sent(
    acting: World, mails: Mails
) -> None:
    ticket, made = asked(acting)
    decide(ticket_id=ticket.pk, extension_id=made.pk, director=acting.carla, grant=True, words="", at=LATER)
    assert not mails(acting.carla)


@pytest.mark.requirement("UNE-09", "the student is told what to correct and until when")
def test_the_requester_reads_what_to_correct_until_when_and_why_then(acting: World, mails: Mails) -> None:
    ticket = returned(acting)
    [letter] = mails(acting.ana, subject="Corrija")
    assert "La cédula no se lee." in letter.text
    assert "Corríjala a más tardar: jueves 12 de marzo de 2026, 17:00" in letter.text
    assert "Se devolvió para corregir el" in letter.text
    assert "El plazo es de 3 días hábiles, contados desde el día siguiente." in letter.text
    assert f"http://desk.faro.test/tickets/{ticket.code}/" in letter.text
    assert clock(ticket, "correction").due_at.isoformat().startswith("2026-03-12")


def test_of_a_confidential_request_the_mail_says_only_the_date(acting: World, mails: Mails) -> None:
    term("corregir", "business_days", 3, expiry="close")
    promise("bienestar", correction="corregir")
    ticket = acting.ticket(acting.ana, "bienestar")
    attend.return_for_correction(
        ticket_id=ticket.pk, agent=acting.gema, body="Falta el informe.", documents=[], at=LATER
    )
    [letter] = mails(acting.ana, subject="Corrija")
    for secret in ("Falta el informe", "acoso", "Bienestar y acoso", ticket.title):
        assert secret not in letter.text + letter.html
    assert "jueves 12 de marzo de 2026, 17:00" in letter.text
    term("respuesta", "business_days", 5, extension="once")
    other = acting.ticket(acting.diego, "bienestar")
    extend(ticket_id=other.pk, agent=acting.gema, wish=wish(1), at=LATER)
    [news] = mails(acting.diego, subject="Hay novedades")
    assert REASON not in news.text


def returned(acting: World, **rules: Any) -> Ticket:
    term("corregir", "business_days", 3, expiry="close")
    promise(SERVICE, correction="corregir")
    ticket = with_term(acting, 5, pauses=["requester"], **rules)
    attend.return_for_correction(
        ticket_id=ticket.pk, agent=acting.bruno, body="La cédula no se lee.", documents=[], at=LATER
    )
    return ticket


@pytest.mark.parametrize(("pauses", "stands"), [(["requester"], True), ([], False)])
def test_that_the_desks_time_stands_still_is_said_only_where_it_does(
    acting: World, mails: Mails, pauses: list[str], stands: bool
) -> None:
    term("corregir", "business_days", 3, expiry="close")
    promise(SERVICE, correction="corregir")
    ticket = with_term(acting, 5, pauses=pauses)
    attend.return_for_correction(
        ticket_id=ticket.pk, agent=acting.bruno, body="La cédula no se lee.", documents=[], at=LATER
    )
    [letter] = mails(acting.ana, subject="Corrija")
    assert ("Mientras tanto, nuestro p" in letter.text) == stands
