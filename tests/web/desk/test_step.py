"""Another unit's step on the pages: asked for, found in the unit's list, answered, seen by the requester (UME-12)."""

from typing import Any
from uuid import uuid4

import pytest

from tests.documents.files import PDF, upload
from tests.tickets.promises import term
from tests.world import World
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.tickets.actions import step as steps
from ventanilla.tickets.involving import Wish
from ventanilla.tickets.models import Step, Ticket

ASKED = "¿Está al día con la matrícula?"


@pytest.fixture
def ticket(world: World) -> Ticket:
    with acting_in(world.faro):
        term("paso", "business_days", 2)
    return world.ticket(world.ana, at=now())


def asked(world: World, ticket: Ticket, kind: str = "validation") -> Step:
    with acting_in(world.faro):
        wish = Wish("tesoreria", kind, "paso", ASKED)
        (made,) = steps.ask(ticket_id=ticket.pk, agent=world.bruno, wishes=[wish], key=uuid4(), at=now())
    return made


def form(**more: Any) -> dict[str, Any]:
    told = {"unit": "tesoreria", "kind": "validation", "term": "paso", "order": "after", "body": ASKED}
    return {"key": uuid4(), **told, **more}


def test_asking(world: World, ticket: Ticket, client_of: Any, statements: Any) -> None:
    bruno, path = client_of(world.bruno), f"/desk/tickets/{ticket.code}/steps/"
    with statements(8):
        page = bruno.get(path).content.decode()
    assert "Pedir un paso a otra unidad" in page and "Tesoreria" in page and ">Registro<" not in page
    data = form()
    with statements(14):
        assert bruno.post(path, data).status_code == 302
    assert bruno.post(path, data).status_code == 302
    with acting_in(world.faro):
        assert Step.objects.count() == 1
    with statements(8):
        page = bruno.get(f"/desk/tickets/{ticket.code}/").content.decode()
    assert "Pasos de otras unidades" in page and "Validación" in page


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"unit": ""}, "Elija la unidad"),
        ({"kind": "saludo"}, "Diga qué pide"),
        ({"term": "x"}, "Elija hasta cuándo"),
        ({"body": " "}, "Escríbalo antes de enviar"),
    ],
)
def test_what_is_missing_is_said_and_nothing_lost(
    world: World, ticket: Ticket, client_of: Any, wrong: dict[str, str], words: str
) -> None:
    answer = client_of(world.bruno).post(f"/desk/tickets/{ticket.code}/steps/", form(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 200 and words in page
    assert ASKED in page or "body" in wrong


def test_the_unit_finds_takes_and_answers_it(
    world: World, ticket: Ticket, client_of: Any, statements: Any
) -> None:
    step, fabia = asked(world, ticket), client_of(world.fabia)
    with statements(8):
        assert ASKED in fabia.get("/desk/steps/").content.decode()
    with statements(8):
        page = fabia.get(f"/desk/steps/{step.pk}/").content.decode()
    assert "Se aprueba" in page and "Devolverlo" in page
    with statements(14):
        assert fabia.post(f"/desk/steps/{step.pk}/taking/").status_code == 302
    answer = {"verdict": "approved", "body": "Al día."}
    with statements(14):
        assert fabia.post(f"/desk/steps/{step.pk}/answer/", answer).status_code == 302
    page = fabia.post(f"/desk/steps/{step.pk}/answer/", answer).content.decode()
    assert "cambió mientras tanto" in page
    assert "Al día." in fabia.get(f"/desk/steps/{step.pk}/").content.decode()
    assert step.request in fabia.get("/desk/steps/?view=over").content.decode()
    page = client_of(world.bruno).get(f"/desk/tickets/{ticket.code}/").content.decode()
    assert "Al día." in page and "Aprobado" in page


def test_the_unit_reads_the_request_and_answers_only_its_step(
    world: World, ticket: Ticket, client_of: Any
) -> None:
    fabia, page = client_of(world.fabia), f"/desk/tickets/{ticket.code}/"
    assert fabia.get(page).status_code == 404
    step = asked(world, ticket)
    seen = fabia.get(page).content.decode()
    assert "puede leer esta solicitud" in seen and 'name="body"' not in seen
    fabia.post(f"/desk/steps/{step.pk}/return/", {"missing": "Falta el recibo."})
    assert fabia.get(page).status_code == 404
    assert fabia.get(f"/desk/steps/{step.pk}/").status_code == 200


def test_returned_and_asked_again_and_cancelled(world: World, ticket: Ticket, client_of: Any) -> None:
    step, bruno = asked(world, ticket), client_of(world.bruno)
    client_of(world.fabia).post(f"/desk/steps/{step.pk}/return/", {"missing": "Falta el recibo."})
    assert "Falta el recibo." in bruno.get(f"/desk/steps/{step.pk}/").content.decode()
    bruno.post(f"/desk/steps/{step.pk}/again/", {"adding": "Va."})
    with acting_in(world.faro):
        step.refresh_from_db()
        assert step.status == "asked"
    bruno.post(f"/desk/steps/{step.pk}/cancellation/", {"ending": "Ya no hace falta."})
    with acting_in(world.faro):
        step.refresh_from_db()
        assert step.status == "cancelled"


@pytest.mark.parametrize("who", ["ana", "diego", "gema", "ines"])
def test_nobody_else_finds_it(world: World, ticket: Ticket, client_of: Any, who: str) -> None:
    step, other = asked(world, ticket), client_of(getattr(world, who))
    assert other.get(f"/desk/steps/{step.pk}/").status_code == 404
    for verb in ("taking", "answer", "return", "again", "cancellation"):
        assert other.post(f"/desk/steps/{step.pk}/{verb}/", {"body": "x"}).status_code == 404


def test_the_requester_sees_which_unit_has_it_and_until_when(
    world: World, ticket: Ticket, client_of: Any, statements: Any
) -> None:
    asked(world, ticket)
    ana = client_of(world.ana)
    with statements(8):
        page = ana.get(f"/tickets/{ticket.code}/").content.decode()
    assert "En validación" in page and "Tesoreria" in page and ASKED not in page
    with statements(8):
        page = ana.get("/tickets/").content.decode()
    assert "En validación" in page and "Tesoreria" in page


def test_what_the_service_brings_along_is_asked_by_one_press(
    world: World, ticket: Ticket, client_of: Any
) -> None:
    with acting_in(world.faro):
        old = ServiceVersion.objects.get(slug="constancia", current=True)
        brought = [
            {"unit": unit, "kind": "validation", "term": "paso", "request": "Valide.", "parallel": n > 0}
            for n, unit in enumerate(("tesoreria", "bienestar"))
        ]
        publish(
            ServiceVersion,
            slug="constancia",
            data={**old.data, "steps": brought},
            at=now(),
            service=old.service,
        )
    made = world.ticket(world.diego, at=now())
    bruno, path = client_of(world.bruno), f"/desk/tickets/{made.code}/steps/"
    assert "Pedirlos todos" in bruno.get(path).content.decode()
    bruno.post(f"{path}service/", {"key": uuid4()})
    with acting_in(world.faro):
        assert list(Step.objects.values_list("status", flat=True)) == ["asked", "asked"]


def test_its_files_are_the_desks(world: World, ticket: Ticket, client_of: Any) -> None:
    step, fabia = asked(world, ticket), client_of(world.fabia)
    data = {"verdict": "approved", "body": "Va.", "files": [upload("estado.pdf", PDF)]}
    assert fabia.post(f"/desk/steps/{step.pk}/answer/", data).status_code == 302
    page = fabia.get(f"/desk/steps/{step.pk}/").content.decode()
    link = page.partition('href="/faro/documents/')[2].partition('"')[0]
    assert "estado.pdf" in page and fabia.get(f"/documents/{link}").status_code == 200
    assert "estado.pdf" not in client_of(world.ana).get(f"/tickets/{ticket.code}/").content.decode()
