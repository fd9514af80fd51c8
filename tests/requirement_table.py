"""Which test proves which requirement: `python -m tests.requirement_table --write | --check`.

Reads the tests as text (nothing is imported). `--check` fails on an unknown id, on a marked test that uses no
door, and when docs/reference/requirements.md is not what the markers give.
"""

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WANTED = ROOT / "docs/reference/requirements.toml"
TABLE = ROOT / "docs/reference/requirements.md"
#: Fixtures that are a user's door: a real browser, a real mail server, a command in a process of its own.
DOORS = {
    "page": "browser",
    "opened": "browser",
    "catcher": "SMTP",
    "imap": "IMAP",
    "webhook": "webhook",
    "command": "command",
}


@dataclass(frozen=True)
class Proof:
    requirement: str
    clauses: tuple[str, ...]
    test: str
    doors: tuple[str, ...]


def proofs() -> Iterator[Proof]:
    trees = {path: ast.parse(path.read_text()) for path in sorted((ROOT / "tests").rglob("*.py"))}
    everywhere = {name: asks for tree in trees.values() for name, asks in _fixtures(tree).items()}
    for path, tree in trees.items():
        fixtures = everywhere | _fixtures(tree)  # its own, where another module has one of the same name
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef) and function.name.startswith("test_"):
                doors = tuple(sorted({DOORS[name] for name in _reached(function, fixtures) if name in DOORS}))
                test = f"{path.relative_to(ROOT)}::{function.name}"
                for requirement, *clauses in _markers(function):
                    yield Proof(requirement, tuple(clauses), test, doors)


def _fixtures(tree: ast.Module) -> dict[str, list[str]]:
    """What each fixture of a module asks for."""
    return {
        function.name: [argument.arg for argument in function.args.args]
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and _decorated(function, "fixture")
    }


def _reached(function: ast.FunctionDef, fixtures: dict[str, list[str]]) -> set[str]:
    """The fixtures a test asks for, and those that they ask for."""
    seen: set[str] = set()
    waiting = [argument.arg for argument in function.args.args]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += fixtures.get(name, [])
    return seen


def _decorated(function: ast.FunctionDef, name: str) -> bool:
    return any(name in ast.unparse(decorator) for decorator in function.decorator_list)


def _markers(function: ast.FunctionDef) -> Iterator[list[str]]:
    for decorator in function.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.requirement":
            yield [ast.literal_eval(argument) for argument in decorator.args]


def problems(found: list[Proof], wanted: dict[str, dict[str, str]]) -> list[str]:
    lines = [f"{p.test}: unknown requirement {p.requirement}" for p in found if p.requirement not in wanted]
    return lines + [f"{p.test}: proves {p.requirement} through no door" for p in found if not p.doors]


def table(found: list[Proof], wanted: dict[str, dict[str, str]]) -> str:
    lines = [
        "# Requirements and the tests that prove them",
        "",
        "Made by `./run docs` from the markers of the tests; do not edit. A clause in brackets: the test proves",
        "that part of the line only. *none*: no test yet.",
        "",
        "| id | what must work | tests |",
        "| --- | --- | --- |",
    ]
    for requirement, line in wanted.items():
        tests = sorted(
            f"`{p.test.rpartition('::')[2]}` ({', '.join(p.doors)}){_clauses(p)}"
            for p in found
            if p.requirement == requirement
        )
        lines.append(f"| {requirement} | {line['text']} | {'<br>'.join(tests) or 'none'} |")
    return "\n".join(lines) + "\n"


def _clauses(proof: Proof) -> str:
    return f" [{', '.join(proof.clauses)}]" if proof.clauses else ""


def main(how: str) -> int:
    found, wanted = list(proofs()), tomllib.loads(WANTED.read_text())
    wrong = problems(found, wanted)
    text = table(found, wanted)
    if how == "--write":
        TABLE.write_text(text)
    elif not TABLE.exists() or TABLE.read_text() != text:
        wrong.append(f"{TABLE.relative_to(ROOT)} is not what the tests say: ./run docs")
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "--check"))
