"""The number of an earlier request in a form joins that case (UME-09), if it is one's own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.tickets.promises import promise, term
from tests.web.portal.filling import GOOD, PDF, Filling, errors, words
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.request import withdraw
from ventanilla.tickets.models import Attachment, Draft, Message, Ticket

NUMBER, AFTER = "earlier-request", "after-ended"


@pytest.fixture
def earlier(world, faro):
    """Ana's open request for a grant."""
    return world.ticket(world.ana, "reclamo-pago")


def spellings(code: str) -> list[str]:
    return [code, code.lower().replace("-", ""), f" {code.replace('-', ' ')} "]


@pytest.mark.parametrize("spelling", [0, 1, 2])
def test_what_ana_writes_joins_her_open_request(faro, ana, earlier, statements, spelling):
    form = Filling(ana, "constancia")
    assert "¿Es sobre una solicitud anterior?" in words(form.page)
    given = {**GOOD["constancia"], NUMBER: spellings(earlier.code)[spelling]}
    with statements(14):
        response = form.send(**given)
    assert response["Location"] == f"/faro/tickets/{earlier.code}/"
    assert f"se añadió a su solicitud {earlier.code}" in words(ana.client.get(response["Location"]))
    assert Ticket.objects.count() == 1
    reply = Message.objects.get(kind="reply")
    assert reply.ticket_id == earlier.pk and reply.key == form.key
    assert reply.body == (
        "Desde el formulario «Constancia de estudios»\n\nMotivo\nPara una beca del banco\n\nIdioma\nEspañol"
    )
    kinds = Event.objects.filter(subject_kind="ticket", subject_id=earlier.pk).values_list("kind", flat=True)
    assert list(kinds.order_by("n")) == ["ticket.submitted", "ticket.replied"]


def test_files_join_too_and_the_same_form_joins_once(faro, ana, earlier):
    form = Filling(ana, "constancia")
    given = {**GOOD["constancia"], NUMBER: earlier.code}
    key = form.hidden["key"]
    form.send(**given, archivo=SimpleUploadedFile("nota.pdf", PDF))
    form.hidden["key"] = key
    again = form.send(**given)
    assert "ya se había añadido" in words(ana.client.get(again["Location"]))
    assert Message.objects.filter(kind="reply").count() == 1
    assert [a.document.name for a in Attachment.objects.filter(message__kind="reply")] == ["nota.pdf"]
    assert not Draft.objects.exists()


def test_what_the_form_would_demand_of_a_new_request_is_not_demanded(faro, ana, earlier):
    response = Filling(ana, "constancia").send(motivo="Falta el sello", idioma="", **{NUMBER: earlier.code})
    assert response.status_code == 302
    assert Message.objects.get(kind="reply").body.endswith("Falta el sello")


def test_an_answered_request_is_taken_up_again(world, faro, ana, earlier):
    attend.answer(ticket_id=earlier.pk, agent=world.fabia, body="Listo", documents=[], at=earlier.created_at)
    Filling(ana, "constancia").send(**GOOD["constancia"], **{NUMBER: earlier.code})
    earlier.refresh_from_db()
    assert earlier.state == "in_progress"


def test_somebody_else_s_number_and_nobody_s_are_answered_alike(world, faro, ana):
    diegos = world.ticket(world.diego).code
    told = set()
    for code in (diegos, "FARO-26-999999-0", "no number", diegos[:-1]):
        response = Filling(ana, "constancia").send(**GOOD["constancia"], **{NUMBER: code})
        assert response.status_code == 200 and "Para una beca del banco" in response.content.decode()
        assert f'value="{code}"' in response.content.decode()
        told.add(errors(response).replace(code, ""))
    assert len(told) == 1 and "No tiene ninguna solicitud con este número" in told.pop()
    assert Ticket.objects.count() == 1 and not Message.objects.filter(kind="reply").exists()


