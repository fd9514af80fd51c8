"""What each key of a folder says, for whoever writes one: explained.yaml beside the shapes it is about."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from pydantic import BaseModel

from ventanilla.config.sections import SECTIONS
from ventanilla.lib.section import Section
from ventanilla.lib.yamlfile import read

EVERY = "every"
WORDS = Path(__file__).with_name("explained.yaml")


class Explanation(NamedTuple):
    """`example` only where none of the folders that ship uses the key."""

    words: str
    example: str | None = None


@cache
def written() -> dict[str, Any]:
    document, _ = read(WORDS, file=WORDS.name)
    return {section: shapes or {} for section, shapes in document.value.items()}


def explanation(section: Section, shape: type[BaseModel], key: str) -> Explanation | None:
    """Of one key; what a shape says of its own goes before what holds for every shape."""
    entry = written().get(section.name, {}).get(shape.__name__, {}).get(key) or written()[EVERY].get(key)
    if isinstance(entry, dict):
        return Explanation(entry["says"], entry["example"])
    return None if entry is None else Explanation(entry)


def shapes_of(section: Section) -> list[type[BaseModel]]:
    """The shape of a section and those inside it, each once, in the order in which they are met."""
    found: list[type[BaseModel]] = []
    _gather(section.shape, found)
    return found


def keys_of(shape: type[BaseModel]) -> dict[str, Any]:
    """Key as written → field."""
    return {field.alias or name: field for name, field in shape.model_fields.items()}


def inner_shapes(annotation: Any) -> Iterator[type[BaseModel]]:
    """The shapes that a key holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from inner_shapes(argument)


def unexplained() -> list[str]:
    return [
        f"{section.name}.{shape.__name__}.{key}"
        for section in SECTIONS
        for shape in shapes_of(section)
        for key in keys_of(shape)
        if explanation(section, shape, key) is None
    ]


def without_key() -> list[str]:
    """What is explained and does not exist."""
    known = {
        (section.name, shape.__name__, key)
        for section in SECTIONS
        for shape in shapes_of(section)
        for key in keys_of(shape)
    }
    keys = {key for _, _, key in known}
    entries = [
        (section, shape, key)
        for section, shapes in written().items()
        if section != EVERY
        for shape, words in shapes.items()
        for key in words
    ]
    gone = [".".join(entry) for entry in entries if entry not in known]
    return gone + [f"{EVERY}.{key}" for key in written()[EVERY] if key not in keys]


def _gather(shape: type[BaseModel], found: list[type[BaseModel]]) -> None:
    if shape in found:
        return
    found.append(shape)
    for field in shape.model_fields.values():
        for inner in inner_shapes(field.annotation):
            _gather(inner, found)
