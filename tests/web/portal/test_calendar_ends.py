"""Where the calendar ends nobody reads an error page: what is written waits until it can be sent."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from tests.web.portal.filling import GOOD, PDF, Filling, words
from tests.world import BORN, World
from ventanilla.institutions.models import CalendarVersion, TermVersion
from ventanilla.institutions.versions import publish
from ventanilla.tickets.models import Attachment, Draft, Ticket

PAST = "2026-02-27"
SAID = "Nuestro calendario de días hábiles llega hasta el viernes 27 de febrero"
KEPT = "No se envió y no se perdió nada"


def ends(last: str | None) -> None:
    old = CalendarVersion.objects.get(slug="oficina", current=True)
    with transaction.atomic():
        publish(CalendarVersion, slug="oficina", data={**old.data, "valid_to": last}, at=BORN)


def test_the_service_says_why_nothing_can_be_sent_and_where_to_go(
    faro: Any, ana: Any, statements: Any
) -> None:
    ends(PAST)
    with statements(9):  # one more than a page has, for the hours that no promise brings along
        page = ana.get("/services/constancia/")
    told = words(page)
    assert page.status_code == 200
    assert SAID in told and "venga o escriba a la ventanilla" in told
    assert "Iniciar la solicitud" not in told
    assert "Cerrado ahora" in told


def test_a_stranger_reads_the_same(world: World, faro: Any, visitor: Any) -> None:
    ends(PAST)
    assert SAID in words(visitor(world.faro).get("/services/constancia/"))


def test_a_term_that_is_longer_than_what_is_left_of_the_calendar_says_the_same(faro: Any, ana: Any) -> None:
    for slug in TermVersion.objects.filter(current=True).values_list("slug", flat=True):
        row = TermVersion.objects.get(slug=slug, current=True)
        with transaction.atomic():
            data = {**row.data, "unit": "business_days", "amount": 5000, "warnings": []}
            publish(TermVersion, slug=slug, data=data, at=BORN)
    ends("2030-01-01")
    assert "llega hasta el martes 1 de enero de 2030" in words(ana.get("/services/constancia/"))


def test_the_form_is_not_shown_where_it_could_not_be_sent(faro: Any, ana: Any) -> None:
    ends(PAST)
    page = ana.get("/services/constancia/request/")
    assert page.status_code == 200
    assert SAID in words(page) and "Ahora no se puede enviar" in words(page)
    assert not Draft.objects.exists()


@pytest.mark.parametrize("complete", [True, False])
def test_what_was_written_waits_with_its_files_and_is_sent_once_the_calendar_goes_on(
    faro: Any, ana: Any, complete: bool
) -> None:
    form = Filling(ana, "constancia")
    key = form.key
    ends(PAST)
    answers = GOOD["constancia"] if complete else {"motivo": GOOD["constancia"]["motivo"]}
    page = form.send(**answers, archivo=SimpleUploadedFile("carta.pdf", PDF))
    told = words(page)
    assert page.status_code == 200
    assert SAID in told and KEPT in told and "Para una beca del banco" in told
    assert f'/faro/services/constancia/request/?draft={key}"' in page.content.decode()
    assert not Ticket.objects.exists()
    again = ana.get(f"/services/constancia/request/?draft={key}")
    assert SAID in words(again) and KEPT in words(again)
    ends(None)
    resumed = Filling(ana, "constancia", f"?draft={key}")
    assert resumed.key == key and "carta.pdf" in resumed.page.content.decode()
    assert resumed.send(**GOOD["constancia"]).status_code == 302
    [ticket] = Ticket.objects.all()
    assert ticket.submission_key == key
    assert Attachment.objects.filter(ticket=ticket).count() == 1
    assert not Draft.objects.exists()


@pytest.mark.parametrize("path", ["/", "/calendar/", "/places/", "/help/"])
def test_the_pages_of_hours_say_that_it_is_closed(faro: Any, ana: Any, path: str) -> None:
    ends(PAST)
    page = ana.get(path)
    assert page.status_code == 200
    assert "Cerrado ahora" in words(page)


def test_it_is_said_in_english_too(world: World, faro: Any, client_of: Any) -> None:
    ends(PAST)
    page = client_of(world.ana, accept_language="en").get("/services/constancia/request/")
    assert "Our calendar of working days goes no further than Friday 27 February" in words(page)


@pytest.mark.parametrize(
    ("key", "day", "said"),
    [
        ("valid_from", "2090-01-02", "El plazo de este servicio rige desde el lunes 2 de enero de 2090"),
        ("valid_to", "2026-02-27", "El plazo de este servicio rigió hasta el viernes 27 de febrero"),
    ],
)
def test_outside_of_a_terms_validity_the_service_says_so_and_nothing_is_sent(
    faro: Any, ana: Any, key: str, day: str, said: str
) -> None:
    old = TermVersion.objects.get(slug="respuesta", current=True)
    with transaction.atomic():
        publish(TermVersion, slug="respuesta", data={**old.data, key: day}, at=BORN)
    assert said in words(ana.get("/services/constancia/"))
    page = ana.get("/services/constancia/request/")
    assert said in words(page) and "Ahora no se puede enviar" in words(page)
