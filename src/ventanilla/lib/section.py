"""A section of an institution's folder: which files, which shape, what must fit together, how it is applied.

Each package brings its own; config/sections.py lists them from the bottom of the ladder to the top.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from pydantic import ValidationError

from ventanilla.lib.folder import Folder
from ventanilla.lib.shape import SLUG, Shape, near, problems_in
from ventanilla.lib.yamlfile import Document, Problem, Way

#: Stands for the name of a file that is no slug, which is told once and not again by the shape.
NAMELESS = "x"


@dataclass(frozen=True)
class Item:
    """One thing of a section; `value` is None where its shape is wrong (the problem is already told)."""

    slug: str
    value: Any
    document: Document
    at: Way = ()
    folder: str = ""  # the name of the file's folder, where the section keeps one file for each

    def problem(self, words: str, *way: str | int) -> Problem:
        """A problem at `way` inside this item."""
        place = self.document.place((*self.at, *way))
        return Problem(place.file, place.line, words)

    def repeated(self, names: list[str], *way: str | int, key: str) -> Iterator[Problem]:
        """A problem for each name that a list inside this item holds twice."""
        for n, name in enumerate(names):
            if name in names[:n]:
                yield self.problem(f"`{name}` está dos veces", *way, n, key)

    def unknown(self, name: str, known: Collection[str], where: str, *way: str | int) -> Iterator[Problem]:
        """A problem if `name` is not among `known`."""
        if name not in known:
            yield self.problem(f"`{name}` no existe en {where}{near(name, known)}", *way)


@dataclass
class Content:
    """What a folder says, by section. Lists keep the order of the files."""

    name: str
    items: dict[str, list[Item]] = field(default_factory=dict)
    unknown: set[str] = field(default_factory=set)

    def values(self, section: str) -> list[Any]:
        return [item.value for item in self.items.get(section, []) if item.value is not None]

    def one(self, section: str) -> Any:
        """The only thing of a section that is one mapping; None where it is missing or wrong."""
        return next(iter(self.values(section)), None)

    def dangling(self, item: Item, section: str, slug: str | None, *way: str | int) -> Iterator[Problem]:
        """A problem if `slug` names nothing in `section`; silent where that section could not be read."""
        if slug is not None and section not in self.unknown:
            yield from item.unknown(
                slug, [other.slug for other in self.items.get(section, [])], section, *way
            )


def no_problems(content: Content) -> Iterable[Problem]:
    return ()


def as_written(raws: list[Any]) -> list[Any]:
    return raws


def not_applied(content: Content, at: datetime) -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class Section:
    """`files` is a name or a pattern; with `many` a file is a list of shapes, otherwise one shape.

    With a pattern the slug is the file's name, and `folder_key` takes the name of the file's folder.
    `apply` runs inside the institution's transaction and returns lines for whoever applied. `held` is what the
    database holds now, each thing's data by its slug ("" for what is one mapping), so that folder and office can
    be compared; a section that is not applied has none. `noun` is what one thing is called, in Spanish;
    `ordered` says that the order of its things shows on the pages. `complete` gives to the things of a list what
    they take from each other, before their shape is read.
    """

    name: str
    files: str
    shape: type[Shape]
    many: bool = False
    required: bool = True
    folder_key: str | None = None
    check: Callable[[Content], Iterable[Problem]] = no_problems
    apply: Callable[[Content, datetime], Iterable[str]] = not_applied
    held: Callable[[], Mapping[str, Any]] | None = None
    noun: str = ""
    ordered: bool = False
    complete: Callable[[list[Any]], list[Any]] = as_written


def understand(folder: Folder, sections: Sequence[Section]) -> tuple[Content, list[Problem]]:
    """What the folder says and everything that is wrong with it, in the order of files and lines."""
    content = Content(folder.name)
    problems = list(folder.problems)
    for section in sections:
        items, wrong = _items(section, folder)
        content.items[section.name] = items
        problems += wrong
        if not items or any(fnmatchcase(name, section.files) for name in folder.unreadable):
            content.unknown.add(section.name)
    problems += _unclaimed(folder, sections)
    for section in sections:
        problems += section.check(content)
    return content, sorted(set(problems))


def _items(section: Section, folder: Folder) -> tuple[list[Item], list[Problem]]:
    items: list[Item] = []
    problems: list[Problem] = []
    found = [name for name in sorted(folder.documents) if _claims(section, name)]
    if not found and section.required and section.files not in folder.unreadable:
        problems.append(Problem(f"{folder.shown}/{section.files}", 1, "falta este archivo"))
    for name in found:
        new, wrong = _read_file(section, name, folder.documents[name])
        items += new
        problems += wrong
    return items, [*problems, *_twice(items)]


def _read_file(section: Section, name: str, document: Document) -> tuple[list[Item], list[Problem]]:
    if section.many:
        if not isinstance(document.value, list):
            return [], [
                Problem(document.file, 1, "se esperaba una lista (líneas que empiezan con `- slug:`)")
            ]
        raws = section.complete(document.value)
        pairs = [_validate(section, document, (n,), raw) for n, raw in enumerate(raws)]
    elif "*" in section.files:
        return _named(section, name, document)
    else:
        pairs = [_validate(section, document, (), document.value)]
    return [item for item, _ in pairs], [p for _, wrong in pairs for p in wrong]


def _named(section: Section, name: str, document: Document) -> tuple[list[Item], list[Problem]]:
    """A file whose name is its slug."""
    path = PurePosixPath(name)
    raw, problems = document.value, []
    if not re.fullmatch(SLUG, path.stem):
        words = f"el nombre `{path.stem}` lleva solo letras minúsculas sin tilde, cifras y guiones"
        problems.append(Problem(document.file, 1, words))
    if isinstance(raw, dict):
        given = {"slug": NAMELESS if problems else path.stem}
        if section.folder_key:
            given[section.folder_key] = path.parent.name
        for key in given.keys() & raw.keys():
            place = document.place((key,))
            words = f"la clave `{key}` sobra: sale del nombre del archivo y su carpeta"
            problems.append(Problem(place.file, place.line, words))
        raw = {**raw, **given}
    item, wrong = _validate(section, document, (), raw)
    return [replace(item, slug=path.stem, folder=path.parent.name)], [*problems, *wrong]


def _validate(section: Section, document: Document, at: Way, raw: Any) -> tuple[Item, list[Problem]]:
    slug = str(raw.get("slug", "")) if isinstance(raw, dict) else ""
    try:
        return Item(slug, section.shape.model_validate(raw), document, at), []
    except ValidationError as error:
        return Item(slug, None, document, at), list(problems_in(section.shape, error, document, at))


def _twice(items: list[Item]) -> Iterator[Problem]:
    first: dict[str, Item] = {}
    for item in items:
        if item.slug and item.slug in first:
            before = first[item.slug].problem("", "slug")
            where = "" if before.file == item.document.file else f"{before.file}, "
            words = f"el slug `{item.slug}` está dos veces (antes en {where}la línea {before.line})"
            yield item.problem(words, "slug")
        first.setdefault(item.slug, item)


def _unclaimed(folder: Folder, sections: Sequence[Section]) -> Iterator[Problem]:
    known = [section.files for section in sections]
    for name, document in folder.documents.items():
        if not any(_claims(section, name) for section in sections):
            words = f"nada lee este archivo{near(name, known) or '; se leen: ' + ', '.join(known)}"
            yield Problem(document.file, 1, words)


def _claims(section: Section, name: str) -> bool:
    # fnmatch's * crosses slashes; a pattern names a depth.
    return fnmatchcase(name, section.files) and name.count("/") == section.files.count("/")
