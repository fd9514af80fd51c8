"""One's own ticket: where is it, until when, what must I do? And nothing of anybody else's."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F

from tests.documents.files import DOCX, JPG, PDF, upload
from tests.world import MONDAY, World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.versions import publish
from ventanilla.journal.models import Event
from ventanilla.lib.clock import now
from ventanilla.notify.models import Delivery
from ventanilla.people.models import Person
from ventanilla.surveys.actions import invite
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.request import withdraw
from ventanilla.tickets.models import Message, Ticket


@pytest.fixture
def ticket(world: World) -> Ticket:
    return world.ticket(world.ana)


@pytest.fixture
def ana(world: World, client_of: Any) -> Any:
    return client_of(world.ana)


def path(ticket: Ticket, part: str = "") -> str:
    return f"/tickets/{ticket.code}/{part}"


def words(answer: Any) -> str:
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def kinds(world: World, ticket: Ticket) -> list[str]:
    with acting_in(world.faro):
        return list(Event.objects.filter(subject_id=ticket.pk).order_by("n").values_list("kind", flat=True))


def answered(world: World, ticket: Ticket, body: str = "Aquí está.", *documents: Document) -> None:
    with acting_in(world.faro):
        attend.answer(
            ticket_id=ticket.pk,
            agent=world.bruno,
            body=body,
            documents=list(documents),
            at=MONDAY + timedelta(hours=1),
        )


def asked(world: World, ticket: Ticket, body: str = "¿Nos envía su cédula?") -> None:
    later = ticket.created_at + timedelta(minutes=5)
    with acting_in(world.faro):
        attend.ask(ticket_id=ticket.pk, agent=world.bruno, body=body, documents=[], at=later)


def closed(world: World, ticket: Ticket) -> None:
    with acting_in(world.faro):
        attend.close(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY + timedelta(hours=2))


def now_of(world: World, ticket: Ticket) -> Ticket:
    with acting_in(world.faro):
        ticket.refresh_from_db()
    return ticket


# Where is it, and until when


def test_the_page_shows_the_stages_with_their_dates(world: World, ana: Any, ticket: Ticket) -> None:
    page = words(ana.get(path(ticket)))
    for told in ("Recibida", "En curso", "Respuesta enviada", "Su opinión", "lunes 9 de marzo", "10:00"):
        assert told in page
    assert page.index('class="now"') < page.index("En curso") < page.index("Respuesta enviada")


def test_both_clocks_are_shown_with_their_reasons(world: World, ana: Any, ticket: Ticket) -> None:
    page = words(ana.get(path(ticket)))
    assert "Primer contacto a más tardar el" in page
    assert "Respuesta a más tardar el" in page
    assert page.count("¿Por qué esta fecha?") == 2
    # From Monday 10:00, 24 hours of working days; five working days after Monday.
    assert "martes 10 de marzo, 10:00" in page
    assert "lunes 16 de marzo, 17:00" in page
    assert "van 24 h" in page
    assert "Martes 10 de marzo a viernes 13 de marzo: 4 días (van 4 días)." in page
    assert "Las horas son las de Panamá." in page


def test_dates_are_told_in_the_persons_zone_which_is_named(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    with acting_in(world.faro):
        Person.objects.filter(pk=world.ana.pk).update(zone="America/Santiago")
    page = words(client_of(world.ana).get(path(ticket)))
    assert "lunes 16 de marzo, 19:00" in page
    assert "Las horas de esta página son las de Santiago" in page
    assert "El horario de atención es el de Panamá; aquí lo lee en la hora de Santiago" in page


def test_where_the_zones_agree_none_is_named_at_the_top(ana: Any, ticket: Ticket) -> None:
    assert "Las horas de esta página" not in words(ana.get(path(ticket)))


def test_an_old_ticket_keeps_its_questions(world: World, ana: Any, ticket: Ticket) -> None:
    with acting_in(world.faro):
        version = world.version("constancia")
        data = {**version.data, "form": [{**version.data["form"][0], "label": "Otra pregunta"}]}
        publish(ServiceVersion, slug="constancia", data=data, at=now(), service=version.service)
    page = words(ana.get(path(ticket)))
    assert "Motivo" in page
    assert "Para una beca del banco" in page
    assert "Español" in page
    assert "Otra pregunta" not in page


def test_in_english_what_the_institution_did_not_translate_is_marked(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    ana = client_of(world.ana, **{"accept-language": "en"})
    page = words(ana.get(path(ticket)))
    assert "How your request is going" in page
    assert "Received" in page


def test_the_page_costs_eight_statements_also_when_it_marks_what_is_new_as_read(
    world: World, ana: Any, ticket: Ticket, statements: Any
) -> None:
    answered(world, ticket)
    for _ in range(2):
        with statements(8):
            ana.get(path(ticket))


# What must I do


def test_what_waits_for_the_student_stands_first_in_one_button(
    world: World, ana: Any, ticket: Ticket
) -> None:
    asked(world, ticket)
    page = words(ana.get(path(ticket)))
    assert page.index("Le toca a usted") < page.index("Cómo va su solicitud")
    assert '<a class="button" href="#reply">Responder ahora</a>' in page
    assert "¿Nos envía su cédula?" in page


def test_the_answer_is_readable_and_marked_as_new_once(world: World, ana: Any, ticket: Ticket) -> None:
    answered(world, ticket, "Su constancia está lista en https://faro.test/c")
    first = words(ana.get(path(ticket)))
    assert "Su constancia está lista" in first
    assert 'href="https://faro.test/c"' in first
    assert "Bruno Vega, Registro" in first
    assert '<b class="fresh">' in first
    assert '<b class="fresh">' not in words(ana.get(path(ticket)))


def test_opening_the_page_lowers_the_count_in_the_header(
    world: World, client_of: Any, ticket: Ticket
) -> None:
    answered(world, ticket)
    ana = client_of(world.ana)
    assert '<span class="count">1' in words(ana.get("/tickets/"))
    assert '<span class="count">' not in words(ana.get(path(ticket)))
    assert '<span class="count">' not in words(ana.get("/tickets/"))


def test_internal_notes_never_appear(world: World, ana: Any, ticket: Ticket) -> None:
    with acting_in(world.faro):
        attend.note(ticket_id=ticket.pk, agent=world.bruno, body="Ojo con este caso", at=MONDAY)
    for part in ("", "history/"):
        page = words(ana.get(path(ticket, part)))
        assert "Ojo con este caso" not in page
        assert "Nota interna" not in page


def test_an_address_that_bounced_is_told(world: World, client_of: Any, ticket: Ticket) -> None:
    with acting_in(world.faro):
        Person.objects.filter(pk=world.ana.pk).update(email_bounced_at=MONDAY)
    page = words(client_of(world.ana).get(path(ticket)))
    assert "Su correo no recibe nuestros mensajes" in page
    assert "ana@faro.test" in page


def test_a_message_that_was_given_up_is_told(world: World, ana: Any, ticket: Ticket) -> None:
    with acting_in(world.faro):
        Delivery.objects.create(
            event=Event.objects.get(subject_id=ticket.pk, n=1),
            kind="ticket.submitted",
            person=world.ana,
            ticket=ticket,
            address="ana@faro.test",
            message_id="<x@faro.test>",
            status=Delivery.Status.FAILED,
            created_at=MONDAY,
        )
    assert "Un mensaje sobre esta solicitud no llegó" in words(ana.get(path(ticket)))


def test_a_closed_ticket_asks_for_an_opinion_and_offers_a_new_request(
    world: World, ana: Any, ticket: Ticket
) -> None:
    answered(world, ticket)
    closed(world, ticket)
    with acting_in(world.faro):
        invite(ticket=now_of(world, ticket), at=MONDAY + timedelta(hours=3))
    page = words(ana.get(path(ticket)))
    assert "Dar mi opinión" in page
    assert "Esta solicitud está cerrada" in page
    assert 'name="body"' not in page


# Whose it is


@pytest.mark.parametrize(
    "part", ["", "messages/", "withdrawal/", "confirmation/sending/", "history/", "confirmation/", "receipt/"]
)
def test_somebody_elses_ticket_does_not_exist(
    world: World, client_of: Any, visitor: Any, ticket: Ticket, part: str
) -> None:
    diego, bruno = client_of(world.diego), client_of(world.bruno)
    assert diego.get(path(ticket, part)).status_code == 404
    assert bruno.get(path(ticket, part)).status_code == 404
    assert client_of(world.elena).get(path(ticket, part)).status_code == 404
    stranger = visitor(world.faro).get(path(ticket, part))
    assert stranger.status_code == 302
    assert "login" in stranger["Location"]


@pytest.mark.parametrize("part", ["messages/", "withdrawal/", "confirmation/sending/"])
def test_nobody_else_changes_it(world: World, client_of: Any, ticket: Ticket, part: str) -> None:
    data = {"body": "No es mío", "key": uuid4()}
    assert client_of(world.diego).post(path(ticket, part), data).status_code == 404
    assert client_of(world.bruno).post(path(ticket, part), data).status_code == 404
    assert kinds(world, ticket) == ["ticket.submitted"]


@pytest.mark.parametrize(
    "code", ["FARO-26-000001-0", "nada", "%00", "..%2F..%2Fetc", "x" * 3000, "FARO-26-999999-9", "١٢٣"]
)
def test_an_unknown_code_is_not_found(ana: Any, code: str) -> None:
    assert ana.get(f"/tickets/{code}/").status_code == 404


def test_the_code_is_found_in_small_letters_and_without_hyphens(ana: Any, ticket: Ticket) -> None:
    for said in (ticket.code.lower(), ticket.code.replace("-", ""), ticket.code.lower().replace("-", " ")):
        answer = ana.get(f"/tickets/{said}/")
        assert answer.status_code == 302
        assert answer["Location"] == f"/faro{path(ticket)}"


def test_a_confidential_ticket_that_its_requester_reads_leaves_no_trace(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, "bienestar")
    page = words(client_of(world.ana).get(path(ticket)))
    assert "Confidencial" in page
    assert kinds(world, ticket) == ["ticket.submitted"]


# Replying


def say(ana: Any, ticket: Ticket, **data: Any) -> Any:
    return ana.post(path(ticket, "messages/"), {"key": uuid4(), **data})


def test_a_reply_with_a_file_reaches_the_conversation(world: World, ana: Any, statements: Any) -> None:
    """12 and the file's own; what it takes up again costs three: its clocks are read and run, its pause ends."""
    ticket = world.ticket(world.ana, at=now() - timedelta(hours=1))
    asked(world, ticket)
    with statements(17):
        answer = say(ana, ticket, body="Aquí va mi cédula", files=[upload("cédula.pdf", PDF)])
    assert answer.status_code == 302
    assert now_of(world, ticket).state == "in_progress"
    page = words(ana.get(path(ticket)))
    assert "Aquí va mi cédula" in page
    assert "cédula.pdf" in page
    assert "Su mensaje fue enviado." in page


