"""`institution reference FOLDER…`: the reference of all keys, each with an example taken from these folders."""

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from ventanilla.config.institution.explanations import explanation, inner_shapes, keys_of, shapes_of
from ventanilla.config.institution.folders import institutions_in
from ventanilla.config.sections import SECTIONS
from ventanilla.lib import yamlwrite
from ventanilla.lib.folder import read_folder
from ventanilla.lib.section import Section, understand

HELP = "escribe la página de referencia (docs/reference/folder.md) con ejemplos de estas carpetas"
LONGEST = 90
Examples = dict[tuple[str, str, str], list[str]]

HEAD = """\
# The folder, key by key

Every file of an institution's folder and every key in it, with an example from the folders that ship.
How to begin is in [Describe an institution](../how-to/describe-an-institution.md). This page is made from the
program (`ventanilla institution reference institutions/*`); a test compares them.

A **text** is Spanish (`name: Becas`) or both languages (`name: {es: "Becas", en: "Scholarships"}`).
**Bold** keys must be there.
"""


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folders", nargs="+", type=Path, metavar="CARPETA")


def run(*, folders: list[Path], **_: Any) -> Iterator[str]:
    yield page(folders).rstrip("\n")


def page(folders: Sequence[Path]) -> str:
    examples = gathered(folders)
    parts = [HEAD]
    for section in SECTIONS:
        kind = ", a list" if section.many else ", a file for each" if "*" in section.files else ""
        must = "" if section.required else " It may be missing."
        parts.append(f"## `{section.files}`{kind}\n" + (f"\n{must.strip()}\n" if must else ""))
        parts += [_table(section, shape, examples) for shape in shapes_of(section)]
    return "\n".join(parts)


def gathered(folders: Sequence[Path]) -> Examples:
    """Every value that the folders give to a key, on one line each."""
    found: Examples = {}
    for path in institutions_in(list(folders)):
        content, _ = understand(read_folder(path), SECTIONS)
        for section in SECTIONS:
            for shape in content.values(section.name):
                said = shape.model_dump(mode="json", by_alias=True, exclude_unset=True)
                _collect(section, section.shape, said, found)
    return found


def _collect(section: Section, shape: type[BaseModel], value: Any, found: Examples) -> None:
    if not isinstance(value, dict):
        return
    for key, field in keys_of(shape).items():
        if value.get(key) in (None, [], {}):
            continue
        written = f"{key}: {yamlwrite.inline(value[key])}"
        found.setdefault((section.name, shape.__name__, key), []).append(written)
        inner = value[key] if isinstance(value[key], list) else [value[key]]
        for kind in inner_shapes(field.annotation):
            for one in inner:
                _collect(section, kind, one, found)


def _table(section: Section, shape: type[BaseModel], examples: Examples) -> str:
    lines = [] if shape is section.shape else [f"### `{_where(section, shape)}`", ""]
    lines += ["| key | says | example |", "| --- | --- | --- |"]
    given = {"slug", section.folder_key} if "*" in section.files and shape is section.shape else set()
    for key, field in keys_of(shape).items():
        if key not in given:
            shown = f"**`{key}`**" if field.is_required() else f"`{key}`"
            lines.append(
                f"| {shown} | {_words(section, shape, key)} | {_example(section, shape, key, examples)} |"
            )
    return "\n".join([*lines, ""])


def _where(section: Section, shape: type[BaseModel]) -> str:
    """The keys under which a shape stands: `closed`, `special`…"""
    found = [
        key
        for outer in shapes_of(section)
        for key, field in keys_of(outer).items()
        if shape in inner_shapes(field.annotation)
    ]
    return "`, `".join(dict.fromkeys(found))


def _words(section: Section, shape: type[BaseModel], key: str) -> str:
    said = explanation(section, shape, key)
    return said.words if said else ""


def _example(section: Section, shape: type[BaseModel], key: str, examples: Examples) -> str:
    """The shortest, so that a new folder does not change the page without need; a table of its own says more."""
    inner = list(inner_shapes(keys_of(shape)[key].annotation))
    if inner:
        return "see below"
    known = examples.get((section.name, shape.__name__, key), [])
    said = explanation(section, shape, key)
    if not known and said and said.example:
        return _code(said.example)
    telling = [one for one in known if len(one) > len(key) + 4] or known
    return _code(min(telling, key=lambda one: (len(one), one), default=""))


def _code(example: str) -> str:
    if len(example) > LONGEST:
        example = example[: LONGEST - 1] + "…"
    return f"`{example}`".replace("|", "\\|") if example else ""
