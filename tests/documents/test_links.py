"""A link leads one person of one institution to one document, for ten minutes."""

import time
from datetime import timedelta

import pytest
from django.core import signing

from tests.documents.files import PDF, upload
from tests.world import MONDAY, World
from ventanilla.documents.actions import store
from ventanilla.documents.links import LASTS, Expired, document_of, token
from ventanilla.documents.models import Document
from ventanilla.institutions.acting import acting_in


@pytest.fixture
def document(acting: World) -> Document:
    return store(
        institution=acting.faro,
        file=upload("a.pdf", PDF),
        by=acting.ana,
        accept=("pdf",),
        max_mb=1,
        at=MONDAY,
    )


def test_the_link_opens_for_whom_it_was_made(acting: World, document: Document) -> None:
    assert document_of(token(document, acting.ana), acting.ana) == document


def test_nobody_else_can_use_it(acting: World, document: Document) -> None:
    words = token(document, acting.ana)
    assert document_of(words, acting.diego) is None
    assert document_of(words, None) is None


def test_it_says_nothing_at_another_institution(world: World, document: Document) -> None:
    words = token(document, world.ana)
    with acting_in(world.puerto):
        assert document_of(words, world.ana) is None


@pytest.mark.parametrize("words", ["", "x", "a:b:c", "é:ñ:ü", "W10:1abc:" + "x" * 43])
def test_a_word_that_nobody_signed_is_nothing(acting: World, document: Document, words: str) -> None:
    assert document_of(words, acting.ana) is None


def test_a_signature_made_for_another_purpose_is_nothing(acting: World, document: Document) -> None:
    parts = [acting.faro.pk, document.pk, acting.ana.pk]
    assert document_of(signing.dumps(parts, salt="survey"), acting.ana) is None


def test_after_ten_minutes_it_has_expired(
    acting: World, document: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = token(document, acting.ana)
    late = time.time() + LASTS.total_seconds() + 2
    assert timedelta(minutes=10) == LASTS
    monkeypatch.setattr("django.core.signing.time.time", lambda: late)
    with pytest.raises(Expired) as expired:
        document_of(words, acting.ana)
    assert expired.value.document == document
    assert document_of(words, acting.diego) is None
