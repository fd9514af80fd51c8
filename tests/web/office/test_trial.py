"""Trying a deadline gives the date that the desk would promise, on the page and from the command."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction

from tests.tickets.promises import promise, term
from tests.world import BORN, World
from ventanilla.config.deadline import answering, stored
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.versions import publish
from ventanilla.tickets.models import Deadline
from ventanilla.worktime import CalendarError, TermError

NIGHT = datetime.fromisoformat("2026-03-09T20:00-05:00")


def promised(world: World, at: datetime = NIGHT) -> str:
    """When the desk itself would have to answer, in Panama."""
    with acting_in(world.faro):
        row = Deadline.objects.get(ticket=world.ticket(world.ana, at=at), clock="resolution")
        return row.due_at.astimezone(world.faro.zoneinfo).isoformat()


def commanded(slug: str = "nuevo", **more: Any) -> str:
    question = {"term": slug, "start": NIGHT.isoformat(), **more}
    return str(answering.answer(stored.source("faro"), question)["due"])


def shown(page: Any) -> str:
    return " ".join(page.content.decode().split())


def tried(world: World, client_of: Any, slug: str = "nuevo", **more: str) -> str:
    asked = {"term": slug, "start": "2026-03-09T20:00", **more}
    return shown(client_of(world.hugo).get("/office/deadlines/", asked))


@pytest.fixture
def named(world: World) -> Any:
    """`named(…)`: the answer to certificates is promised by a term with such rules."""

    def name(unit: str, amount: int, **rules: Any) -> None:
        with acting_in(world.faro), transaction.atomic():
            if "then" in rules:
                term(rules["then"], "business_days", 9)
            term("nuevo", unit, amount, **rules)
            promise(resolution="nuevo")

    return name


@pytest.mark.parametrize(
    ("unit", "rules", "day"),
    [
        ("business_days", {"start": "opening"}, "martes 17 de marzo"),
        ("business_hours", {"start": "opening"}, "martes 10 de marzo"),
        ("business_days", {"valid_to": "2026-03-08", "then": "siguiente"}, "viernes 20 de marzo"),
    ],
)
def test_command_page_and_desk_say_the_same_date(
    world: World, named: Any, client_of: Any, unit: str, rules: dict[str, Any], day: str
) -> None:
    named(unit, 5, **rules)
    assert commanded() == promised(world)
    assert day in tried(world, client_of)


@pytest.mark.parametrize(
    ("rules", "command", "page"),
    [
        (
            {"valid_from": "2026-03-10"},
            "rige desde el 2026-03-10",
            "aún no rige: rige desde el martes 10 de marzo",
        ),
        (
            {"valid_to": "2026-03-08"},
            "rigió hasta el 2026-03-08",
            "ya no rige: rigió hasta el domingo 8 de marzo",
        ),
    ],
)
def test_outside_of_its_validity_a_term_gives_no_date(
    world: World, named: Any, client_of: Any, rules: dict[str, Any], command: str, page: str
) -> None:
    named("business_days", 5, **rules)
    with pytest.raises(TermError, match=command):
        commanded()
    assert page in tried(world, client_of)


@pytest.fixture
def canton(world: World) -> Any:
    with acting_in(world.faro), transaction.atomic():
        old = CalendarVersion.objects.get(slug="oficina", current=True)
        closed = [{"on": "2026-03-11", "reason": "Fiesta del cantón"}]
        data = {**old.data, "slug": "canton", "name": "Guayaquil", "local": True, "closed": closed}
        publish(CalendarVersion, slug="canton", data=data, at=BORN)
        world.ana.locality = "canton"
        world.ana.save(update_fields=["locality"])
    return SimpleNamespace(slug="canton")


@pytest.mark.usefixtures("canton")
def test_where_somebody_lives_counts_in_both(world: World, client_of: Any, statements: Any) -> None:
    here, there = commanded("respuesta"), commanded("respuesta", locality="canton")
    assert datetime.fromisoformat(there) - datetime.fromisoformat(here) == timedelta(days=1)
    assert there == promised(world)
    hugo = client_of(world.hugo)
    asked = {"term": "respuesta", "start": "2026-03-09T20:00", "locality": "canton"}
    with statements(8):
        page = shown(hugo.get("/office/deadlines/", asked))
    assert "Dónde vive el solicitante" in page and "Fiesta del cantón" in page


@pytest.mark.usefixtures("canton")
def test_a_place_that_nobody_lives_in_is_refused_with_those_that_there_are(world: World) -> None:
    with pytest.raises(CalendarError, match="no hay una localidad «oficina»; hay canton"):
        commanded("respuesta", locality="oficina")


def test_where_no_place_matters_it_is_not_asked(world: World, client_of: Any) -> None:
    assert "Dónde vive" not in tried(world, client_of, "respuesta")
