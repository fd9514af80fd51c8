"""The texts of the files that must change so that the folder says what was agreed.

Comments, order and everything that did not change stay. A tenant of a family gets what differs from the family.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ventanilla.institutions.comparison import Compared, Comparison, Unfit
from ventanilla.institutions.export.overlay import laid_on
from ventanilla.lib import yamlwrite
from ventanilla.lib.folder import Folder
from ventanilla.lib.merging import ABSENT
from ventanilla.lib.section import Section
from ventanilla.lib.yamledit import edited
from ventanilla.lib.yamlfile import parse

#: By path inside the folder: its new text, or None where the file goes.
Files = dict[str, str | None]


@dataclass(frozen=True)
class Said:
    """One file of a section: what it says and what it should say; `was` is its name so far."""

    name: str
    was: str
    old: Any
    new: Any


def changed_files(path: Path, family: Folder | None, comparison: Comparison) -> Files:
    """Without the files that say it already."""
    files: Files = {}
    for said in _said(comparison, whole=family is not None):
        if family is not None and said.was in family.documents:
            files |= _over_the_family(path, family, said)
        else:
            files |= _alone(path, said)
    return files


def _alone(path: Path, said: Said) -> Files:
    text = _text(path / said.was)
    old: Files = {said.was: None} if text is not None and said.name != said.was else {}
    if said.new is ABSENT:
        return {said.was: None}
    if text is None:
        return {said.name: yamlwrite.document(_bare(said.new))}
    return {**old, said.name: edited(text, said.old, said.new)}


def _over_the_family(path: Path, family: Folder, said: Said) -> Files:
    if said.new is ABSENT:
        return {said.was: yamlwrite.document({"drop": True})}
    if said.name != said.was:
        return {said.was: yamlwrite.document({"drop": True}), said.name: yamlwrite.document(_bare(said.new))}
    text = _text(path / said.name)
    own = parse(text, file=said.name)[0].value if text is not None else None
    new = laid_on(own, said.old, said.new, below=family.documents[said.name].value)
    return {said.name: yamlwrite.document(new) if text is None else edited(text, own, new)}


def _said(comparison: Comparison, *, whole: bool) -> Iterator[Said]:
    """`whole`: with every default, because what is left out is the family's word."""
    for section in {thing.section.name: thing.section for thing in comparison.things}.values():
        things = list(comparison.of(section.name))
        differing = [thing for thing in things if thing.folder != thing.merged]
        if not differing:
            continue
        if "*" in section.files:
            yield from (_named(section, thing, whole=whole) for thing in differing)
        elif section.many:
            old, new = (_list(section, things, side, whole=whole) for side in ("folder", "merged"))
            yield Said(section.files, section.files, old, new if new or section.required else ABSENT)
        else:
            old, new = (_form(section, data, whole=whole) for data in (things[0].folder, things[0].merged))
            yield Said(section.files, section.files, old, new)


def _list(section: Section, things: Iterable[Compared], side: str, *, whole: bool) -> list[Any]:
    """In the folder's order; what only the office has stands last."""
    found = [getattr(thing, side) for thing in things]
    return [_form(section, data, whole=whole) for data in found if data is not ABSENT]


def _named(section: Section, thing: Compared, *, whole: bool) -> Said:
    """A file for each thing, its name the slug; in the folder that its data names."""
    names = [_name(section, data) for data in (thing.folder, thing.merged) if data is not ABSENT]
    given = {"slug", section.folder_key}
    old, new = (
        data if data is ABSENT else {key: value for key, value in data.items() if key not in given}
        for data in (_form(section, data, whole=whole) for data in (thing.folder, thing.merged))
    )
    return Said(names[-1], names[0], old, new)


def _name(section: Section, data: Any) -> str:
    start = section.files.split("*", 1)[0]
    inner = f"{data[section.folder_key]}/" if section.folder_key else ""
    return f"{start}{inner}{data['slug']}.yaml"


def _form(section: Section, data: Any, *, whole: bool) -> Any:
    """As one writes it: without what need not be said."""
    if data is ABSENT or whole:
        return data
    try:
        shape = section.shape.model_validate(data)
    except ValidationError as error:
        raise Unfit(
            f"{section.noun} {data.get('slug', '')}: {error.error_count()} claves fuera de forma"
        ) from error
    return shape.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _bare(value: Any) -> Any:
    """Without what says nothing."""
    if isinstance(value, dict):
        return {
            key: _bare(inner) for key, inner in value.items() if inner is not None and inner not in ([], {})
        }
    return [_bare(inner) for inner in value] if isinstance(value, list) else value


def _text(file: Path) -> str | None:
    return file.read_text(encoding="utf-8-sig") if file.is_file() else None
