"""Files that nothing refers to go after a day."""

import os
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tests.documents.files import PDF, upload
from tests.world import MONDAY, World
from ventanilla.documents.actions import store
from ventanilla.documents.models import Document
from ventanilla.tickets.actions import draft as drafts
from ventanilla.tickets.actions.sweep import sweep
from ventanilla.tickets.models import Draft
from ventanilla.tickets.tasks import sweep_all

DAY = timedelta(days=1, minutes=1)
MONTH = timedelta(days=31)


@pytest.fixture
def document(acting: World) -> Document:
    file = upload("a.pdf", PDF + os.urandom(8))
    return store(institution=acting.faro, file=file, by=acting.ana, accept=("pdf",), max_mb=1, at=MONDAY)


def keep_draft(world: World, document: Document, at: datetime) -> None:
    service = world.version("constancia").service
    drafts.keep(
        key=uuid4(), service=service, person=world.ana, answers={}, documents={"archivo": [document]}, at=at
    )


def exists(document: Document) -> bool:
    return Document.objects.filter(pk=document.pk).exists()


def test_a_file_that_nothing_refers_to_stays_a_day(acting: World, document: Document) -> None:
    sweep(at=MONDAY + timedelta(hours=23))
    assert exists(document)
    assert sweep(at=MONDAY + DAY) == 1
    assert not exists(document)


def test_a_file_on_a_ticket_stays(acting: World, document: Document) -> None:
    acting.ticket(acting.ana, documents={"archivo": [document]})
    assert sweep(at=MONDAY + 20 * MONTH) == 0
    assert exists(document)


def test_a_draft_holds_its_files_as_long_as_it_is_kept(acting: World, document: Document) -> None:
    keep_draft(acting, document, MONDAY)
    assert sweep(at=MONDAY + MONTH) == 0
    Draft.objects.all().delete()
    assert sweep(at=MONDAY + MONTH) == 1


def test_every_institution_is_swept(world: World, document: Document) -> None:
    sweep_all.func(timestamp=int((MONDAY + DAY).timestamp()))
    assert not exists(document)
