"""Every word of our letters is spoken in Spanish, and no other package's catalogue speaks over it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.utils import translation
from django.utils.translation.template import templatize

from ventanilla import notify
from ventanilla.channels import email

PACKAGES = [Path(package.__path__[0]) for package in (notify, email)]
Key = tuple[str | None, str]
BOTH = pytest.mark.parametrize("package", PACKAGES, ids=lambda path: path.name)


def told(package: Path, language: str) -> dict[Key, tuple[str, ...]]:
    """By context and singular: the translations."""
    with (package / f"locale/{language}/LC_MESSAGES/django.po").open("rb") as file:
        messages = [message for message in read_po(file, abort_invalid=True) if message.id]
    strings = [
        (m, tuple(m.string) if isinstance(m.string, tuple | list) else (str(m.string),)) for m in messages
    ]
    return {(m.context, m.id if isinstance(m.id, str) else m.id[0]): words for m, words in strings}


def spoken(package: Path) -> Iterator[Key]:
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", "")
                words = [
                    a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str)
                ]
                if name in {"gettext", "ngettext", "_"}:
                    yield None, words[0]
                elif name == "pgettext":
                    yield words[0], words[1]
    for path in (*package.rglob("*.html"), *package.rglob("*.txt")):
        for found in re.findall(r"gettext\(u?'([^']+)'\)", templatize(path.read_text())):
            yield None, found


@BOTH
def test_every_word_is_spoken_in_spanish_and_none_is_left_over(package: Path):
    words = told(package, "es")
    assert words.keys() == set(spoken(package))
    assert all(all(translations) for translations in words.values())


@BOTH
def test_tu_is_told_only_where_it_differs(package: Path):
    usted, tu = told(package, "es"), told(package, "es_TU")
    assert tu.keys() <= usted.keys()
    assert all(usted[key] != words for key, words in tu.items())


@BOTH
@pytest.mark.parametrize("language", ["es", "es-tu"])
def test_no_other_package_speaks_over_us(package: Path, language: str):
    expected = told(package, "es") | (told(package, "es_TU") if language == "es-tu" else {})
    with translation.override(language):
        heard = {
            (context, words): translation.pgettext(context, words) if context else translation.gettext(words)
            for context, words in expected
        }
    assert heard == {key: words[0] for key, words in expected.items()}


@BOTH
def test_who_is_addressed_as_tu_hears_no_usted(package: Path):
    usted = re.compile(r"\b(usted|su|sus|le|escriba|use|ignore|ingrese|necesita)\b", re.IGNORECASE)
    heard = told(package, "es") | told(package, "es_TU")
    assert not [words for words in heard.values() if usted.search(" ".join(words))]
