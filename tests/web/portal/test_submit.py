"""A form is filled in and sent: once, whole, and to the right desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.portal.filling import GOOD, PDF, Filling, errors, words
from ventanilla.documents.models import Document
from ventanilla.institutions.models import Institution
from ventanilla.journal.models import Event
from ventanilla.tickets.models import Attachment, Draft, Message, Ticket


def file(name="comprobante.pdf", content=PDF):
    return SimpleUploadedFile(name, content)


def test_a_stranger_logs_in_and_comes_back_to_the_form(world, visitor):
    response = visitor(world.faro).get("/services/constancia/request/")
    assert response.status_code == 302
    assert response["Location"].startswith("/faro/login/")
    assert "next=/faro/services/constancia/request/" in response["Location"].replace("%2F", "/")


def test_the_form_tells_until_when_there_will_be_an_answer(world, ana, statements):
    with statements(8):
        page = ana.get("/services/reclamo-pago/request/")
    told = words(page)
    assert "Si la envía ahora, tendrá respuesta a más tardar el" in told
    assert "¿Por qué esta fecha?" in told and "días hábiles" in told
    assert "Declaro que todo es verdad." in told


def test_ana_sends_a_request_and_reads_its_confirmation(faro, ana):
    form = Filling(ana, "constancia")
    response = form.send()
    ticket = Ticket.objects.get(submission_key=form.key)
    assert response.status_code == 302
    assert response["Location"] == f"/faro/tickets/{ticket.code}/confirmation/"
    assert ticket.answers == GOOD["constancia"] and ticket.channel == "portal"
    assert [event.kind for event in Event.objects.filter(subject_id=ticket.pk)] == ["ticket.submitted"]
    assert not Draft.objects.exists()


def test_sending_asks_no_more_of_the_database_than_its_budget(world, ana, statements):
    form = Filling(ana, "constancia")
    with statements(14):
        assert form.send().status_code == 302


def test_sending_with_a_file_keeps_the_budget_too(world, ana, statements):
    form = Filling(ana, "constancia")
    with statements(14):
        assert form.send(**GOOD["constancia"], archivo=file()).status_code == 302


def test_the_same_form_sent_twice_is_one_request(faro, ana):
    form = Filling(ana, "constancia")
    first = form.send()
    form.hidden["key"] = str(form.key)
    again = form.send(motivo="Otra cosa", idioma="en")
    assert first["Location"] == again["Location"]
    assert Ticket.objects.filter(submission_key=form.key).count() == 1
    assert "ya se había enviado" in words(ana.client.get(again["Location"]))


def test_a_form_with_a_kept_file_sent_again_from_the_history_leads_to_its_confirmation(faro, ana):
    form = Filling(ana, "constancia")
    form.send(motivo="", idioma="es", archivo=file())
    kept = dict(form.hidden)
    first = form.send(motivo="Para la beca", idioma="es")
    form.hidden = kept
    again = form.send(motivo="Para la beca", idioma="es")
    assert again.status_code == 302 and again["Location"] == first["Location"]
    assert Ticket.objects.count() == 1 and not Draft.objects.exists()


def test_what_is_missing_is_told_at_its_question_and_what_was_written_stays(faro, ana):
    form = Filling(ana, "constancia")
    response = form.send(motivo="Para la beca <b>del banco</b>", idioma="")
    assert response.status_code == 200
    assert "Elija una opción." in errors(response) or "elija" in errors(response).lower()
    assert "Para la beca &lt;b&gt;del banco&lt;/b&gt;" in response.content.decode()
    assert not Ticket.objects.exists()
    draft = Draft.objects.get(key=form.key)
    assert draft.answers["motivo"] == "Para la beca <b>del banco</b>"


def test_a_file_that_came_with_an_error_stays_and_goes_with_the_request(faro, ana):
    form = Filling(ana, "constancia")
    response = form.send(motivo="", idioma="es", archivo=file("mi cédula.pdf"))
    assert "mi cédula.pdf" in words(response)
    sent = form.send(motivo="Para la beca", idioma="es")
    assert sent.status_code == 302
    ticket = Ticket.objects.get(submission_key=form.key)
    assert [a.document.name for a in Attachment.objects.filter(ticket=ticket)] == ["mi cédula.pdf"]
    assert not Draft.objects.exists()


def test_a_file_can_be_removed_before_sending(faro, ana):
    form = Filling(ana, "constancia")
    form.send(motivo="", idioma="es", archivo=file())
    document = Document.objects.get()
    form.send(motivo="Para la beca", idioma="es", **{"archivo-removed": str(document.pk)})
    assert Ticket.objects.filter(submission_key=form.key).exists()
    assert not Attachment.objects.exists()


def test_a_conditional_question_that_does_not_show_is_not_asked_and_not_kept(faro, ana):
    form = Filling(ana, "reclamo-pago")
    given = {**GOOD["reclamo-pago"], "recibo": "no se ve"}
    assert form.send(**given).status_code == 302
    assert "recibo" not in Ticket.objects.get(submission_key=form.key).answers


def test_what_becomes_mandatory_by_an_answer_is_asked_for(ana):
    response = Filling(ana, "reclamo-pago").send(**{**GOOD["reclamo-pago"], "pago": "caja"})
    assert response.status_code == 200
    assert 'href="#id_recibo"' in response.content.decode()


def test_without_the_declaration_of_truth_nothing_is_sent(faro, ana):
    given = {name: value for name, value in GOOD["reclamo-pago"].items() if name != "declared"}
    response = Filling(ana, "reclamo-pago").send(**given)
    assert 'href="#id_declared"' in response.content.decode()
    assert not Ticket.objects.exists()


def test_the_declaration_is_kept_with_the_request_in_its_own_words(faro, ana):
    form = Filling(ana, "reclamo-pago")
    assert form.send().status_code == 302
    assert Ticket.objects.get(submission_key=form.key).declaration == "Declaro que todo es verdad."


def test_without_evidence_one_says_why(faro, ana):
    given = {**GOOD["reclamo-pago"], "evidence_statement": "  "}
    form = Filling(ana, "reclamo-pago")
    response = form.send(**given)
    assert 'href="#id_evidence_statement"' in response.content.decode()
    assert form.send(**given, comprobante=file()).status_code == 302


@pytest.mark.parametrize(("ticked", "wanted"), [("on", True), (None, False)])
def test_whoever_asks_chooses_whether_to_be_told_of_changes(faro, ana, ticked, wanted):
    form = Filling(ana, "constancia")
    form.send(**GOOD["constancia"], **{"wants-notices": ticked})
    assert Ticket.objects.get(submission_key=form.key).wants_notices is wanted


def test_where_the_institution_does_not_let_choose_everybody_is_told(faro, ana):
    faro.data["state_notices"] = "always"
    Institution.objects.filter(pk=faro.pk).update(data=faro.data)
    form = Filling(ana, "constancia")
    assert "wants-notices" not in form.page.content.decode()
    form.send()
    assert Ticket.objects.get(submission_key=form.key).wants_notices is True


def test_a_service_out_of_its_window_says_when_it_was_and_keeps_what_was_written(faro, ana):
    page = ana.get("/services/beca/request/")
    assert "marzo de 2026" in words(page) and '<form class="form"' not in page.content.decode()


def test_a_service_for_others_says_for_whom(world, client_of):
    response = client_of(world.bruno).get("/services/beca/request/")
    assert response.status_code == 200


def test_one_open_request_at_a_time_and_the_second_joins_the_first(faro, world, ana):
    first, second = Filling(ana, "cambio-de-carrera"), Filling(ana, "cambio-de-carrera")
    assert first.send().status_code == 302
    ticket = Ticket.objects.get(submission_key=first.key)
    response = second.send(detalle="Olvidé decir que es por la tarde.")
    told = response.content.decode()
    assert ticket.code in told and "Olvidé decir que es por la tarde." in told
    assert Ticket.objects.count() == 1
    added = ana.post(
        "/services/cambio-de-carrera/request/addition/",
        {**second.hidden, "body": "Olvidé decir que es por la tarde."},
    )
    assert added["Location"] == f"/faro/tickets/{ticket.code}/"
    assert [m.body for m in Message.objects.filter(ticket=ticket).order_by("id")][1:] == [
        "Olvidé decir que es por la tarde."
    ]
    assert not Draft.objects.exists()


def test_an_empty_addition_is_told_so(faro, ana):
    Filling(ana, "cambio-de-carrera").send()
    page = ana.get("/services/cambio-de-carrera/request/")
    response = ana.post("/services/cambio-de-carrera/request/addition/", {"body": " "})
    assert page.status_code == response.status_code == 200
    assert 'href="#id_body"' in response.content.decode()
