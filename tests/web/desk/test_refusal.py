"""Whose role was taken away while he wrote reads his words again, and nothing of the request."""

from html import unescape
from typing import Any
from uuid import uuid4

import pytest

from tests.tickets.promises import term
from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Unit
from ventanilla.lib.clock import now
from ventanilla.people.models import Role, RoleKind
from ventanilla.tickets.actions import refer
from ventanilla.tickets.actions import step as steps
from ventanilla.tickets.actions.referral import Addressee
from ventanilla.tickets.involving import Wish
from ventanilla.tickets.models import Note, Ticket

WORDS = "Una hora de trabajo, palabra por palabra."
#: Where each is written, and the name of its field.
FORMS = [
    ("notes/", "note"),
    ("steps/", "body"),
    ("referral/", "body"),
    ("reclassification/", "reason"),
    ("escalation/", "body"),
    ("transfer/", "body"),
    ("reopening/", "reason"),
    ("extension/", "reason"),
]


def path(ticket: Ticket, part: str) -> str:
    return f"/desk/tickets/{ticket.code}/{part}"


def lose(world: World, person: Any, *, desk: bool) -> None:
    """The role of the unit; `desk`: he goes on working, in another one."""
    with acting_in(world.faro):
        Role.objects.filter(person=person).delete()
        if desk:
            other = Unit.objects.get(slug="bienestar")
            Role.objects.create(person=person, kind=RoleKind.AGENT, unit=other)


@pytest.mark.parametrize("desk", [True, False])
@pytest.mark.parametrize(("part", "field"), FORMS)
def test_what_he_wrote_comes_back(world: World, client_of: Any, part: str, field: str, desk: bool) -> None:
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    assert bruno.get(path(ticket, "")).status_code == 200
    lose(world, world.bruno, desk=desk)
    page = bruno.post(path(ticket, part), {field: WORDS})
    shown = unescape(page.content.decode())
    assert WORDS in shown and "ya no la atiende" in shown
    assert page.status_code == 404
    assert not [word for word in (ticket.title, "Ana") if word in shown]
    with acting_in(world.faro):
        assert not Note.objects.exists()


def test_of_an_unknown_request_it_says_the_same(world: World, client_of: Any) -> None:
    ticket, diego = world.ticket(world.ana, at=now()), client_of(world.diego)
    here, nowhere = (
        diego.post(f"/desk/tickets/{code}/notes/", {"note": WORDS})
        for code in (ticket.code, "FARO-26-999998-1")
    )
    assert here.status_code == nowhere.status_code == 404
    assert WORDS in here.content.decode() and WORDS in nowhere.content.decode()
    assert diego.post(path(ticket, "notes/"), {"note": " "}).status_code == 404


def test_the_answer_of_a_step_and_of_a_referral_comes_back(world: World, client_of: Any) -> None:
    ticket, at = world.ticket(world.ana, at=now()), now()
    with acting_in(world.faro):
        term("paso", "business_days", 2)
        wishes = [Wish("tesoreria", "opinion", "paso", "¿Pagó?")]
        (step,) = steps.ask(ticket_id=ticket.pk, agent=world.bruno, wishes=wishes, key=uuid4(), at=at)
        to = Addressee("Otra oficina", "phone", "555 0101")
        made = refer.refer(
            ticket_id=ticket.pk, agent=world.bruno, kind="outside", to=to, text="Vea", key=uuid4(), at=at
        )
    bruno, fabia = client_of(world.bruno), client_of(world.fabia)
    for who in (world.bruno, world.fabia):
        lose(world, who, desk=True)
    for client, address, field in (
        (fabia, f"/desk/steps/{step.pk}/answer/", "body"),
        (fabia, f"/desk/steps/{step.pk}/return/", "missing"),
        (bruno, f"/desk/steps/{step.pk}/cancellation/", "ending"),
        (bruno, path(ticket, f"referral/{made.pk}/answer/"), "body"),
    ):
        shown = unescape(client.post(address, {field: WORDS}).content.decode())
        assert WORDS in shown and ticket.title not in shown, address
