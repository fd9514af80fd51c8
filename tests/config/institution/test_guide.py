"""The guide's examples are what the desk reads, its commands exist, and every file has its place in it."""

import re
from argparse import ArgumentParser
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import pytest

from ventanilla.config.institution.explanations import keys_of, shapes_of
from ventanilla.config.management.commands.institution import SUBCOMMANDS
from ventanilla.config.sections import SECTIONS
from ventanilla.lib.folder import Folder
from ventanilla.lib.section import understand
from ventanilla.lib.yamlfile import parse

ROOT = Path(__file__).resolve().parents[3]
GUIDE = (ROOT / "docs" / "how-to" / "describe-an-institution.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n# (\S+)\n(.*?)```", GUIDE, re.DOTALL)
#: What cannot be said of one file alone: that another lacks something.
OF_OTHERS = ("falta este archivo", "no existe en")


@pytest.mark.parametrize(("file", "text"), EXAMPLES, ids=[file for file, _ in EXAMPLES])
def test_an_example_is_a_file_in_order(file: str, text: str) -> None:
    document, pardoned = parse(text, file=file)
    _, problems = understand(Folder("upn", "upn", {file: document}, frozenset(), pardoned), SECTIONS)
    assert [p.words for p in problems if not any(words in p.words for words in OF_OTHERS)] == []


def test_every_example_says_its_file() -> None:
    assert len(EXAMPLES) == GUIDE.count("```yaml")
    for section in SECTIONS:
        if section.required and section.name not in {"institution", "surveys"}:
            assert any(fnmatchcase(file, section.files) for file, _ in EXAMPLES), section.files


def test_every_file_has_its_place() -> None:
    for section in SECTIONS:
        assert section.files.split("/")[0] in GUIDE, section.files


def test_every_word_for_a_key_is_one() -> None:
    """Whatever the guide writes as `key:` is a key of some file."""
    keys = {key for section in SECTIONS for shape in shapes_of(section) for key in keys_of(shape)}
    told = set(re.findall(r"`([a-z_]+):", GUIDE)) - {"drop"}
    assert told <= keys


def test_every_command_exists() -> None:
    told = re.findall(r"(?:ventanilla|\./run) institution (\w+)", GUIDE)
    assert set(told) <= SUBCOMMANDS.keys()
    assert {"new", "check", "plan", "apply", "export", "schema"} <= set(told)
    flags: Any = ArgumentParser()
    SUBCOMMANDS["apply"].arguments(flags)
    assert "--take" in flags.format_help() and "--take" in GUIDE