def test_a_file_alone_is_enough(world: World, ana: Any, ticket: Ticket) -> None:
    assert say(ana, ticket, body="", files=[upload("foto.jpg", JPG)]).status_code == 302
    assert "foto.jpg" in words(ana.get(path(ticket)))


def test_a_double_click_says_it_once(world: World, ana: Any, ticket: Ticket) -> None:
    key = uuid4()
    for _ in range(2):
        assert ana.post(path(ticket, "messages/"), {"key": key, "body": "Una vez"}).status_code == 302
    with acting_in(world.faro):
        assert Message.objects.filter(ticket=ticket, body="Una vez").count() == 1


def test_nothing_at_all_is_asked_for_in_a_sentence(world: World, ana: Any, ticket: Ticket) -> None:
    page = words(say(ana, ticket, body="  \n "))
    assert "Escriba algo o agregue un archivo antes de enviar." in page
    assert "<title>Error:" in page


def test_too_long_a_text_is_kept_and_told(world: World, ana: Any, ticket: Ticket) -> None:
    page = words(say(ana, ticket, body="ñ" * 20_001))
    assert "El texto tiene 20001 caracteres y caben 20000." in page
    assert "ñ" * 20_001 in page
    assert kinds(world, ticket) == ["ticket.submitted"]


def test_a_refused_file_keeps_the_words_and_the_other_files(world: World, ana: Any, ticket: Ticket) -> None:
    data = {"key": uuid4(), "body": "Van dos archivos"}
    files = [upload("bien.pdf", PDF), upload("mal.pdf", DOCX), upload("vacío.pdf", b"")]
    page = words(ana.post(path(ticket, "messages/"), {**data, "files": files}))
    assert "«mal.pdf» termina en .pdf, pero en realidad es un documento de Word (DOCX)." in page
    assert "«vacío.pdf» está vacío" in page
    assert "Van dos archivos" in page
    assert "bien.pdf" in page
    with acting_in(world.faro):
        kept = Document.objects.get(name="bien.pdf")
    assert ana.post(path(ticket, "messages/"), {**data, "files-kept": [kept.pk]}).status_code == 302
    assert "bien.pdf" in words(ana.get(path(ticket)))


