"""After sending: what was received, until when there is an answer, and a receipt for the drawer."""

from datetime import UTC, datetime
from hashlib import sha256

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.web.components.markup import Markup
from tests.web.portal.filling import GOOD, PDF, Filling, words
from ventanilla.people.models import Person
from ventanilla.tickets.models import Deadline, Ticket


def test_the_confirmation_says_code_promise_and_where_the_mail_went(world, ana, statements):
    ticket = world.ticket(world.ana, at=datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    with statements(8):
        page = ana.get(f"/tickets/{ticket.code}/confirmation/")
    told = words(page)
    assert "Recibimos su solicitud." in told and ticket.code in told
    assert "Respuesta a más tardar el viernes 27 de noviembre, 17:00" in told
    assert "La confirmación va a ana@faro.test" in told
    html = Markup(page.content.decode())
    assert [one["data-forget"] for one in html.elements if "data-forget" in one] == [
        f"faro/constancia/{world.ana.pk}"
    ]


def test_dates_are_told_in_the_reader_s_own_zone(world, faro, client_of):
    ticket = world.ticket(world.ana, at=datetime(2026, 11, 20, 15, 0, tzinfo=UTC))
    Person.objects.filter(pk=world.ana.pk).update(zone="America/Guayaquil")
    assert "viernes 27 de noviembre, 17:00" in words(
        client_of(world.ana).get(f"/tickets/{ticket.code}/confirmation/")
    )
    Person.objects.filter(pk=world.ana.pk).update(zone="Europe/Madrid")
    assert "viernes 27 de noviembre, 23:00" in words(
        client_of(world.ana).get(f"/tickets/{ticket.code}/confirmation/")
    )


def test_an_address_that_bounced_is_told_on_the_confirmation(world, faro, ana):
    ticket = world.ticket(world.ana)
    Person.objects.filter(pk=world.ana.pk).update(email_bounced_at=datetime(2026, 11, 1, tzinfo=UTC))
    assert "El correo a ana@faro.test volvió" in words(ana.get(f"/tickets/{ticket.code}/confirmation/"))


def test_the_receipt_holds_everything_that_was_sent(faro, ana, statements):
    form = Filling(ana, "reclamo-pago")
    voucher = SimpleUploadedFile("comprobante.pdf", PDF)
    form.send(**GOOD["reclamo-pago"], comprobante=voucher)
    ticket = Ticket.objects.get(submission_key=form.key)
    with statements(8):
        page = ana.get(f"/tickets/{ticket.code}/receipt/")
    told = words(page)
    for piece in (
        ticket.code,
        "Pago que no aparece",
        "Pagué la cuota 2 y sigue como pendiente.",
        "¿Cómo pagó?",
        "Banco",
        "PAB 120,50",
        "comprobante.pdf",
        sha256(PDF).hexdigest(),
        "Declaro que todo es verdad.",
        "Ana Batista",
    ):
        assert piece in told, piece
    assert Deadline.objects.filter(ticket=ticket).count() == 2
    assert "Primer contacto a más tardar el" in told and "Respuesta a más tardar el" in told


def test_a_code_is_found_however_it_is_written(world, ana):
    code = world.ticket(world.ana).code
    assert ana.get(f"/tickets/{code.lower().replace('-', '')}/confirmation/").status_code == 200
