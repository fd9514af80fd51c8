"""The office opens on what needs somebody today, for each role its own."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.lib.clock import now
from ventanilla.people.models import Absence, DirectoryImport, Role
from ventanilla.quality.models import Evaluation
from ventanilla.tickets.actions import attend, offence
from ventanilla.tickets.models import Deadline, Extension, Message

PAGE = "/office/"
HOUR = timedelta(hours=1)


def test_a_director_finds_how_his_unit_stands_and_who_is_away(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, at=now() - HOUR)
    with acting_in(world.faro):
        Absence.objects.create(
            person=world.bruno,
            since=now() - HOUR,
            until=now() + HOUR,
            reason="x",
            salt=b"0",
            by=world.carla,
            at=now(),
        )
        Extension.objects.create(
            deadline=Deadline.objects.filter(ticket=ticket)[0],
            status="asked",
            amount=1,
            reason="Falta un dato",
            salt=b"0",
            old_due_at=now(),
            new_due_at=now() + HOUR,
            asked_by=world.bruno,
            asked_at=now(),
        )
    page = client_of(world.carla).get(PAGE).content.decode()
    for words in ("prórrogas por decidir", "personas ausentes hoy", "Sin asignar"):
        assert words in page
    assert 'href="/faro/desk/?view=unassigned&amp;unit=registro">1<' in page
    assert "Tesoreria" not in page


def test_an_administrator_finds_where_nobody_attends(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        Role.objects.filter(person=world.fabia).delete()
        DirectoryImport.objects.create(
            name="a.csv", sha256="0" * 64, size=1, created_at=now(), status="ready"
        )
    page = client_of(world.hugo).get(PAGE).content.decode()
    for words in (
        "unidades en las que nadie atiende",
        "unidades sin dirección",
        "importaciones del directorio",
        "Tesoreria",
        "Registro",
    ):
        assert words in page


def test_who_was_evaluated_is_told(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        Evaluation.objects.create(
            unit=Unit.objects.get(slug="registro"),
            agent=world.carla,
            author=world.hugo,
            since=date(2026, 3, 1),
            until=date(2026, 3, 31),
            figures={},
            figures_at=now(),
            of_director=True,
            salt=b"0",
            delivered_at=now(),
        )
    assert "evaluaciones suyas por leer" in client_of(world.carla).get(PAGE).content.decode()
    assert "evaluaciones suyas por leer" not in client_of(world.hugo).get(PAGE).content.decode()


@pytest.mark.parametrize("who", ["ines", "julia"])
def test_where_nothing_waits_it_says_so(world: World, client_of: Any, who: str) -> None:
    page = client_of(getattr(world, who)).get(PAGE).content.decode()
    assert "Ahora nada le necesita." in page
    assert "/desk/?view" not in page


@pytest.mark.parametrize("who", ["carla", "hugo", "ines", "julia"])
def test_its_budget(world: World, client_of: Any, statements: Any, who: str) -> None:
    client = client_of(getattr(world, who))
    with statements(8):
        assert client.get(PAGE).status_code == 200


def test_a_director_who_is_reported_learns_nothing_of_it_from_a_number(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, at=now())
    with acting_in(world.faro):
        attend.answer(
            ticket_id=ticket.pk, agent=world.carla, body="Es usted un torpe.", documents=[], at=now()
        )
        message = Message.objects.select_related("ticket").get(author=world.carla)
        offence.report(
            message=message,
            reporter=world.ana,
            marked="torpe",
            reason="Me insulta.",
            channel="portal",
            at=now(),
        )
    assert "mensajes reportados por ofensa o acoso" not in client_of(world.carla).get(PAGE).content.decode()
    with acting_in(world.faro):
        here = Unit.objects.get(slug="registro")
        Role.objects.create(person=world.bruno, kind="director", unit=here)
    assert "mensajes reportados por ofensa o acoso" in client_of(world.bruno).get(PAGE).content.decode()
