"""What is no folder, or cannot be read: clear words, and nothing half done."""

import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.institutions.commands import refused
from ventanilla.institutions.models import Institution

WORDS = ("check", "plan", "apply", "export")
Harm = Callable[[Path], object]


def put(name: str, text: str | bytes) -> Harm:
    def harm(folder: Path) -> None:
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())

    return harm


def link(name: str, target: str) -> Harm:
    def harm(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return harm


HARMS: list[tuple[Harm, str]] = [
    (put("units.yaml", "- slug: [\n"), "units.yaml:2: falta un valor, o falta cerrar un corchete"),
    (put("units.yaml", b"- slug: \xff"), "units.yaml:1: el archivo no está en UTF-8"),
    (put("units.yaml", "x" * 1_000_001), "units.yaml:1: el archivo pesa 1000001 bytes"),
    (put("units.yaml", "- &a {slug: b}\n- *a\n"), "aquí no se usan anclas ni alias"),
    (put("units.yaml", "[" * 200 + "]" * 200), "units.yaml:1: hay más de 30 niveles"),
    (put("unit.yaml", "- slug: a"), "unit.yaml:1: nada lee este archivo; ¿quiso decir `units.yaml`?"),
    (link("units.yaml", "/etc/passwd"), "units.yaml:1: es un enlace que sale de la carpeta"),
    (link("services/mine", "/"), "services/mine:1: es un enlace que sale de la carpeta"),
    (lambda folder: os.mkfifo(folder / "pipe.yaml"), "pipe.yaml:1: no es un archivo corriente"),
    (lambda folder: (folder / "institution.yaml").unlink(), "institution.yaml:1: falta este archivo"),
]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize(("harm", "words"), HARMS, ids=[words[:40] for _, words in HARMS])
def test_a_folder_that_cannot_be_read(upn: Path, word: str, harm: Harm, words: str) -> None:
    call_command("institution", "apply", str(upn), stdout=StringIO())
    harm(upn)
    before = sorted(path for path in upn.rglob("*"))
    told = refused(word, upn)
    assert f"{upn}/" in told and words in told
    assert "problema" in told
    assert sorted(path for path in upn.rglob("*")) == before


@pytest.mark.parametrize("word", WORDS)
def test_an_empty_folder_or_none(tmp_path: Path, word: str) -> None:
    (tmp_path / "upn").mkdir()
    told = refused(word, tmp_path / "upn")
    assert "falta este archivo" in told or "ninguna institución se llama `upn`" in told
    assert not Institution.objects.filter(slug="upn").exists()


@pytest.mark.parametrize("word", WORDS)
def test_a_file(tmp_path: Path, word: str) -> None:
    (tmp_path / "upn").write_text("slug: upn")
    assert "es un archivo; se espera" in refused(word, tmp_path / "upn")


@pytest.mark.parametrize("word", WORDS)
def test_what_the_system_refuses_is_told_in_its_words(tmp_path: Path, word: str) -> None:
    assert "File name too long" in refused(word, tmp_path / ("x" * 300))


def test_a_folder_that_cannot_be_written(upn: Path, tmp_path: Path) -> None:
    """Written into a place that is a file."""
    call_command("institution", "apply", str(upn), stdout=StringIO())
    (tmp_path / "taken").write_text("x")
    assert "Not a directory" in refused("export", tmp_path / "taken" / "upn")


def test_a_folder_of_folders_is_each_of_them(upn: Path) -> None:
    out = StringIO()
    call_command("institution", "check", str(upn.parent), stdout=out)
    assert out.getvalue() == "upn: en orden\n"
    (upn.parent / "empty").mkdir()
    assert f"{upn.parent}/empty/institution.yaml:1: falta este archivo" in refused("check", upn.parent)
