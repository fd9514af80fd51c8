"""docs/reference/deadline.md: its files and commands, run as they stand there, say what stands there."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs/reference/deadline.md").read_text()
BLOCK = re.compile(r"(?P<before>[^\n]*)\n```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL)
NAMED = re.compile(r"`([\w.]+)`:$")


class Example(NamedTuple):
    command: str
    kind: str
    output: str


def blocks() -> list[tuple[str, str, str]]:
    return [(found["before"], found["kind"], found["text"]) for found in BLOCK.finditer(PAGE)]


def files() -> dict[str, str]:
    """A block after a line that ends with a name in backquotes and a colon."""
    return {named[1]: text for before, _kind, text in blocks() if (named := NAMED.search(before))}


def examples() -> Iterator[Example]:
    """A command and what it prints: below it, or in the block that follows."""
    following = iter(blocks())
    for _before, kind, text in following:
        if kind == "console":
            command, _newline, output = text.removeprefix("$ ").partition("\n")
            yield Example(command, kind, output) if output else Example(command, *next(following)[1:])


def run(command: str, folder: Path) -> str:
    beside = {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    return subprocess.run(
        command, shell=True, cwd=folder, env=beside, stdout=subprocess.PIPE, check=False
    ).stdout.decode()


def test_each_example_of_the_page_says_what_the_page_says(tmp_path: Path) -> None:
    for name, text in files().items():
        (tmp_path / name).write_text(text)
    found = list(examples())
    assert [one.kind for one in found] == ["console", "json", "jsonl"]
    for one in found:
        said = run(one.command, tmp_path)
        if one.kind == "json":
            assert json.loads(said) == json.loads(one.output)
        else:
            assert said == one.output


def test_what_the_page_says_of_a_command_is_all_that_it_takes(tmp_path: Path) -> None:
    told = run("ventanilla deadline --help", tmp_path)
    for option in re.findall(r"--\w+", told.split("options:")[1]):
        assert option in PAGE or option == "--help"
