"""What each page and each verb of the desk may ask of the database."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.world import World
from ventanilla.lib.clock import now
from ventanilla.tickets.models import Ticket


def path(ticket: Ticket, part: str) -> str:
    return f"/desk/tickets/{ticket.code}/{part}"


@pytest.mark.parametrize("part", ["", "history/", "assignment/", "user-type/"])
def test_a_page_of_a_ticket(world: World, client_of: Any, statements: Any, part: str) -> None:
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    with statements(8):
        assert bruno.get(path(ticket, part)).status_code == 200


@pytest.mark.parametrize("part", ["taking/", "notes/", "closure/", "assignment/", "user-type/"])
def test_a_verb(world: World, client_of: Any, statements: Any, part: str) -> None:
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    with statements(14):
        answer = bruno.post(
            path(ticket, part), {"note": "Llamar.", "person": world.bruno.pk, "user_type": "egresado"}
        )
    assert answer.status_code == 302


@pytest.mark.parametrize("kind", ["answer", "question"])
def test_writing_to_the_requester(world: World, client_of: Any, statements: Any, kind: str) -> None:
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    data = {"key": uuid4(), "kind": kind, "body": "Buenos días."}
    with statements(14):
        assert bruno.post(path(ticket, "messages/"), data).status_code == 302


def test_writing_with_a_file(world: World, client_of: Any, statements: Any) -> None:
    """13 without a file; a file costs three more: its lock, its row and its place on the ticket."""
    ticket, bruno = world.ticket(world.ana, at=now()), client_of(world.bruno)
    file = SimpleUploadedFile("constancia.pdf", b"%PDF-1.4\n%%EOF\n")
    data = {"key": uuid4(), "kind": "answer", "body": "Aquí está.", "files": [file]}
    with statements(16):
        assert bruno.post(path(ticket, "messages/"), data).status_code == 302
