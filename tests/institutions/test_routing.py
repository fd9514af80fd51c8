"""The rules by which a service names its unit, in a folder: what is wrong is told with file and line (UME-01)."""

from collections.abc import Callable
from pathlib import Path

import pytest

Told = Callable[[Path], list[str]]
Replace = Callable[[Path, str, str], int]
CARD = "services/secretaria-academica/carnet-universitario.yaml"
ROUTING = "unit: secretaria-academica\nrouting:\n"


@pytest.mark.parametrize(
    ("rules", "line", "words"),
    [
        (
            "- {when: {campus: comass}, unit: helpdesk}",
            0,
            "`comass` no existe en campuses; ¿quiso decir `comas`?",
        ),
        (
            "- {when: {campus: [comas, brenia]}, unit: helpdesk}",
            0,
            "`brenia` no existe en campuses; ¿quiso decir `brena`?",
        ),
        (
            "- {when: {user_type: estudiantes}, unit: helpdesk}",
            0,
            "`estudiantes` no existe en user_types; ¿quiso decir `estudiante`?",
        ),
        ("- {when: {modality: lunar}, unit: helpdesk}", 0, "`lunar` no existe en modalities"),
        ("- {when: {programme: derecho}, unit: helpdesk}", 0, "`derecho` no existe en programmes"),
        (
            "- {when: {campus: comas}, unit: helpdesc}",
            0,
            "`helpdesc` no existe en units; ¿quiso decir `helpdesk`?",
        ),
        ("- {when: {}, unit: helpdesk}", 0, "la regla no dice cuándo vale; sin condiciones basta con `unit`"),
        (
            "- {when: {answers: {nada: si}}, unit: helpdesk}",
            0,
            "`nada` no existe en este formulario",
        ),
        (
            (
                "- {when: {campus: [comas, brena]}, unit: helpdesk}\n"
                "- {when: {campus: brena, user_type: estudiante}, unit: academia}"
            ),
            1,
            "esta regla no decide nunca: siempre decide antes la regla 1",
        ),
        (
            (
                "- {when: {campus: comas}, unit: helpdesk}\n- {when: {campus: brena}, unit: academia}\n"
                "- {when: {campus: [comas, brena]}, unit: facturacion}"
            ),
            2,
            "esta regla no decide nunca: siempre deciden antes las reglas 1, 2",
        ),
    ],
)
def test_what_is_wrong_with_a_rule_is_told_with_its_line(
    upn: Path, told: Told, replace: Replace, rules: str, line: int, words: str
) -> None:
    at = replace(upn / CARD, "unit: secretaria-academica\n", f"{ROUTING}{rules}\n")
    assert told(upn) == [f"{CARD}:{at + 2 + line}: {words}"]


def test_rules_in_order_are_in_order(upn: Path, told: Told, replace: Replace) -> None:
    rules = (
        "- {when: {campus: comas, user_type: estudiante}, unit: helpdesk}\n"
        "- {when: {campus: comas}, unit: academia, proposed: true}\n"
    )
    replace(upn / CARD, "unit: secretaria-academica\n", f"{ROUTING}{rules}")
    assert told(upn) == []
