"""What may be missing from a folder and, where it is there, must fit: channels, guides, documents, guideline, sheet."""

from collections.abc import Callable
from pathlib import Path

import pytest

Told = Callable[[Path], list[str]]
Replace = Callable[[Path, str, str], int]

COMPLAINT = "services/registra-tu-inconveniente/reporta-tu-queja.yaml"
GUIDELINE = """\
code: LIN. 14
name: Lineamiento
version: "1.00"
first_version: 2023-12-14
last_reform: 2024-02-01
review: {text: Cada año., on: 2026-12-14}
parts:
  - title: Introducción
    parts: [{title: Fin, points: [Uno.]}]
"""
PROCESS = """\
name: Atención
objective: {text: Atender.}
goal: {text: Nueve de diez., proposed: true}
indicators:
  - {slug: a-tiempo, name: A tiempo, formula: Las que llegan., unit: percent, target: 90, better: higher}
  - {slug: bien, name: Bien, formula: Las que gustan., unit: percent, target: 85, better: higher}
period: {text: Cada mes., every: 1}
criteria: [{slug: tarde, text: Llegó tarde.}]
"""


@pytest.fixture
def full(upn: Path) -> Path:
    """UPN's folder with a guideline and a process sheet, which UPN does not have."""
    (upn / "guideline.yaml").write_text(GUIDELINE, encoding="utf-8")
    (upn / "process.yaml").write_text(PROCESS, encoding="utf-8")
    return upn


def test_the_copy_is_in_order(full: Path, told: Told) -> None:
    assert told(full) == []


def test_each_of_them_may_be_missing(upn: Path, told: Told) -> None:
    for name in ("channels.yaml", "documents.yaml"):
        (upn / name).unlink()
    assert told(upn) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("channels.yaml", "kind: whatsapp", "kind: wasap", "`kind: wasap` no vale; ¿quiso decir `whatsapp`?"),
        (
            "channels.yaml",
            "{campus: comas, value",
            "{campus: coma, value",
            "`coma` no existe en campuses; ¿quiso decir `comas`?",
        ),
        (
            "channels.yaml",
            "{campus: comas, value",
            "{campus: los-olivos, value",
            "`los-olivos` está dos veces",
        ),
        (
            "channels.yaml",
            "unit: helpdesk, category: helpdesk",
            "unit: helpdeks, category: helpdesk",
            "`helpdeks` no existe en units; ¿quiso decir `helpdesk`?",
        ),
        (
            "channels.yaml",
            "service: clave-y-correo",
            "service: clave-y-coreo",
            "`clave-y-coreo` no existe en services; ¿quiso decir `clave-y-correo`?",
        ),
        ("channels.yaml", '{key: "4", name', '{key: "3", name', "`3` está dos veces"),
        (
            "channels.yaml",
            "calendar: central-telefonica",
            "calendar: central",
            "`central` no existe en calendars",
        ),
        (
            "channels.yaml",
            'url: "https://contacto.upn.edu.pe/"',
            'url: "javascript:alert(1)"',
            "`url`: no tiene la forma debida",
        ),
        (
            "guides.yaml",
            "picture: enter",
            "picture: entrar",
            "`steps.1.picture: entrar` no vale; ¿quiso decir `enter`?",
        ),
        ("guides.yaml", "picture: enter", "pictures: enter", "clave desconocida `pictures`"),
        (
            COMPLAINT,
            "guide: despues-de-tu-queja",
            "guide: despues-de-la-queja",
            "`despues-de-la-queja` no existe en guides; ¿quiso decir `despues-de-tu-queja`?",
        ),
        (
            "documents.yaml",
            "needed_for: [incidencia,",
            "needed_for: [incidencias,",
            "`incidencias` no existe en request_types; ¿quiso decir `incidencia`?",
        ),
        ("documents.yaml", "slug: voucher", "slug: captura", "`captura` está dos veces"),
        ("guideline.yaml", "2024-02-01", "2023-02-01", "`last_reform` es anterior a `first_version`"),
        ("guideline.yaml", "on: 2026-12-14", "on: 2023-12-20", "la revisión es anterior a `last_reform`"),
        ("guideline.yaml", "points: [Uno.]", "items: [Uno.]", "clave desconocida `items`"),
        ("process.yaml", "every: 1", "every: 0", "debe ser mayor que 0"),
        ("process.yaml", "slug: bien,", "slug: a-tiempo,", "`a-tiempo` está dos veces"),
        ("process.yaml", "target: 90", "target: mucho", "se esperaba un número"),
    ],
)
def test_each_fault_is_told_with_its_line(
    full: Path, told: Told, replace: Replace, file: str, old: str, new: str, words: str
) -> None:
    line = replace(full / file, old, new)
    said = told(full)
    assert any(problem.startswith(f"{file}:{line}") and words in problem for problem in said), said


def test_a_service_that_forgets_to_ask_for_evidence_is_told(upn: Path, told: Told, replace: Replace) -> None:
    replace(upn / COMPLAINT, "evidence: statement", "evidence: none")
    assert any(
        problem.startswith(f"{COMPLAINT}:") and "documents.yaml pide pruebas para `queja`" in problem
        for problem in told(upn)
    )
