"""Bytes without a row go after a day; nothing else does."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from tests.documents.files import PDF, upload
from tests.world import World
from ventanilla.documents.actions import store
from ventanilla.documents.models import Document
from ventanilla.documents.sweep import sweep
from ventanilla.documents.tasks import sweep_all
from ventanilla.lib import shelf
from ventanilla.lib.clock import now

TOMORROW = timedelta(days=1, minutes=1)


@pytest.fixture
def document(acting: World) -> Document:
    content = PDF + os.urandom(8)
    return store(
        institution=acting.faro, file=upload("a.pdf", content), by=None, accept=("pdf",), max_mb=1, at=now()
    )


def path(document: Document) -> Path:
    return Path(default_storage.path(shelf.place("faro", document.sha256)))


def test_a_file_with_a_row_stays(acting: World, document: Document) -> None:
    sweep(institution=acting.faro, at=now() + TOMORROW)
    assert path(document).exists()


def test_a_file_without_a_row_stays_for_a_day(acting: World, document: Document) -> None:
    document.delete()
    sweep(institution=acting.faro, at=now() + timedelta(hours=23))
    assert path(document).exists()


def test_a_file_without_a_row_goes_after_a_day(acting: World, document: Document) -> None:
    document.delete()
    assert sweep(institution=acting.faro, at=now() + TOMORROW) >= 1
    assert not path(document).exists()


def test_what_a_broken_write_left_goes_too(acting: World, document: Document) -> None:
    half = path(document).parent / f"{shelf.HALF}x"
    half.write_bytes(b"half")
    sweep(institution=acting.faro, at=now() + TOMORROW)
    assert not half.exists()
    assert path(document).exists()


def test_another_institutions_row_does_not_hold_a_file_here(world: World, document: Document) -> None:
    other = Path(default_storage.path(shelf.place("puerto", document.sha256)))
    other.parent.mkdir(parents=True, exist_ok=True)
    other.write_bytes(b"orphan")
    sweep_all.func(timestamp=int((now() + TOMORROW).timestamp()))
    assert not other.exists()
    assert path(document).exists()
