"""`institution schema [SECTION]`: JSON Schema, with which an editor completes and explains the folder's files."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ventanilla.config.institution.explanations import explanation, keys_of, shapes_of
from ventanilla.config.sections import SECTIONS
from ventanilla.lib.section import Section, as_written

HELP = "da el JSON Schema de un archivo de la carpeta, para editores; sin sección, los nombra"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("section", nargs="?", choices=[section.name for section in SECTIONS])
    parser.add_argument("--to", type=Path, metavar="CARPETA", help="escribe allí los de todas las secciones")


def run(*, section: str | None = None, to: Path | None = None, **_: Any) -> Iterator[str]:
    if section is not None:
        [chosen] = [one for one in SECTIONS if one.name == section]
        yield _json(schema_of(chosen))
    elif to is not None:
        yield from _written(to)
    else:
        yield from (f"{one.name:<14} {one.files}" for one in SECTIONS)


def schema_of(section: Section) -> dict[str, Any]:
    """Of one file of the section, every key explained."""
    whole = section.shape.model_json_schema(by_alias=True)
    inner = whole.pop("$defs", {})
    root = inner.pop(section.shape.__name__, None) or whole
    for shape in shapes_of(section):
        place = root if shape is section.shape else inner[shape.__name__]
        place.pop("description", None)  # the shape's own words are for programmers
        for key in keys_of(shape):
            if said := explanation(section, shape, key):
                place["properties"][key]["description"] = said.words
    if "*" in section.files:
        _leave_out(root, "slug", section.folder_key)
    if section.complete is not as_written:
        _ask_only_of_the_first(root)
    head = {"$schema": DIALECT, "title": section.files}
    defined = {"$defs": {**inner, section.shape.__name__: root}}
    of_one = {"$ref": f"#/$defs/{section.shape.__name__}"}
    return {**head, **({"type": "array", "items": of_one} if section.many else of_one), **defined}


def _leave_out(root: dict[str, Any], *keys: str | None) -> None:
    """What the file's name says already."""
    for key in keys:
        root["properties"].pop(key, None)
    root["required"] = [key for key in root.get("required", []) if key not in keys]


def _ask_only_of_the_first(root: dict[str, Any]) -> None:
    """What inherits says only what differs."""
    root["if"] = {"not": {"required": ["inherits"]}}
    root["then"] = {"required": root.pop("required")}


def _written(to: Path) -> Iterator[str]:
    to.mkdir(parents=True, exist_ok=True)
    for section in SECTIONS:
        file = to / f"{section.name}.schema.json"
        file.write_text(_json(schema_of(section)) + "\n", encoding="utf-8")
        yield str(file)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
