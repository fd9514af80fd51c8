"""A session ends while somebody writes: nothing of it is lost, and nobody else finds it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.browserless import Visitor
from tests.web.components.markup import Markup
from tests.web.portal.filling import GOOD, PDF, Filling, hidden, words
from ventanilla.documents.models import Document
from ventanilla.lib.clock import now
from ventanilla.tickets.models import Attachment, Draft, Ticket
from ventanilla.web.portal.submit import unfinished


def expire(visitor):
    """The server forgets the session; the browser still sends its cookie."""
    visitor.client.session.flush()


def kept_at(response):
    """The address, within the institution, to which the log-in leads back."""
    assert response.status_code == 302 and "/login/" in response["Location"]
    return response["Location"].partition("next=")[2].replace("%3F", "?").replace("%3D", "=")


def test_what_ana_wrote_is_there_after_she_logs_in_again_with_its_file(world, faro, ana, client_of):
    form = Filling(ana, "reclamo-pago")
    expire(ana)
    voucher = SimpleUploadedFile("comprobante.pdf", PDF)
    given = {**GOOD["reclamo-pago"], "detalle": "Pagué dos veces.", "comprobante": voucher}
    address = kept_at(form.send(**given))
    assert not Ticket.objects.exists()

    again = client_of(world.ana)
    page = again.client.get(address)
    html = page.content.decode()
    assert "Pagué dos veces." in html and 'value="120.50"' in html and "comprobante.pdf" in html
    assert Markup(html).one("input", name="declared").attributes.get("checked") is not None
    assert "Guardamos lo que había escrito" in words(page)

    given = {**hidden(page), **GOOD["reclamo-pago"], "detalle": "Pagué dos veces."}
    sent = again.post("/services/reclamo-pago/request/", given)
    ticket = Ticket.objects.get(submission_key=form.key)
    assert sent["Location"].endswith(f"/tickets/{ticket.code}/confirmation/")
    assert Attachment.objects.select_related("document").get().document.name == "comprobante.pdf"
    assert not Draft.objects.exists()


def test_whoever_else_logs_in_on_that_computer_does_not_see_it(world, faro, ana, client_of):
    form = Filling(ana, "constancia")
    expire(ana)
    address = kept_at(form.send(motivo="Es privado", idioma="es"))
    page = client_of(world.diego).client.get(address)
    assert page.status_code == 200
    assert "Es privado" not in page.content.decode() and "ya no está" in words(page)


def test_a_stranger_with_an_invented_form_leaves_nothing_behind(world, faro):
    stranger = Visitor(world.faro)
    voucher = SimpleUploadedFile("x.pdf", PDF)
    for key in ("", "no", "6f1f3c1e-8f8e-4a66-9c93-2d6c3a2f7b10"):
        given = {**GOOD["constancia"], "key": key, "form-bearer": "x:y:z", "archivo": voucher}
        response = stranger.post("/services/constancia/request/", given)
        assert kept_at(response).endswith("/services/constancia/request/")
    assert not Draft.objects.exists() and not Document.objects.exists()


def test_a_file_that_is_not_taken_is_told_after_the_log_in(world, faro, ana):
    form = Filling(ana, "constancia")
    expire(ana)
    empty = SimpleUploadedFile("vacío.pdf", b"")
    response = form.send(motivo="Beca", idioma="es", archivo=empty)
    assert Draft.objects.get().answers["motivo"] == "Beca"
    assert "vacío.pdf" in words(ana.client.get(response["Location"]))


def test_a_form_left_unfinished_too_often_waits(world, faro, ana):
    for _ in range(unfinished.UNFINISHED.times):
        unfinished.allow(world.ana, at=now())
    response = Filling(ana, "constancia").send(motivo="", idioma="es")
    assert response.status_code == 429
    assert Filling(ana, "constancia").send().status_code == 302
