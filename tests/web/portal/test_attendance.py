"""A request goes to the unit that its service names for whoever asks, and the page says so before (UME-01)."""

from typing import Any

import pytest
from django.db import transaction

from tests.web.portal.filling import Filling, words
from tests.world import MONDAY, World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion, Campus, Unit
from ventanilla.institutions.versions import publish
from ventanilla.journal.models import Event
from ventanilla.people.models import Person
from ventanilla.tickets.models import Deadline, Ticket

NORTH = {"when": {"campus": ["norte"]}, "unit": "tesoreria"}
ENGLISH = {"when": {"answers": {"idioma": ["en"]}}, "unit": "bienestar"}
GRADUATES = {"when": {"user_type": ["egresado"], "campus": ["centro"]}, "unit": "bienestar"}


def route(world: World, *rules: dict[str, Any], slug: str = "constancia", form: Any = None) -> None:
    with acting_in(world.faro), transaction.atomic():
        old = world.version(slug)
        data = {**old.data, "routing": list(rules), **({"form": form} if form else {})}
        publish(ServiceVersion, slug=slug, data=data, at=MONDAY, service=old.service)


def settle(world: World, **columns: Any) -> None:
    with acting_in(world.faro):
        if "campus" in columns:
            columns["campus"] = Campus.objects.get(slug=columns["campus"])
        Person.objects.filter(pk=world.ana.pk).update(**columns)


def sent(world: World, visitor: Any, **answers: Any) -> Ticket:
    page = Filling(visitor, "constancia").send(**({"motivo": "Beca", "idioma": "es"} | answers))
    assert page.status_code == 302, words(page)
    with acting_in(world.faro):
        ticket: Ticket = Ticket.objects.select_related("unit", "campus").latest("pk")
        return ticket


def test_the_requester_s_campus_chooses_the_unit(world, ana):
    route(world, NORTH)
    assert sent(world, ana).unit.slug == "registro"
    settle(world, campus="norte")
    ticket = sent(world, ana)
    assert (ticket.unit.slug, str(ticket.campus)) == ("tesoreria", "norte")
    with acting_in(world.faro):
        told = Event.objects.get(kind="ticket.submitted", subject_id=ticket.pk).data
    assert (told["unit"], told["rule"]) == (ticket.unit_id, 1)


@pytest.mark.parametrize(("column", "value"), [("modality", "virtual"), ("programme", "derecho")])
def test_modality_and_programme_choose_it_too(world, ana, column, value):
    route(world, {"when": {column: [value]}, "unit": "tesoreria"})
    assert sent(world, ana).unit.slug == "registro"
    settle(world, **{column: value})
    assert sent(world, ana).unit.slug == "tesoreria"


def test_one_of_several_user_types_is_enough_and_all_conditions_must_hold(world, ana):
    route(world, GRADUATES)
    settle(world, types=["estudiante", "egresado"])
    assert sent(world, ana).unit.slug == "bienestar"
    settle(world, campus="norte")
    assert sent(world, ana).unit.slug == "registro"


def test_an_answer_of_the_form_chooses_it(world, ana):
    route(world, ENGLISH, NORTH)
    assert sent(world, ana, idioma="en").unit.slug == "bienestar"
    assert sent(world, ana, idioma="es").unit.slug == "registro"


def test_the_campus_asked_for_in_the_form_goes_before_the_requester_s_own(world, ana):
    with acting_in(world.faro):
        form = world.version("constancia").data["form"]
    campus = {"name": "sede", "type": "campus", "label": "Sede", "required": True}
    route(world, NORTH, form=[*form, campus])
    ticket = sent(world, ana, sede="norte")
    assert (ticket.unit.slug, str(ticket.campus)) == ("tesoreria", "norte")


def test_the_promise_runs_in_the_calendar_of_the_unit_that_attends(world, ana):
    with acting_in(world.faro), transaction.atomic():
        office = CalendarVersion.objects.get(slug="oficina", current=True).data
        hours = {"slug": "sabados", "hours": {"sat": ["08:00-12:00"]}}
        publish(CalendarVersion, slug="sabados", data={**office, **hours}, at=MONDAY)
        unit = Unit.objects.get(slug="tesoreria")
        unit.data = {**unit.data, "calendar": "sabados"}
        unit.save()
    route(world, NORTH)
    settle(world, campus="norte")
    ticket = sent(world, ana)
    with acting_in(world.faro):
        due = Deadline.objects.select_related("calendar").get(ticket=ticket, clock="resolution")
    assert due.calendar.slug == "sabados"
    assert due.due_at.astimezone(world.faro.zoneinfo).strftime("%A") == "Saturday"


def test_a_unit_that_is_switched_off_attends_nothing(world, ana):
    route(world, NORTH)
    settle(world, campus="norte")
    with acting_in(world.faro):
        Unit.objects.filter(slug="tesoreria").update(active=False)
    assert "Atiende: Registro" in words(ana.get("/services/constancia/"))
    assert sent(world, ana).unit.slug == "registro"


def test_only_the_unit_that_attends_it_sees_the_ticket(world, ana, client_of):
    route(world, NORTH)
    settle(world, campus="norte")
    code = sent(world, ana).code
    assert client_of(world.fabia).get(f"/desk/tickets/{code}/").status_code == 200
    assert client_of(world.bruno).get(f"/desk/tickets/{code}/").status_code == 404


def test_the_page_says_who_attends_and_in_which_cases_another_does(world, ana, visitor, statements):
    route(
        world,
        ENGLISH,
        {"when": {"campus": ["norte", "centro"], "user_type": ["egresado"]}, "unit": "tesoreria"},
    )
    with statements(8):
        page = visitor(world.faro).get("/services/constancia/")
    told = words(page)
    assert "Atiende: Registro" in told
    assert "En estos casos atiende otra unidad:" in told
    assert "si responde «Inglés»: Bienestar" in told
    assert "Norte o Centro, Egresado: Tesoreria" in told

    with statements(8):
        told = words(ana.get("/services/constancia/"))
    assert "si responde «Inglés»: Bienestar" in told and "Tesoreria" not in told

    settle(world, types=["egresado"])
    told = words(ana.get("/services/constancia/"))
    assert "Atiende: Tesoreria" in told and "si responde «Inglés»: Bienestar" in told


def test_where_all_is_known_nothing_is_said_of_other_cases(world, ana):
    route(world, NORTH)
    settle(world, campus="norte")
    told = words(ana.get("/services/constancia/"))
    assert "Atiende: Tesoreria" in told and "otra unidad" not in told


def test_a_request_that_is_routed_keeps_its_budget(world, ana, statements):
    route(world, ENGLISH, NORTH)
    form = Filling(ana, "constancia")
    with statements(14):
        assert form.send(motivo="Beca", idioma="en").status_code == 302
