"""Whatever is typed or sent: a sentence, nothing changed, nothing lost, nothing leaked."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.portal.filling import GOOD, PDF, Filling, errors, words
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Campus
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import draft as drafts
from ventanilla.tickets.models import Attachment, Draft, Ticket

SCRIPT = "<script>alert('hola')</script><img src=x onerror=alert(1)>"


class Large(BytesIO):
    """50 MB that are no picture of anything."""

    name = "video.pdf"

    def __init__(self):
        super().__init__(b"%PDF-1.7\n" + bytes(50_000_000))


def file(name, content=PDF):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    "typed",
    [
        "👩‍🎓 Necesito la beca 🙏🏽",
        "أحتاج إلى شهادة \u200f",
        SCRIPT,
        "'; DROP TABLE tickets_ticket; --",
        "{{ 7|add:7 }} {% now 'Y' %}",
        "Ñandú çédille ﬁ ½ ™",
    ],
)
def test_what_is_typed_arrives_as_it_was_typed_and_is_shown_harmless(faro, ana, typed):
    form = Filling(ana, "constancia")
    response = form.send(motivo=typed, idioma="es")
    ticket = Ticket.objects.get(submission_key=form.key)
    assert ticket.answers["motivo"] == typed.strip()
    for page in (response["Location"], f"/faro/tickets/{ticket.code}/receipt/"):
        html = ana.client.get(page).content.decode()
        assert "<script>alert" not in html and "<img src=x" not in html


def test_script_in_every_text_is_shown_again_as_text(faro, ana):
    given = {**GOOD["reclamo-pago"], "detalle": SCRIPT, "monto": SCRIPT, "evidence_statement": SCRIPT}
    response = Filling(ana, "reclamo-pago").send(**given)
    html = response.content.decode()
    assert response.status_code == 200 and "<script>alert" not in html and "<img src=x" not in html
    assert html.count("&lt;script&gt;alert") == 3
    assert not Ticket.objects.exists()


def test_script_in_the_search_is_shown_as_text(world, visitor):
    html = visitor(world.faro).get("/", {"q": SCRIPT}).content.decode()
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html


def test_a_nul_is_told_and_taken_out_so_that_it_can_be_sent(faro, ana):
    form = Filling(ana, "constancia")
    response = form.send(motivo="Para la\0 beca", idioma="es")
    assert "U+0000" in errors(response)
    assert 'value="Para la beca"' in response.content.decode()
    assert Draft.objects.get().answers["motivo"] == "Para la beca"
    assert form.send(motivo="Para la beca", idioma="es").status_code == 302


def test_a_line_of_ten_thousand_characters_is_told_by_how_much_it_is_too_long(faro, ana):
    form = Filling(ana, "constancia")
    response = form.send(motivo="a" * 10_000, idioma="es")
    assert "9800" in errors(response).replace(".", "").replace("\u00a0", "")
    assert "a" * 10_000 in response.content.decode()
    assert not Ticket.objects.exists()


def test_a_file_of_fifty_megabytes_is_not_taken_and_the_words_stay(faro, ana):
    response = Filling(ana, "constancia").send(motivo="Para la beca", idioma="es", archivo=Large())
    assert "10 MB" in errors(response) and 'value="Para la beca"' in response.content.decode()
    assert not Document.objects.exists() and not Ticket.objects.exists()


def test_an_empty_file_is_told_so(faro, ana):
    response = Filling(ana, "constancia").send(
        motivo="Para la beca", idioma="es", archivo=file("cédula.pdf", b"")
    )
    assert "cédula.pdf" in errors(response) and "0 bytes" in errors(response)
    assert not Document.objects.exists()


def test_a_program_that_calls_itself_a_pdf_is_not_taken(faro, ana):
    lying = file("comprobante.pdf", b"MZ\x90\0\x03\0\0\0" + bytes(60))
    response = Filling(ana, "constancia").send(motivo="Para la beca", idioma="es", archivo=lying)
    assert "comprobante.pdf" in errors(response)
    assert not Document.objects.exists() and not Ticket.objects.exists()


@pytest.mark.parametrize("name", ["../../../etc/passwd.pdf", "C:\\Users\\Ana\\cédula.pdf", "/abs/olute.pdf"])
def test_a_path_in_a_file_s_name_is_only_a_name(faro, ana, name):
    form = Filling(ana, "constancia")
    assert form.send(**GOOD["constancia"], archivo=file(name)).status_code == 302
    stored = Attachment.objects.select_related("document").get().document.name
    assert "/" not in stored and "\\" not in stored and not stored.startswith(".")


def test_more_files_than_fit_are_told_and_none_is_taken(faro, ana):
    two = [file("uno.pdf"), file("dos.pdf")]
    response = Filling(ana, "constancia").send(motivo="Para la beca", idioma="es", archivo=two)
    assert "1 archivo" in errors(response)
    assert not Document.objects.exists()


def test_a_file_for_a_question_that_takes_none_is_told_and_not_kept(faro, ana):
    response = Filling(ana, "constancia").send(**GOOD["constancia"], motivo_archivo=file("uno.pdf"))
    assert "no pregunta" in errors(response)
    assert not Document.objects.exists() and not Ticket.objects.exists()


def test_an_answer_to_a_question_that_does_not_exist_is_told(faro, ana):
    response = Filling(ana, "constancia").send(**GOOD["constancia"], admin="true")
    assert "no pregunta" in errors(response) and not Ticket.objects.exists()


def test_an_option_that_does_not_exist_is_told(faro, ana):
    response = Filling(ana, "constancia").send(motivo="Beca", idioma="fr")
    assert 'href="#id_idioma_0"' in response.content.decode() and not Ticket.objects.exists()


@pytest.mark.parametrize("key", ["", "no", "0", "' or 1=1", "4f91205c-936c-4d6c-a2b7-256c9c799b42", None])
def test_a_damaged_or_foreign_key_sends_nothing_and_keeps_the_words(faro, ana, key):
    form = Filling(ana, "constancia")
    form.hidden["key"] = key
    response = form.send(**GOOD["constancia"])
    assert "abrió otra persona" in errors(response)
    assert 'value="Para una beca del banco"' in response.content.decode()
    assert not Ticket.objects.exists()
    assert form.send(**GOOD["constancia"]).status_code == 302


def test_a_form_that_diego_opened_is_not_sent_as_ana(world, faro, ana, client_of):
    form = Filling(client_of(world.diego), "constancia")
    form.visitor = ana
    assert "abrió otra persona" in errors(form.send())
    assert not Ticket.objects.exists()


def test_a_form_of_another_institution_is_not_sent_here(world, client_of):
    form = Filling(client_of(world.elena), "constancia")
    form.visitor = client_of(world.ana)
    assert "abrió otra persona" in errors(form.send())


@pytest.mark.parametrize("version", ["0", "2", "-1", "x", "", None])
def test_a_form_of_another_version_is_looked_at_again(faro, ana, version):
    form = Filling(ana, "constancia")
    form.hidden["form-version"] = version
    assert "cambió" in errors(form.send(**GOOD["constancia"]))
    assert not Ticket.objects.exists()


def test_a_service_that_is_not_there_is_not_found(world, ana, visitor):
    for path in ("/services/nada/", "/services/nada/request/", "/categories/nada/"):
        assert ana.get(path).status_code == 404
        assert visitor(world.faro).get(path).status_code == 404
    assert ana.post("/services/nada/request/", {}).status_code == 404


def test_somebody_else_s_document_cannot_be_claimed(world, faro, ana, client_of):
    other = Filling(client_of(world.diego), "constancia")
    other.send(motivo="", idioma="es", archivo=file("de-diego.pdf"))
    document = Document.objects.get()
    form = Filling(ana, "constancia")
    response = form.send(**GOOD["constancia"], **{"archivo-kept": str(document.pk), "form-draft": "on"})
    assert "no pregunta" in errors(response)
    assert "de-diego" not in response.content.decode()
    assert not Ticket.objects.exists() and not Attachment.objects.exists()


def test_somebody_else_s_draft_is_not_shown(world, faro, ana):
    key = uuid4()
    service = world.version("constancia").service
    drafts.keep(
        key=key, service=service, person=world.diego, answers={"motivo": "Secreto"}, documents={}, at=now()
    )
    page = ana.get(f"/services/constancia/request/?draft={key}")
    assert "Secreto" not in page.content.decode() and "ya no está" in words(page)


@pytest.mark.parametrize("key", ["", "x", "0effd23e-49bb-4dc5-8742-d01a0a19e453", "%00"])
def test_a_draft_that_is_not_there_is_told(ana, key):
    page = ana.get("/services/constancia/request/", {"draft": key})
    assert page.status_code == 200 and "ya no está" in words(page)


def test_somebody_else_s_confirmation_and_receipt_do_not_exist(world, faro, ana, client_of, visitor):
    ticket = world.ticket(world.diego)
    for page in ("confirmation", "receipt"):
        assert ana.get(f"/tickets/{ticket.code}/{page}/").status_code == 404
        assert ana.get(f"/tickets/FARO-26-999999-9/{page}/").status_code == 404
        assert ana.get(f"/tickets/x'--/{page}/").status_code == 404
        assert visitor(world.faro).get(f"/tickets/{ticket.code}/{page}/").status_code == 302
        assert client_of(world.bruno).get(f"/tickets/{ticket.code}/{page}/").status_code == 404


def test_a_campus_of_another_institution_is_no_answer(world, faro, ana):
    with acting_in(world.puerto):
        Campus.objects.filter(slug="norte").update(slug="isla")
    version = world.version("constancia")
    form = [*version.data["form"], {"name": "sede", "label": "Sede", "type": "campus", "required": True}]
    publish(
        type(version),
        slug=version.slug,
        data={**version.data, "form": form},
        at=now(),
        service=version.service,
    )
    filling = Filling(ana, "constancia")
    assert "Centro" in words(filling.page) and "Isla" not in words(filling.page)
    response = filling.send(**GOOD["constancia"], sede="isla")
    assert 'href="#id_sede_0"' in response.content.decode() and not Ticket.objects.exists()
    assert filling.send(**GOOD["constancia"], sede="norte").status_code == 302
    assert Ticket.objects.select_related("campus").get().campus.slug == "norte"
