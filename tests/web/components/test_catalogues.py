"""Every word of ours is spoken in Spanish, and tú differs only where usted does."""

import re
from pathlib import Path
from typing import Any

from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation.template import templatize

from ventanilla.web import components

FOLDER = Path(components.__file__).parent
WORDS = r"u?(['\"])((?:\\.|(?!\{quote}).)*)\{quote}"
CALLS = [
    re.compile(r"(?:\bn?gettext(?:_lazy)?|\b_)\(\s*" + WORDS.format(quote=1)),
    re.compile(r"\bpgettext\(\s*" + WORDS.format(quote=1) + r",\s*" + WORDS.format(quote=3)),
]


def messages(language: str) -> list[Any]:
    with (FOLDER / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        return [message for message in read_po(file, abort_invalid=True) if message.id]


def catalogue(language: str) -> dict[str, str]:
    """By the singular, whatever the context."""
    return {first(message.id): first(message.string) for message in messages(language)}


def first(words: Any) -> str:
    return words if isinstance(words, str) else words[0]


def spoken() -> set[str]:
    sources = [file.read_text() for file in FOLDER.rglob("*.py")]
    pages = [file for file in FOLDER.rglob("*.html") if "gallery" not in file.parts]
    sources += [templatize(page.read_text()) for page in pages]
    return {found[-1] for source in sources for call in CALLS for found in call.findall(source)}


def test_every_word_is_spoken_in_spanish() -> None:
    missing = spoken() - set(catalogue("es"))
    assert not missing


def test_no_translation_is_left_over_or_empty() -> None:
    told = catalogue("es")
    assert not set(told) - spoken()
    assert all(told.values())


def test_no_other_package_speaks_over_us() -> None:
    """Catalogues are merged and the first package of the settings wins: a common word may be Django's."""
    own = {m.id: m.string for m in messages("es") if isinstance(m.id, str) and not m.context}
    with translation.override("es"):
        heard = {name: translation.gettext(name) for name in own}
    assert heard == own


def test_tu_holds_only_what_differs() -> None:
    usted, tu = catalogue("es"), catalogue("es_TU")
    assert not set(tu) - set(usted)
    assert [name for name, words in tu.items() if words == usted[name]] == []
    assert not [words for words in tu.values() if re.search(r"\b(su|sus|usted|usted[^a-z])\b", words)]
