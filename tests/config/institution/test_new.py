"""Beginning a folder: a few questions, and what is written passes `check`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.config.institution.questions import capitals, initials, prefix
from ventanilla.config.sections import SECTIONS
from ventanilla.lib.folder import read_folder
from ventanilla.lib.section import Content, understand


def new(folder: Path, *flags: str, said: str | None = None) -> subprocess.CompletedProcess[str]:
    """As somebody at a keyboard calls it, before there is any database."""
    return subprocess.run(
        [sys.executable, "-m", "ventanilla", "institution", "new", str(folder), *flags],
        input=said or "",
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )


def read(folder: Path) -> Content:
    content, problems = understand(read_folder(folder), SECTIONS)
    assert problems == []
    return content


def test_what_is_proposed_is_a_folder_in_order(tmp_path: Path) -> None:
    done = new(tmp_path / "uned", "--yes", "--country", "CR", "--name", 'Universidad "Estatal": a Distancia')
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"{tmp_path / 'uned'}: lista y en orden")
    content = read(tmp_path / "uned")
    identity = content.one("institution")
    assert identity.name == {"es": 'Universidad "Estatal": a Distancia'}
    assert (identity.slug, identity.country, identity.zone) == ("uned", "CR", "America/Costa_Rica")
    assert len(content.values("services")) == 2
    assert {role for person in content.one("demo").people for role in person.roles} == {
        "agent", "director", "administrator", "quality", "executive"
    }  # fmt: skip


def test_questions_are_asked_again_until_the_answer_can_be(tmp_path: Path) -> None:
    answers = [
        "Universidad de Cádiz",
        "UCA",
        "",
        "uca",
        "UCA",
        "zz",
        "ES",
        "",
        "Cádiz",
        "",
        "25:00-26:00",
        "09:00-14:00",
    ]
    done = new(tmp_path / "cadiz", said="\n".join([*answers, "tu", "210", ""]))
    assert done.returncode == 0, done.stderr
    assert "de 2 a 12 letras mayúsculas" in done.stdout
    assert "país desconocido `zz`" in done.stdout
    assert "«25:00-26:00» no es un horario" in done.stdout
    content = read(tmp_path / "cadiz")
    identity = content.one("institution")
    assert (identity.short_name, identity.zone, identity.address, identity.hue) == (
        {"es": "UCA"}, "Europe/Madrid", "tu", 210
    )  # fmt: skip
    assert content.values("calendars")[0].hours.mon == ["09:00-14:00"]
    assert content.values("campuses")[0].city == {"es": "Cádiz"}


@pytest.mark.parametrize(
    ("name", "flags", "words"),
    [
        ("UCA", ["--yes"], "el nombre `UCA` lleva solo letras minúsculas"),
        ("uca", ["--yes", "--country", "Spain"], "país desconocido `Spain`"),
        ("uca", ["--yes", "--hours", "siempre"], "no es un horario"),
        ("uca", [], "faltan respuestas; con --yes se toma lo propuesto"),
        ("full", ["--yes"], "ya existe y no está vacía"),
        ("file", ["--yes"], "ya existe y no está vacía"),
        ("file/uca", ["--yes"], "Not a directory"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_written(
    tmp_path: Path, name: str, flags: list[str], words: str
) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x")
    (tmp_path / "file").write_text("x")
    done = new(tmp_path / name, *flags)
    assert done.returncode == 1
    assert words in done.stderr
    assert not (tmp_path / "uca").exists()


@given(st.text(max_size=40))
def test_initials_and_prefix_are_something(name: str) -> None:
    assert initials(name)
    assert prefix(capitals(name), {})