def test_a_number_of_another_institution_of_hers_is_nobody_s_here(world, faro, ana):
    hers = world.ticket(world.people["ana@puerto"])
    with acting_in(world.faro):
        response = Filling(ana, "constancia").send(**GOOD["constancia"], **{NUMBER: hers.code})
    assert "No tiene ninguna solicitud con este número" in errors(response)


@pytest.mark.parametrize("ending", ["closed", "withdrawn"])
def test_one_that_is_over_says_so_and_offers_a_new_one_that_names_it(world, faro, ana, earlier, ending):
    if ending == "closed":
        attend.close(ticket_id=earlier.pk, agent=world.fabia, at=earlier.created_at)
    else:
        withdraw(ticket_id=earlier.pk, requester=world.ana, at=earlier.created_at, channel="portal")
    form = Filling(ana, "constancia")
    given = {**GOOD["constancia"], NUMBER: earlier.code}
    response = form.send(**given)
    assert earlier.code in errors(response)
    assert "Enviar esto como una solicitud nueva" in words(response)
    assert Ticket.objects.count() == 1
    response = form.send(**given, **{AFTER: "on"})
    new = Ticket.objects.get(submission_key=form.key)
    assert response["Location"] == f"/faro/tickets/{new.code}/confirmation/"
    assert earlier.code in words(ana.get(f"/tickets/{new.code}/"))
    assert Message.objects.get(kind="reply").ticket_id == new.pk
    assert form.send(**given, **{AFTER: "on"})["Location"] == response["Location"]
    assert Message.objects.filter(kind="reply").count() == 1


def test_nothing_written_is_nothing_to_add(faro, ana, earlier):
    response = Filling(ana, "constancia").send(motivo=" ", idioma="", **{NUMBER: earlier.code})
    assert "Escriba lo que quiere añadir" in errors(response)
    assert Draft.objects.get().answers[NUMBER] == earlier.code


def test_a_file_that_is_refused_keeps_everything_in_place(faro, ana, earlier):
    response = Filling(ana, "constancia").send(
        **GOOD["constancia"], archivo=SimpleUploadedFile("a.exe", b"MZ"), **{NUMBER: earlier.code}
    )
    assert response.status_code == 200 and "a.exe" in errors(response)
    assert not Message.objects.filter(kind="reply").exists()


def test_the_folder_s_own_question_is_the_number(world, faro, ana, earlier):
    version = world.version("constancia")
    question = {"name": "anterior", "label": "Número anterior", "type": "text", "earlier": "joins"}
    type(version).objects.filter(pk=version.pk).update(current=False)
    version.pk, version.n, version.digest = None, version.n + 1, "x"
    version.data["form"].append(question)
    version.save(force_insert=True)
    form = Filling(ana, "constancia")
    assert "¿Es sobre una solicitud anterior?" not in words(form.page)
    response = form.send(**GOOD["constancia"], anterior="FARO-1")
    assert "No tiene ninguna solicitud con este número" in errors(response)
    response = form.send(**GOOD["constancia"], anterior=earlier.code)
    assert response["Location"] == f"/faro/tickets/{earlier.code}/"
    assert "Número anterior" not in Message.objects.get(kind="reply").body


@pytest.mark.parametrize("joins", [True, False])
def test_what_comes_after_the_time_to_correct_is_told_so_and_lost_nowhere(world, faro, ana, joins):
    with transaction.atomic():
        term("correccion", "business_days", 3, expiry="close")
        promise("cambio-de-carrera", correction="correccion")
    late = world.ticket(world.ana, "cambio-de-carrera")
    attend.return_for_correction(
        ticket_id=late.pk, agent=world.bruno, body="Falta.", documents=[], at=late.created_at
    )
    if joins:
        response = Filling(ana, "constancia").send(**GOOD["constancia"], **{NUMBER: late.code})
        assert "Para una beca del banco" in response.content.decode()
        told = errors(response)
    else:
        response = ana.post("/services/cambio-de-carrera/request/addition/", {"body": "Aquí está."})
        told = words(ana.client.get(response["Location"]))
    assert f"El plazo para corregir la solicitud {late.code} terminó" in told
    assert not Message.objects.filter(kind="reply").exists()
