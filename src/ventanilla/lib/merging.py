"""Two people changed the same thing: what each changed, what both did to the same part, and the two together.

Mappings are taken key by key and lists whose items have a name of their own item by item. A public text
(`{es: …, en: …}`) is one part: a translation belongs to the words that it translates.
"""

from collections.abc import Iterator
from enum import Enum
from typing import Any, NamedTuple

from ventanilla.lib.text import LANGUAGES

Way = tuple[str, ...]
#: What names an item inside a list, the first that all items have.
NAMES = ("slug", "name", "value", "role", "key", "campus", "email")


class Absence(Enum):
    """What is not there, which is not the same as null."""

    ABSENT = "absent"


ABSENT = Absence.ABSENT


class Difference(NamedTuple):
    way: Way
    old: Any
    new: Any


class Clash(NamedTuple):
    """A part that both changed, each to something else."""

    way: Way
    base: Any
    ours: Any
    theirs: Any


def differences(old: Any, new: Any, way: Way = ()) -> Iterator[Difference]:
    """The smallest parts in which two values differ, in the order of the new one."""
    if old == new:
        return
    parts = _parts(old, new)
    if parts is None:
        yield Difference(way, old, new)
        return
    before, after = parts
    for key in [*after, *(key for key in before if key not in after)]:
        yield from differences(before.get(key, ABSENT), after.get(key, ABSENT), (*way, key))
    if isinstance(new, list) and _common(before, after) != _common(after, before):
        yield Difference((*way, "orden"), list(before), list(after))


def merge(base: Any, ours: Any, theirs: Any, *, take_theirs: bool = False) -> tuple[Any, list[Clash]]:
    """Both changes together; where they clash, ours (or theirs), and each clash is told."""
    clashes: list[Clash] = []
    merged = _merge((base, ours, theirs), (), clashes, take_theirs=take_theirs)
    return merged, clashes


def _merge(three: tuple[Any, Any, Any], way: Way, clashes: list[Clash], *, take_theirs: bool) -> Any:
    base, ours, theirs = three
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    parts = _parts(base, ours, theirs)
    if parts is None:
        clashes.append(Clash(way, base, ours, theirs))
        return theirs if take_theirs else ours
    was, mine, yours = parts
    # Ours is the order, unless only they changed it; what only the other has follows.
    reordered = [_common(part, was) != _common(was, part) for part in (mine, yours)]
    lead, follow = (yours, mine) if reordered == [False, True] else (mine, yours)
    merged: dict[str, Any] = {}
    for key in [*lead, *(key for key in follow if key not in lead)]:
        inner = tuple(part.get(key, ABSENT) for part in (was, mine, yours))
        value = _merge(inner, (*way, key), clashes, take_theirs=take_theirs)
        if value is not ABSENT:
            merged[key] = value
    return list(merged.values()) if isinstance(ours, list) else merged


def named(*lists: list[Any]) -> list[dict[str, Any]] | None:
    """Each list by its items' names; None where they have none."""
    for name in NAMES:
        parts = [_by_name(items, name) for items in lists]
        if any(parts) and None not in parts:
            return parts  # type: ignore[return-value]
    return None


def _parts(*values: Any) -> list[dict[str, Any]] | None:
    """Each value by its keys or its items' names; None where one of them is a single part."""
    if all(isinstance(value, dict) and not _is_text(value) for value in values):
        return list(values)
    return named(*values) if all(isinstance(value, list) for value in values) else None


def _is_text(value: dict[str, Any]) -> bool:
    return bool(value) and value.keys() <= set(LANGUAGES)


def _by_name(items: list[Any], name: str) -> dict[str, Any] | None:
    if not all(isinstance(item, dict) and isinstance(item.get(name), str) for item in items):
        return None
    named = {item[name]: item for item in items}
    return named if len(named) == len(items) else None


def _common(one: dict[str, Any], other: dict[str, Any]) -> list[str]:
    return [key for key in one if key in other]
