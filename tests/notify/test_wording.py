"""What the letters say, to whom it says it, and what they never say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.notify.conftest import Mails, header
from tests.world import MONDAY, World
from ventanilla.institutions.models import Institution, Section
from ventanilla.lib.clock import now
from ventanilla.notify.table import LETTERS, NOTICES
from ventanilla.people.actions.request import request_password, request_registration
from ventanilla.people.codes import code_of
from ventanilla.people.models import Person
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import request as asking
from ventanilla.tickets.models import Deadline, Ticket

LATER = MONDAY + timedelta(hours=1)
NIGHT = MONDAY - timedelta(hours=9)  # one o'clock in Panama


def speaks(person: Person, language: str = "", zone: str = "") -> None:
    Person.objects.filter(pk=person.pk).update(language=language, zone=zone)


def addressed(world: World, address: str) -> None:
    Institution.objects.filter(pk=world.faro.pk).update(data={**world.faro.data, "address": address})


def answer(world: World, ticket: Ticket, body: str, agent: Person | None = None) -> None:
    attend.answer(ticket_id=ticket.pk, agent=agent or world.bruno, body=body, documents=[], at=LATER)


@pytest.mark.requirement("UME-05", "confirmation by e-mail with the number, the deadline and a link")
def test_the_confirmation_tells_number_deadlines_link_and_what_comes_next(acting: World, mails: Mails):
    ticket = acting.ticket(acting.ana)
    [letter] = mails(acting.ana)
    assert letter.subject == f"[{ticket.code}] Recibimos su solicitud"
    for said in (letter.text, letter.html):
        assert ticket.code in said
        assert "Constancia de estudios" in said
        assert f"http://desk.faro.test/tickets/{ticket.code}/" in said
        assert "Le escribiremos a su correo." in said
        assert "martes 10 de marzo de 2026, 10:00" in said  # 24 hours of working days
        assert "lunes 16 de marzo de 2026, 17:00" in said  # 5 business days
        assert "fuera del horario" not in said


@pytest.mark.requirement("UME-11", "hours")
def test_who_writes_at_night_learns_when_it_is_read(acting: World, mails: Mails):
    acting.ticket(acting.ana, at=NIGHT)
    [letter] = mails(acting.ana)
    expected = (
        "Llegó fuera del horario de atención; la leeremos a partir del lunes 9 de marzo de 2026, 08:00."
    )
    assert expected in letter.text
    assert expected in letter.html


@pytest.mark.requirement("UME-05", "the deadline in the student's time zone")
def test_instants_are_told_in_the_readers_zone_which_is_named(acting: World, mails: Mails):
    speaks(acting.ana, zone="America/Mexico_City")
    ticket = acting.ticket(acting.ana, at=NIGHT)
    [letter] = mails(acting.ana)
    assert "lunes 9 de marzo de 2026, 07:00 (hora de Ciudad de México)" in letter.text
    due = Deadline.objects.get(ticket=ticket, clock="resolution").due_at
    assert due == datetime(2026, 3, 16, 22, tzinfo=UTC)
    assert "lunes 16 de marzo de 2026, 16:00 (hora de Ciudad de México)" in letter.text


def test_the_readers_language_decides_and_what_is_not_translated_is_marked(acting: World, mails: Mails):
    speaks(acting.ana, language="en", zone="America/Lima")
    data = {
        **acting.faro.data,
        "confirmation": {"thanks": "Lo recibimos", "next": {"es": "Espere", "en": "Wait"}},
    }
    Institution.objects.filter(pk=acting.faro.pk).update(data=data)
    acting.ticket(acting.ana)
    [letter] = mails(acting.ana)
    assert header(letter, "Content-Language") == "en"
    assert '<html lang="en">' in letter.html
    assert '<span lang="es">Lo recibimos.</span>' in letter.html
    assert "Proof of enrolment" in letter.text
    assert "Tuesday 10 March 2026, 10:00 (Lima time)" in letter.text
    assert letter.sender.startswith("Faro desk")


@pytest.mark.parametrize(("address", "words"), [("usted", "su solicitud"), ("tu", "tu solicitud")])
def test_usted_or_tu_is_the_institutions_choice(acting: World, mails: Mails, address: str, words: str):
    addressed(acting, address)
    answer(acting, acting.ticket(acting.ana), "Listo.")
    [letter] = mails(acting.ana, subject="respuesta")
    assert letter.subject.endswith(f"La respuesta a {words}")
    assert header(letter, "Content-Language") == "es"


@pytest.mark.requirement("UPN-06", "readable by e-mail")
def test_the_answer_comes_whole_as_it_was_written(acting: World, mails: Mails):
    body = (
        "Estimada Ana:\n\nSu constancia está lista.\n  - Edificio 1\n<script>alert(1)</script> 👩🏽‍🎓 مرحبا\n"
        + "a" * 10_000
    )
    answer(acting, acting.ticket(acting.ana), body)
    [letter] = mails(acting.ana, subject="respuesta")
    assert body in letter.text.replace("\r\n", "\n")
    assert "<script>" not in letter.html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 👩🏽‍🎓 مرحبا" in letter.html
    assert max(map(len, letter.raw.split(b"\r\n"))) <= 998


def test_the_links_of_an_answer_can_be_followed_and_others_cannot(acting: World, mails: Mails):
    answer(acting, acting.ticket(acting.ana), "Mire https://faro.test/guia?a=1&b=2 y javascript:alert(1)")
    [letter] = mails(acting.ana, subject="respuesta")
    assert '<a href="https://faro.test/guia?a=1&amp;b=2"' in letter.html
    assert 'href="javascript' not in letter.html


def test_mails_about_one_ticket_are_one_thread(acting: World, mails: Mails):
    ticket, other = acting.ticket(acting.ana), acting.ticket(acting.ana)
    answer(acting, ticket, "Listo.")
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
    first, *rest = mails(acting.ana, subject=ticket.code)
    assert header(first, "In-Reply-To") == ""
    assert len(rest) == 3
    for letter in rest:
        assert header(letter, "In-Reply-To") == header(letter, "References") == header(first, "Message-ID")
    assert [header(letter, "References") for letter in mails(acting.ana, subject=other.code)] == [""]


def test_a_machine_wrote_it_and_says_so(acting: World, mails: Mails):
    answer(acting, acting.ticket(acting.ana), "Listo.")
    confirmation, answered = mails(acting.ana)
    assert header(confirmation, "Auto-Submitted") == "auto-replied"
    assert header(answered, "Auto-Submitted") == "auto-generated"
    for letter in (confirmation, answered):
        assert header(letter, "X-Auto-Response-Suppress") == "All"
        kinds = [part.get_content_type() for part in letter.message.iter_parts()]
        assert kinds == ["text/plain", "text/html"]


def test_of_a_confidential_request_nothing_is_told_but_that_there_is_news(acting: World, mails: Mails):
    ticket = acting.ticket(acting.ana, "bienestar")
    attend.take(ticket_id=ticket.pk, agent=acting.gema, at=LATER)
    attend.ask(ticket_id=ticket.pk, agent=acting.gema, body="¿Puede venir?", documents=[], at=LATER)
    asking.reply(
        ticket_id=ticket.pk, requester=acting.ana, body="Mañana", documents=[], at=LATER, channel="portal"
    )
    answer(acting, ticket, "Le esperamos.", acting.gema)
    attend.close(ticket_id=ticket.pk, agent=acting.gema, at=LATER)
    letters = mails()
    assert len(letters) == 7
    for letter in letters:
        for secret in (
            "Bienestar",
            "acoso",
            "situación",
            "venir",
            "Mañana",
            "esperamos",
            "Batista",
            "Gema Paz",
        ):
            assert secret not in letter.text, letter.subject
            assert secret not in letter.html, letter.subject
    news = [letter for letter in letters if "Hay novedades en su solicitud" in letter.subject]
    assert len(news) == 4
    assert f"http://desk.faro.test/tickets/{ticket.code}/" in news[0].text


def test_the_code_stands_in_subject_and_letter_and_nothing_that_was_typed(acting: World, mails: Mails):
    typed = {"given_names": "GANE DINERO en http://malo.test"}
    wish = request_registration(email="nora@faro.test", data=typed, language="es", at=now())
    [letter] = mails("nora@faro.test")
    assert letter.subject == f"{code_of(wish)} es su código para Ventanilla Faro"
    assert code_of(wish) in letter.text
    assert "http://desk.faro.test/confirm/" in letter.text
    assert "malo.test" not in letter.raw.decode()


def test_a_new_password_has_its_code_and_its_link(acting: World, mails: Mails):
    wish = request_password(email="ana@faro.test", language="en", at=now())
    [letter] = mails(acting.ana)
    assert letter.subject == f"{code_of(wish)} is your code to set a new password"
    assert "http://desk.faro.test/confirm/" in letter.text


def test_an_institution_without_a_host_has_its_links_below_its_path(acting: World, mails: Mails):
    Institution.objects.filter(pk=acting.faro.pk).update(hosts=[])
    ticket = acting.ticket(acting.ana)
    [letter] = mails(acting.ana)
    assert f"http://testserver/faro/tickets/{ticket.code}/" in letter.text


def test_the_survey_is_one_click_away(acting: World, mails: Mails):
    ticket = acting.ticket(acting.ana)
    answer(acting, ticket, "Listo.")
    attend.close(ticket_id=ticket.pk, agent=acting.bruno, at=LATER)
    [letter] = mails(acting.ana, subject="¿Cómo le atendimos?")
    assert "http://desk.faro.test/survey/" in letter.text


def test_the_desks_own_mailbox_writes_where_the_relay_may(acting: World, mails: Mails):
    channels = Section.objects.get(name="channels")
    channels.data[0]["value"] = "ayuda@ventanilla.test"
    channels.save()
    acting.ticket(acting.ana)
    [letter] = mails(acting.ana)
    assert letter.sender == "Ventanilla Faro <ayuda@ventanilla.test>"
    assert "Nadie lee las respuestas" not in letter.text


def test_without_one_the_mail_says_that_replies_are_not_read(acting: World, mails: Mails):
    acting.ticket(acting.ana)
    [letter] = mails(acting.ana)
    assert letter.sender == "Ventanilla Faro <no-reply@ventanilla.test>"
    assert "Nadie lee las respuestas a este correo." in letter.text


def test_a_hostile_name_makes_no_header(acting: World, mails: Mails):
    Person.objects.filter(pk=acting.ana.pk).update(
        given_names='Ana"\r\nBcc: diego@faro.test\r\n\r\n<b>', surnames="<diego@faro.test>, \u202egnat"
    )
    acting.ticket(acting.ana)
    [letter] = mails()
    assert letter.to == ["ana@faro.test"]
    assert header(letter, "Bcc") == ""
    assert [one.addr_spec for one in letter.message["To"].addresses] == ["ana@faro.test"]
    assert "<b>" not in letter.html.split("<title>")[1].split("</title>")[1].split("Hola")[1][:60]


def test_every_notice_has_its_letter():
    assert {notice.kind for notices in NOTICES.values() for notice in notices} == set(LETTERS)
