"""A file is handed to its requester and to who attends it, and to nobody else."""

import time
from typing import Any
from urllib.parse import quote

import pytest

from tests.documents.files import JPG, PDF, upload
from tests.world import MONDAY, World
from ventanilla.documents.actions import Refused, store
from ventanilla.documents.links import LASTS, token
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.lib import shelf
from ventanilla.people.models import Person
from ventanilla.tickets.actions.request import reply

HTML = b"<html><script>alert(1)</script>"


def brought(world: World, name: str, content: bytes) -> Document:
    """A file of Ana's on a request of hers."""
    with acting_in(world.faro):
        document = store(
            institution=world.faro,
            file=upload(name, content),
            by=world.ana,
            accept=("pdf", "jpg", "txt"),
            max_mb=1,
            at=MONDAY,
        )
    world.ticket(world.ana, documents={"archivo": [document]})
    return document


@pytest.fixture
def document(world: World) -> Document:
    return brought(world, "Cédula de Ana.pdf", PDF)


def link(world: World, document: Document, person: Person) -> str:
    with acting_in(person.institution):
        return f"/documents/{token(document, person)}/"


def test_the_requester_gets_it_as_a_download(
    world: World, client_of: Any, document: Document, statements: Any
) -> None:
    with statements(8):
        answer = client_of(world.ana).get(link(world, document, world.ana))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{quote('Cédula de Ana.pdf')}"
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Length"] == str(len(PDF))


def test_who_attends_the_unit_gets_it_too(world: World, client_of: Any, document: Document) -> None:
    assert client_of(world.bruno).get(link(world, document, world.bruno)).status_code == 200


def test_a_link_made_for_somebody_else_is_worth_nothing(
    world: World, client_of: Any, visitor: Any, document: Document
) -> None:
    of_ana = link(world, document, world.ana)
    assert client_of(world.diego).get(of_ana).status_code == 404
    assert client_of(world.bruno).get(of_ana).status_code == 404
    assert client_of(world.people["ana@puerto"]).get(of_ana).status_code == 404
    assert visitor(world.faro).get(of_ana).status_code == 404


@pytest.mark.parametrize("name", ["diego", "fabia", "gema", "ines", "julia"])
def test_a_link_of_ones_own_does_not_replace_permission(
    world: World, client_of: Any, document: Document, name: str
) -> None:
    person = getattr(world, name)
    assert client_of(person).get(link(world, document, person)).status_code == 404


def test_a_file_that_is_on_no_ticket_is_handed_to_nobody(world: World, client_of: Any) -> None:
    with acting_in(world.faro):
        document = store(
            institution=world.faro,
            file=upload("a.pdf", PDF),
            by=world.ana,
            accept=("pdf",),
            max_mb=1,
            at=MONDAY,
        )
    assert client_of(world.ana).get(link(world, document, world.ana)).status_code == 404


def test_a_picture_can_be_shown_and_nothing_else(world: World, client_of: Any, document: Document) -> None:
    picture = brought(world, "foto.jpg", JPG)
    ana = client_of(world.ana)
    shown = ana.get(link(world, picture, world.ana), {"inline": ""})
    assert shown["Content-Disposition"].startswith("inline")
    assert ana.get(link(world, picture, world.ana))["Content-Disposition"].startswith("attachment")
    pdf = ana.get(link(world, document, world.ana), {"inline": ""})
    assert pdf["Content-Disposition"].startswith("attachment")


def test_a_web_page_brought_as_text_does_not_come_in(world: World) -> None:
    with pytest.raises(Refused):
        brought(world, "carta.txt", HTML)


def test_after_ten_minutes_the_page_gives_a_new_link(
    world: World, client_of: Any, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, of_bruno = link(world, document, world.ana), link(world, document, world.bruno)
    late = time.time() + LASTS.total_seconds() + 5
    with monkeypatch.context() as clock:
        clock.setattr("django.core.signing.time.time", lambda: late)
        answer = client_of(world.ana).get(url)
        assert answer.status_code == 410
        page = answer.content.decode()
        assert "Este enlace ha caducado" in page
        assert "Abrir Cédula de Ana.pdf" in page
        assert client_of(world.diego).get(url).status_code == 404
        assert client_of(world.ana).get(of_bruno).status_code == 404


def test_bytes_that_the_storage_lost_are_not_found(world: World, client_of: Any) -> None:
    document = brought(world, "b.pdf", PDF + b"se perder\xe1")
    shelf.remove(shelf.place("faro", document.sha256))
    assert client_of(world.ana).get(link(world, document, world.ana)).status_code == 404


def test_a_confidential_file_read_at_the_desk_is_recorded(world: World, client_of: Any) -> None:
    ticket = world.ticket(world.ana, "bienestar")
    with acting_in(world.faro):
        document = store(
            institution=world.faro,
            file=upload("a.pdf", PDF),
            by=world.ana,
            accept=("pdf",),
            max_mb=1,
            at=MONDAY,
        )
        reply(
            ticket_id=ticket.pk,
            requester=world.ana,
            body="",
            documents=[document],
            at=MONDAY,
            channel="portal",
        )
    assert client_of(world.hugo).get(link(world, document, world.hugo)).status_code == 404
    assert client_of(world.ana).get(link(world, document, world.ana)).status_code == 200
    assert client_of(world.gema).get(link(world, document, world.gema)).status_code == 200
    with acting_in(world.faro):
        read = Event.objects.filter(subject_id=ticket.pk, kind="ticket.read")
        assert [(event.actor_id, event.data) for event in read] == [
            (world.gema.pk, {"document": document.pk})
        ]
