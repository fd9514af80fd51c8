"""Every sentence of the code and the pages is there in Spanish; tú holds only what differs."""

import io
from collections import defaultdict
from pathlib import Path

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src/ventanilla"
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def sentences() -> dict[tuple[str | None, str], set[str]]:
    """Every msgid (with its context) of code and templates, and where it stands."""
    found: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for path in SOURCE.rglob("*"):
        if path.suffix == ".py":
            text = path.read_text()
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            text = templatize(path.read_text(), origin=str(path))
        else:
            continue
        for line, message, _comments, context in extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            msgid = message if isinstance(message, str) else message[0]
            if msgid:
                found[(context, msgid)].add(f"{path.relative_to(SOURCE)}:{line}")
    return found


def catalogue(language: str) -> dict[tuple[str | None, str], object]:
    known: dict[tuple[str | None, str], object] = {}
    for path in SOURCE.rglob(f"locale/{language}/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file, abort_invalid=True):
                if message.id:
                    assert not message.fuzzy, f"{path}: {message.id}"
                    msgid = message.id if isinstance(message.id, str) else message.id[0]
                    known[(message.context, msgid)] = message.string
    return known


def test_every_sentence_is_said_in_spanish() -> None:
    spanish = catalogue("es")
    missing = {msgid: where for msgid, where in sentences().items() if not spanish.get(msgid)}
    assert not missing, "\n".join(f"{sorted(where)[0]}: {msgid[1]!r}" for msgid, where in missing.items())


@pytest.mark.parametrize("language", ["es", "es_TU"])
def test_two_packages_do_not_say_one_sentence_differently(language: str) -> None:
    """All catalogues become one: the other meaning needs a context."""
    said: dict[tuple[str | None, str], object] = {}
    for path in SOURCE.rglob(f"locale/{language}/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                if message.id:
                    key = (message.context, message.id if isinstance(message.id, str) else message.id[0])
                    assert said.setdefault(key, message.string) == message.string, (key, path)


@pytest.mark.parametrize("language", ["es", "es_TU"])
def test_no_catalogue_keeps_a_sentence_that_nobody_says(language: str) -> None:
    unused = set(catalogue(language)) - set(sentences())
    assert not unused, sorted(unused, key=str)


def test_tu_differs_from_usted_wherever_it_speaks() -> None:
    usted, tu = catalogue("es"), catalogue("es_TU")
    same = [msgid for msgid, words in tu.items() if words == usted.get(msgid)]
    assert not same


def test_usted_and_tu_are_not_mixed() -> None:
    """Words that only tú uses do not stand in the usted catalogue."""
    for (_context, msgid), words in catalogue("es").items():
        for text in words if isinstance(words, tuple | list) else [words]:
            said = f" {str(text).lower()} "
            assert not any(f" {word} " in said for word in ("tu", "tus", "contigo", "tienes", "puedes")), (
                msgid,
                text,
            )
