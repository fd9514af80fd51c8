import gettext
import os
from pathlib import Path

import pytest

from ventanilla.lib.catalogues import BrokenCatalogue, compile_changed

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\nLanguage: es\\n"\n\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "tickets/locale/es/LC_MESSAGES/django.po"
    file.parent.mkdir(parents=True)
    file.write_text(HEAD + 'msgid "Send"\nmsgstr "Enviar"\n')
    return file


def says(source: Path) -> str:
    with source.with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file).gettext("Send")


def test_a_catalogue_is_compiled_once_and_again_when_it_changed(source: Path, tmp_path: Path):
    assert compile_changed(tmp_path) == [source.with_suffix(".mo")]
    assert says(source) == "Enviar"
    assert compile_changed(tmp_path) == []
    source.write_text(HEAD + 'msgid "Send"\nmsgstr "Mandar"\n')
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    assert compile_changed(tmp_path) == [source.with_suffix(".mo")]
    assert says(source) == "Mandar"


@pytest.mark.parametrize(
    "broken",
    ['msgid "Send"\nEnviar\n', '#, python-format\nmsgid "Send %(file)s"\nmsgstr "Enviar %(archivo)s"\n'],
)
def test_a_broken_catalogue_is_named_and_the_old_one_stays(source: Path, tmp_path: Path, broken: str):
    compile_changed(tmp_path)
    source.write_text(HEAD + broken)
    later = source.with_suffix(".mo").stat().st_mtime + 1
    os.utime(source, (later, later))
    with pytest.raises(BrokenCatalogue, match=r"django\.po"):
        compile_changed(tmp_path)
    assert says(source) == "Enviar"
