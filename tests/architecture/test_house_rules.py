"""The house rules that a reader can check line by line, checked."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
]
CODE = [
    path for path in TRACKED if path.suffix == ".py" and path.is_relative_to(ROOT / "src") and path.exists()
]
OURS = [path for path in CODE if "migrations" not in path.parts]
PAGES = [
    path for path in TRACKED if path.suffix == ".html" and path.is_relative_to(ROOT / "src") and path.exists()
]
#: Words that name nothing: a module with such a name hides two others.
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "base_utils"}
#: Where the clock may be asked.
CLOCK = {"src/ventanilla/lib/clock.py"}
#: The one signal, with its reason: a connection reopened inside `acting_in` must be told again for whom it works.
SIGNALS = {"src/ventanilla/institutions/acting.py"}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [*OURS, *PAGES], ids=name)
def test_no_file_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 300


def test_most_files_are_shorter_than_100_lines() -> None:
    lengths = sorted(len(path.read_text().splitlines()) for path in OURS)
    assert lengths[len(lengths) * 8 // 10] < 120


@pytest.mark.parametrize("path", OURS, ids=name)
def test_no_function_is_longer_than_50_lines(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert (node.end_lineno or 0) - node.lineno < 50, node.name


def test_modules_are_nouns_with_a_meaning() -> None:
    assert not [name(path) for path in CODE if path.stem in NAMELESS or path.parent.name in NAMELESS]


def test_the_clock_is_asked_at_the_edge_only() -> None:
    asked = re.compile(r"datetime\.(now|utcnow|today)\(|date\.today\(|timezone\.now\(|time\.time\(")
    assert {name(path) for path in OURS if asked.search(path.read_text())} <= CLOCK


def test_nothing_hangs_on_signals_or_on_saving() -> None:
    hooked = re.compile(r"\.connect\(|@receiver|def save\(self|def delete\(self")
    found = {name(path) for path in OURS if "models" in path.read_text() and hooked.search(path.read_text())}
    assert {path for path in found if "lib/embedded" not in path} <= SIGNALS


def test_no_name_of_a_person_or_a_text_is_safe_html() -> None:
    """`|safe`, `mark_safe` and switched-off escaping need a reason in their line."""
    for path in [*OURS, *PAGES]:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"\|safe\b|mark_safe\(|autoescape off", line):
                assert "noqa: S308" in line or "{#" in line, f"{name(path)}:{number}"


def test_pages_carry_no_script_or_style_of_their_own() -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=\"|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
    mails = "/templates/email/"  # a mail has no style sheet to refer to
    found = [name(path) for path in PAGES if mails not in str(path) and inline.search(path.read_text())]
    assert not found


def test_the_engine_knows_no_institution_by_name() -> None:
    known = re.compile(
        r"\b(umecit|upn|unemi|udgvirtual|soacha|c[uú]cuta|Cib[ëe]rsity|MiMundo)\b", re.IGNORECASE
    )
    shown = {"/gallery/"}  # what the gallery shows are examples
    for path in [*OURS, *PAGES]:
        if any(part in str(path) for part in shown):
            continue
        code = re.sub(
            r'""".*?"""|#[^\n]*|\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}',
            "",
            path.read_text(),
            flags=re.S,
        )
        assert not known.search(code), f"{name(path)}: {known.search(code)}"


def test_nothing_is_left_unfinished() -> None:
    later = re.compile(
        r"\b(TO"
        r"DO|FIX"
        r"ME|XX"
        r"X|HA"
        r"CK)\b|raise NotImplemented"
        r"Error|mark\.(skip|xfail)|pytest\.skip"
    )
    for path in TRACKED:
        if (
            path.suffix in {".py", ".html", ".js", ".css", ".yaml"}
            and path.exists()
            and path != Path(__file__)
        ):
            assert not later.search(path.read_text()), name(path)
