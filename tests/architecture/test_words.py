"""What is said on a ticket is found by the search: each event of whoever writes a message or a note says so."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ventanilla.config.reactions import FIND, REACTIONS
from ventanilla.journal.kinds import KINDS

SOURCE = Path(__file__).resolve().parents[2] / "src" / "ventanilla"
ACTIONS = SOURCE / "tickets" / "actions"
ROWS = {"Message", "Note"}
#: The one place where a message becomes a row, and who calls it by name.
WRITER = "ventanilla.tickets.actions.message"
#: Recorded beside what is said, and nothing is said with it.
WORDLESS = {
    "ticket.assigned": "somebody is responsible",
    "ticket.closed": "its reason is a word of ours; what was answered has its own event",
    "ticket.confirmation_resent": "the same letter again",
    "ticket.critical_acknowledged": "an instant",
    "ticket.critical_decided": "its reason stays in the escalation",
    "ticket.marked_critical": "its reason stays in the escalation",
    "ticket.read": "who read",
    "ticket.split": "of the old one; the new one has its ticket.submitted",
    "ticket.taken": "somebody is responsible",
    "ticket.withdrawn": "an end",
}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" not in path.parts and "demo" not in path.parts:
            yield path, ast.parse(path.read_text())


def makes_a_row(node: ast.AST) -> bool:
    """`Message(…)`, `Note.objects.create(…)` and the like."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Name):
        return node.func.id in ROWS
    made = ast.unparse(node.func)
    return any(made.startswith(f"{row}.objects.") and "create" in made for row in ROWS)


def calls_the_writer(node: ast.AST) -> bool:
    names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
    return isinstance(node, ast.ImportFrom) and node.module == WRITER and "write" in names


def writes(tree: ast.Module) -> bool:
    return any(makes_a_row(node) or calls_the_writer(node) for node in ast.walk(tree))


def recorded(tree: ast.Module) -> set[str]:
    """The kinds that a module names."""
    said = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in said if isinstance(value, str) and value in KINDS}


WRITING = [(path, recorded(tree)) for path, tree in trees() if writes(tree)]
SAYING = sorted({kind for _, kinds in WRITING for kind in kinds} - set(WORDLESS))


def test_messages_and_notes_are_written_by_the_actions_alone() -> None:
    assert {path.parent for path, _ in WRITING} == {ACTIONS}
    assert len(WRITING) > 8


@pytest.mark.parametrize("kind", SAYING)
def test_what_is_said_is_found(kind: str) -> None:
    assert FIND in REACTIONS.get(kind, ()), f"{kind} is recorded where words are written: FIND, or WORDLESS"


def test_what_says_nothing_is_still_recorded_beside_what_is_said() -> None:
    assert set(WORDLESS) <= {kind for _, kinds in WRITING for kind in kinds}
