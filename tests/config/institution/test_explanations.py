"""Every key of a folder is explained, on the reference page and in the editors' schemas, with an example that holds."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pydantic import TypeAdapter

from ventanilla.config.institution.explanations import (
    explanation,
    keys_of,
    shapes_of,
    unexplained,
    without_key,
)
from ventanilla.config.institution.reference import page
from ventanilla.config.sections import SECTIONS
from ventanilla.lib.yamlfile import parse

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = sorted((ROOT / "institutions").iterdir())
REFERENCE = ROOT / "docs" / "reference" / "folder.md"
ROW = re.compile(r"^\| (\**`[^`]+`\**) \| (.*) \| (`.*`|see below|) \|$")


def command(*words: str | Path) -> str:
    out = StringIO()
    call_command("institution", *map(str, words), stdout=out)
    return out.getvalue()


def test_no_key_is_unexplained_and_no_explanation_without_its_key() -> None:
    assert unexplained() == []
    assert without_key() == []


def test_every_key_has_an_example() -> None:
    rows = [match for line in page(FOLDERS).splitlines() if (match := ROW.match(line))]
    assert [match[1] for match in rows if not match[3]] == []
    assert len(rows) > 200


def test_our_own_examples_have_the_right_shape() -> None:
    """Those of keys that no folder of ours uses; the others are the folders' own."""
    for section in SECTIONS:
        for shape in shapes_of(section):
            for key, field in keys_of(shape).items():
                said = explanation(section, shape, key)
                assert said is not None
                if said.example is None:
                    continue
                value = parse(said.example, file="example")[0].value
                assert list(value) == [key], said.example
                TypeAdapter(Any if field.annotation is None else field.rebuild_annotation()).validate_python(
                    value[key]
                )


def test_the_reference_page_says_what_the_program_says() -> None:
    """`./run docs` writes it, with the examples that the folders have on that day."""
    written, now = (text.splitlines() for text in (REFERENCE.read_text(encoding="utf-8"), page(FOLDERS)))
    assert [without_example(line) for line in written] == [without_example(line) for line in now]
    for line in written:
        if (match := ROW.match(line)) and match[3] != "see below":
            assert match[3].startswith(f"`{match[1].strip('*`')}: "), line


def without_example(line: str) -> str:
    match = ROW.match(line)
    return f"{match[1]} {match[2]}" if match else line


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.name)
def test_a_schema_for_each_file(section: Any) -> None:
    schema = json.loads(command("schema", section.name))
    assert schema["title"] == section.files
    for name, shape in schema["$defs"].items():
        for key, value in shape.get("properties", {}).items():
            assert value.get("description"), f"{name}.{key}"
    root = schema["$defs"][section.shape.__name__]
    if "*" in section.files:
        assert not {"slug", section.folder_key} & root["properties"].keys()


def test_schemas_for_an_editor(tmp_path: Path) -> None:
    told = command("schema", "--to", tmp_path / "schemas").splitlines()
    assert len(told) == len(SECTIONS)
    assert all(json.loads(Path(file).read_text(encoding="utf-8"))["$schema"] for file in told)
    assert "services/*/*.yaml" in command("schema")
