"""A folder of YAML files read as one: its documents, and what is wrong with its files.

A *family* holds `tenants/<slug>/`: each tenant is the family's files with its own laid over them.
Laying over: keys join, a list whose items have a `slug` joins by slug, anything else is replaced.
`drop: true` alone in a file, or beside a slug in a list, removes what the family has.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ventanilla.lib.yamlfile import Document, Place, Problem, Unreadable, Way, read

MOST_FILES = 2_000
TENANTS = "tenants"
DROP = {"drop": "true"}


@dataclass(frozen=True)
class Folder:
    """The documents of one institution by their path inside the folder, and the problems of its files.

    `unreadable` are the paths that gave no document: what they would have said is not known.
    """

    name: str
    shown: str
    documents: dict[str, Document]
    unreadable: frozenset[str]
    problems: list[Problem]


def folders_in(place: Path) -> list[Path]:
    """The folder of an institution or a family itself, or all the folders in a folder of such folders."""
    if any(place.glob("*.yaml")) or (place / TENANTS).is_dir():
        return [place]
    inner = sorted(path for path in place.iterdir() if path.is_dir() and path.name[0] != ".")
    return inner if any((path / "institution.yaml").is_file() for path in inner) else [place]


def tenants_of(path: Path) -> list[Path]:
    """The folders of the institutions in `path`: itself, or the tenants of a family."""
    inside = path / TENANTS
    return sorted(p for p in inside.iterdir() if p.is_dir()) if inside.is_dir() else [path]


def read_folder(path: Path) -> Folder:
    """Read the folder of one institution; that of a tenant together with its family's."""
    layers = [path]
    if path.parent.name == TENANTS and path.parent.parent.is_dir():
        layers.insert(0, path.parent.parent)
    documents: dict[str, Document] = {}
    unreadable: set[str] = set()
    problems: list[Problem] = []
    for layer in layers:
        files, wrong = _files(layer)
        problems += wrong
        for name, file in sorted(files.items()):
            try:
                document, pardoned = read(file, file=str(file))
            except Unreadable as error:
                unreadable.add(name)
                problems += error.problems
                continue
            problems += pardoned
            below = documents.pop(name, None)
            if below is None:
                documents[name] = document
            elif document.value != DROP:
                documents[name] = lay_over(below, document)
    return Folder(path.resolve().name, str(path), documents, frozenset(unreadable), problems)


def lay_over(base: Document, above: Document) -> Document:
    """`base` with `above` on it; every part remembers the file that said it."""
    places: dict[Way, Place] = {}
    value = _merge(base, (), above, (), places, ())
    return Document(above.file, value, places)


def _merge(base: Document, b: Way, above: Document, a: Way, places: dict[Way, Place], way: Way) -> Any:
    below, over = _at(base.value, b), _at(above.value, a)
    if isinstance(below, dict) and isinstance(over, dict):
        places[way] = above.place(a)
        merged = {}
        for key in [*below, *(k for k in over if k not in below)]:
            inner = (*way, key)
            if key in below and key in over:
                merged[key] = _merge(base, (*b, key), above, (*a, key), places, inner)
            elif key in over:
                merged[key] = _copy(above, (*a, key), places, inner)
            else:
                merged[key] = _copy(base, (*b, key), places, inner)
        return merged
    if _has_slugs(below) and _has_slugs(over):
        return _merge_lists(base, b, above, a, places, way)
    return _copy(above, a, places, way)


def _merge_lists(base: Document, b: Way, above: Document, a: Way, places: dict[Way, Place], way: Way) -> Any:
    places[way] = above.place(a)
    over = {item["slug"]: n for n, item in enumerate(_at(above.value, a))}
    merged: list[Any] = []
    for n, item in enumerate(_at(base.value, b)):
        position = over.pop(item["slug"], None)
        if position is None:
            merged.append(_copy(base, (*b, n), places, (*way, len(merged))))
        elif _at(above.value, (*a, position)) != {"slug": item["slug"], **DROP}:
            merged.append(_merge(base, (*b, n), above, (*a, position), places, (*way, len(merged))))
    for position in over.values():
        merged.append(_copy(above, (*a, position), places, (*way, len(merged))))
    return merged


def _copy(document: Document, source: Way, places: dict[Way, Place], way: Way) -> Any:
    places[way] = document.place(source)
    value = _at(document.value, source)
    if isinstance(value, dict):
        return {key: _copy(document, (*source, key), places, (*way, key)) for key in value}
    if isinstance(value, list):
        return [_copy(document, (*source, n), places, (*way, n)) for n in range(len(value))]
    return value


def _at(value: Any, way: Way) -> Any:
    for step in way:
        value = value[step]
    return value


def _has_slugs(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, dict) and "slug" in item for item in value)


def _files(root: Path) -> tuple[dict[str, Path], list[Problem]]:
    files: dict[str, Path] = {}
    problems: list[Problem] = []
    seen = 0
    waiting = [root]
    while waiting:
        for entry in sorted(os.scandir(waiting.pop()), key=lambda e: e.name):
            path, name = Path(entry.path), Path(entry.path).relative_to(root).as_posix()
            seen += 1
            if seen > MOST_FILES:
                words = f"la carpeta tiene más de {MOST_FILES} archivos"
                return files, [*problems, Problem(str(root), 1, words)]
            if wrong := _refused(entry, root):
                problems.append(Problem(str(path), 1, wrong))
            elif entry.is_dir():
                waiting += [] if name == TENANTS else [path]
            elif path.suffix == ".yaml":
                files[name] = path
    return files, problems


def _refused(entry: Any, root: Path) -> str | None:
    path = Path(entry.path)
    if entry.is_symlink():
        inside = path.resolve().is_relative_to(root.resolve())
        return f"es un enlace{'' if inside else ' que sale de la carpeta'}; ponga el archivo mismo"
    if entry.is_dir():
        return None
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return "no es un archivo corriente"
    if path.suffix in {".yml", ".YAML", ".YML"}:
        return "el nombre debe terminar en `.yaml`"
    return None
