"""Trying a deadline, and moving those that a changed calendar prolongs."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.tickets.promises import term
from tests.world import World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.tickets.models import Deadline

GOOD = {"term": "respuesta", "start": "2026-03-09T10:00"}


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def resolution(world: World, ticket: Any) -> Any:
    with acting_in(world.faro):
        return Deadline.objects.get(ticket=ticket, clock="resolution").due_at


def close_every_monday(world: World) -> None:
    with acting_in(world.faro), transaction.atomic():
        old = CalendarVersion.objects.get(slug="oficina", current=True)
        hours = {**old.data["hours"], "mon": [], "tue": []}
        publish(CalendarVersion, slug="oficina", data={**old.data, "hours": hours}, at=now())


def test_a_term_and_a_start_give_a_date_and_each_day_of_it(
    world: World, client_of: Any, statements: Any
) -> None:
    hugo = client_of(world.hugo)
    with statements(8):
        page = text(hugo.get("/office/deadlines/", GOOD))
    assert "lunes 16 de marzo" in page
    assert "5 días" in page


def test_a_pause_and_a_place_change_it(world: World, client_of: Any) -> None:
    asked = {**GOOD, "since1": "2026-03-10T00:00", "until1": "2026-03-12T00:00"}
    page = text(client_of(world.hugo).get("/office/deadlines/", asked))
    assert "miércoles 18 de marzo" in page
    endless = text(client_of(world.hugo).get("/office/deadlines/", {**asked, "until1": ""}))
    assert "Sin fecha mientras la pausa no termine" in endless


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"term": "nada"}, "Elija un plazo."),
        ({"start": ""}, "Escriba un día y una hora que existan."),
        ({"start": "2026-02-30T10:00"}, "Escriba un día y una hora que existan."),
        ({"start": "9999-12-31T23:59"}, "Escriba un día y una hora que existan."),
        ({"start": "x" * 10_000}, "Escriba un día y una hora que existan."),
        ({"since1": "2026-03-12T00:00", "until1": "2026-03-10T00:00"}, "Termina antes de empezar."),
        ({"complexity": "huge"}, "lunes 16 de marzo"),
        ({"campus": "atlantis"}, "lunes 16 de marzo"),
    ],
)
def test_what_makes_no_sense_is_told_at_its_field(
    world: World, client_of: Any, asked: dict[str, str], words: str
) -> None:
    page = client_of(world.hugo).get("/office/deadlines/", {**GOOD, **asked})
    assert page.status_code == 200
    assert words in text(page)


def test_a_changed_calendar_shows_what_moves_and_moves_it_with_a_mail(
    world: World, client_of: Any, statements: Any, work: Any, catcher: Any
) -> None:
    ticket, hugo = world.ticket(world.ana, at=now()), client_of(world.hugo)
    promised = resolution(world, ticket)
    assert "Ningún plazo abierto se movería." in text(hugo.get("/office/changes/"))
    close_every_monday(world)
    with statements(8):
        page = text(hugo.get("/office/changes/"))
    assert ticket.code in page
    assert resolution(world, ticket) == promised
    with statements(8):
        assert hugo.post("/office/changes/application/").status_code == 302
    work()
    assert resolution(world, ticket) > promised
    assert "Ningún plazo abierto se movería." in text(hugo.get("/office/changes/"))


def test_a_confidential_request_is_not_named(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, "bienestar", at=now())
    close_every_monday(world)
    page = text(client_of(world.hugo).get("/office/changes/"))
    assert ticket.code not in page
    assert "Confidencial" in page


def test_those_that_were_not_looked_at_can_be_moved_though_the_first_stay(
    world: World, client_of: Any, work: Any, catcher: Any, monkeypatch: Any
) -> None:
    """The first promises ended before the decree's days, and fill what the page looks at."""
    monkeypatch.setattr("ventanilla.tickets.shifting.BATCH", 1)
    stays = world.ticket(world.diego, at=now() - timedelta(days=60))
    ticket, hugo = world.ticket(world.ana, at=now()), client_of(world.hugo)
    promised = resolution(world, ticket)
    close_every_monday(world)
    page = text(hugo.get("/office/changes/"))
    assert stays.code not in page
    assert "Ningún plazo abierto se movería." not in page
    assert "Al moverlos se revisan todos." in page
    assert "/office/changes/application/" in page
    hugo.post("/office/changes/application/")
    work()
    assert resolution(world, ticket) > promised


def test_the_stage_of_a_confidential_request_is_not_named(world: World, client_of: Any) -> None:
    with acting_in(world.faro), transaction.atomic():
        old = ServiceVersion.objects.get(slug="bienestar", current=True)
        first = {**old.data["stages"][0], "name": "Acoso recibido", "term": "respuesta"}
        stages = [first, *old.data["stages"][1:]]
        publish(
            ServiceVersion,
            slug="bienestar",
            data={**old.data, "stages": stages},
            at=now(),
            service=old.service,
        )
    world.ticket(world.ana, "bienestar", at=now())
    close_every_monday(world)
    page = text(client_of(world.hugo).get("/office/changes/"))
    assert "Una etapa" in page
    assert "Acoso recibido" not in page


def test_a_complexity_that_nobody_knows_is_none(world: World, client_of: Any) -> None:
    with acting_in(world.faro), transaction.atomic():
        amounts = {"low": 1, "medium": 2, "high": 3}
        term("por-complejidad", "business_days", None, amounts=amounts)
    asked = {**GOOD, "term": "por-complejidad", "complexity": "huge"}
    assert "miércoles 11 de marzo" in text(client_of(world.hugo).get("/office/deadlines/", asked))


@pytest.mark.parametrize("who", ["ana", "bruno", "carla", "ines"])
def test_only_administrators_move_deadlines(world: World, client_of: Any, who: str) -> None:
    client = client_of(getattr(world, who))
    assert client.get("/office/changes/").status_code == 404
    assert client.post("/office/changes/application/").status_code == 404


@pytest.mark.parametrize(
    ("last", "said"),
    [
        ("2026-03-10", "Terminó el martes 10 de marzo"),
        ("2090-01-02", "Vale hasta el lunes 2 de enero de 2090"),
    ],
)
def test_the_office_reads_when_a_calendar_ends(world: World, client_of: Any, last: str, said: str) -> None:
    hugo = client_of(world.hugo)
    with acting_in(world.faro), transaction.atomic():
        old = CalendarVersion.objects.get(slug="oficina", current=True)
        publish(CalendarVersion, slug="oficina", data={**old.data, "valid_to": last}, at=now())
    assert said in text(hugo.get("/office/calendars/"))


def test_a_term_that_reaches_beyond_the_calendar_is_told_so_when_it_is_tried(
    world: World, client_of: Any
) -> None:
    hugo = client_of(world.hugo)
    with acting_in(world.faro), transaction.atomic():
        old = CalendarVersion.objects.get(slug="oficina", current=True)
        publish(CalendarVersion, slug="oficina", data={**old.data, "valid_to": "2026-03-10"}, at=now())
    page = text(hugo.get("/office/deadlines/", GOOD))
    assert "El calendario de días hábiles llega hasta el martes 10 de marzo" in page
    for start in ("2026-02-30T10:00", "2026-03-09", "nunca"):
        assert hugo.get("/office/deadlines/", {**GOOD, "start": start}).status_code == 200
