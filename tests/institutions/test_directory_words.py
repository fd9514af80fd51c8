"""people.yaml: how the student system writes its export, checked against what the folder has."""

from collections.abc import Callable
from pathlib import Path

import pytest

Told = Callable[[Path], list[str]]
Replace = Callable[[Path, str, str], int]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("directory: {types: {REG: estudiante}, campuses: {LN: los-olivos}}", ""),
        (
            "directory: {types: {REG: estudiant}}",
            "`estudiant` no existe en types; ¿quiso decir `estudiante`?",
        ),
        ("directory: {campuses: {LN: luna}}", "`luna` no existe en campuses"),
        ("directory: {modalities: {P: presencia}}", "`presencia` no existe en modalities"),
        ("directory: {columns: {correo: [Correo]}}", "correo"),
        (
            "directory: {columns: {email: [Cuenta], student_code: [CUENTA]}}",
            "`CUENTA` ya es la columna `email`",
        ),
        ("directory: {removal_limit: 120}", "`directory.removal_limit`: debe ser 100 o menos"),
        ("directory: {removal_limit: -1}", "`directory.removal_limit`: debe ser 0 o más"),
        ("directory: {columns: {email: ['']}}", "el texto está vacío"),
        ("confirm_after: 0", "`confirm_after`: debe ser 1 o más"),
    ],
)
def test_what_the_folder_says_of_the_directory_fits(
    upn: Path, told: Told, replace: Replace, said: str, words: str
) -> None:
    file = upn / "people.yaml"
    text = file.read_text().replace("confirm_after: 6\n", "")
    file.write_text(text.replace("roles:\n", f"{said}\nroles:\n", 1))
    found = told(upn)
    assert len(found) == (1 if words else 0), found
    assert words in "".join(found)


def test_only_a_text_asks_for_an_earlier_request_and_only_once(
    upn: Path, told: Told, replace: Replace
) -> None:
    card = upn / "services/secretaria-academica/carnet-universitario.yaml"
    replace(card, "form:\n", "form:\n  - {name: uno, label: Uno, type: text, earlier: joins}\n")
    assert told(upn) == []
    replace(card, "form:\n", "form:\n  - {name: dos, label: Dos, type: long, earlier: mentions}\n")
    found = told(upn)
    assert len(found) == 2
    assert any("`earlier` no sirve en una pregunta de tipo `long`" in line for line in found)
    assert any("solo una pregunta pide el número" in line for line in found)