def test_somebody_elses_document_cannot_be_kept(
    world: World, ana: Any, client_of: Any, ticket: Ticket
) -> None:
    other = world.ticket(world.diego)
    say(client_of(world.diego), other, body="", files=[upload("secreto.pdf", PDF)])
    with acting_in(world.faro):
        secret = Document.objects.get(name="secreto.pdf")
    for forged in (secret.pk, "x", "-1", "9" * 40, "1; DROP"):
        say(ana, ticket, body="Hola", **{"files-kept": [forged]})
    assert "secreto.pdf" not in words(ana.get(path(ticket)))


def test_a_file_that_was_swept_from_a_page_left_open_is_told(world: World, ana: Any, ticket: Ticket) -> None:
    page = words(say(ana, ticket, body="Con mi archivo", **{"files-kept": ["999999"]}))
    assert "Un archivo de antes ya no está aquí. Agréguelo otra vez." in page
    assert "Con mi archivo" in page


def test_more_files_than_fit_are_told(ana: Any, ticket: Ticket) -> None:
    files = [upload(f"{n}.pdf", PDF) for n in range(11)]
    assert "Caben 10 archivos en un mensaje." in words(say(ana, ticket, body="Once", files=files))


HARD = [
    "<script>alert(1)</script><b>x</b>",
    "😀 مرحبا \u202eabc",
    "{{ ticket }} {% load x %} %(n)s",
    "x" * 10_000,
    "línea\r\n\r\notra",
    "NUL\0aquí",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("body", HARD)
def test_whatever_is_written_is_shown_and_runs_nowhere(ana: Any, ticket: Ticket, body: str) -> None:
    assert say(ana, ticket, body=body).status_code == 302
    page = words(ana.get(path(ticket)))
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_what_steers_a_terminal_is_not_kept(world: World, ana: Any, ticket: Ticket) -> None:
    say(ana, ticket, body="Hola\x1b[31m\x07\r\nAna")
    with acting_in(world.faro):
        assert Message.objects.latest("id").body == "Hola[31m\nAna"


def test_a_reply_after_the_closing_is_not_lost(world: World, ana: Any, ticket: Ticket) -> None:
    page = words(ana.get(path(ticket)))
    assert 'name="body"' in page
    closed(world, ticket)
    page = words(say(ana, ticket, body="Se me olvidó decir algo importante"))
    assert "La solicitud se cerró entretanto" in page
    assert "Se me olvidó decir algo importante" in page
    assert "Hacer una solicitud nueva" in page


def test_what_was_written_while_the_session_ended_is_handed_back(
    world: World, visitor: Any, ticket: Ticket
) -> None:
    page = words(visitor(world.faro).post(path(ticket, "messages/"), {"body": "Mucho texto <b>"}))
    assert "Su sesión había terminado" in page
    assert "Mucho texto &lt;b&gt;" in page
    assert "Ingresar" in page


def test_a_damaged_key_sends_all_the_same(world: World, ana: Any, ticket: Ticket) -> None:
    assert ana.post(path(ticket, "messages/"), {"key": "no", "body": "Hola"}).status_code == 302
    assert kinds(world, ticket)[-1] == "ticket.replied"


# Withdrawing, resending, history


def test_withdrawing_asks_first_and_happens_once(world: World, ana: Any) -> None:
    ticket = world.ticket(world.ana, at=now())
    assert "¿Retirar esta solicitud?" in words(ana.get(path(ticket, "withdrawal/")))
    assert now_of(world, ticket).state == "submitted"
    for _ in range(2):
        assert ana.post(path(ticket, "withdrawal/")).status_code == 302
    assert kinds(world, ticket) == ["ticket.submitted", "ticket.withdrawn"]
    assert "Usted retiró esta solicitud" in words(ana.get(path(ticket)))


def test_an_answered_request_is_not_withdrawn_any_more(world: World, ana: Any, ticket: Ticket) -> None:
    answered(world, ticket)
    ana.post(path(ticket, "withdrawal/"))
    assert now_of(world, ticket).state == "answered"
    assert "No se pudo retirar" in words(ana.get(path(ticket)))


def test_withdrawing_leaves_no_survey(world: World, ana: Any, ticket: Ticket) -> None:
    with acting_in(world.faro):
        withdraw(ticket_id=ticket.pk, requester=world.ana, at=MONDAY, channel="portal")
        assert invite(ticket=now_of(world, ticket), at=MONDAY) is None
    assert "Su opinión" not in words(ana.get(path(ticket)))


def test_the_confirmation_is_sent_again_a_few_times_an_hour(world: World, ana: Any, ticket: Ticket) -> None:
    for _ in range(5):
        assert ana.post(path(ticket, "confirmation/sending/")).status_code == 302
    assert kinds(world, ticket).count("ticket.confirmation_resent") == 3
    assert "Ya la enviamos varias veces" in words(ana.get(path(ticket)))


def test_the_history_says_who_did_what_when_and_through_which_channel(
    world: World, ana: Any, ticket: Ticket, statements: Any
) -> None:
    asked(world, ticket)
    say(ana, ticket, body="Aquí va")
    closed(world, ticket)
    with statements(8):
        answer = ana.get(path(ticket, "history/"))
    page = words(answer)
    for told in ("Se registró la solicitud", "Ana Batista", "Bruno Vega", "Portal", "10:00", "Se cerró"):
        assert told in page


def test_two_people_at_the_same_university_do_not_meet(world: World, client_of: Any) -> None:
    """Ana has an account at both institutions: her tickets there are not here."""
    with acting_in(world.puerto):
        elsewhere = world.people["ana@puerto"]
    ticket = world.ticket(elsewhere)
    assert client_of(world.ana).get(path(ticket)).status_code == 404
    assert client_of(elsewhere).get(path(ticket)).status_code == 200
    with acting_in(world.puerto):
        assert Ticket.objects.filter(pk=ticket.pk).annotate(c=F("code")).exists()
