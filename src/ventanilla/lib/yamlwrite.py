"""Values as YAML in the hand of the folders: a short mapping or list on one line, a long text folded."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from ventanilla.lib.text import LANGUAGES

WIDTH = 110
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_./+@-]*")
#: What other readers of YAML would not take for the word it is.
TAKEN_FOR_ELSE = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|[-+.]?[0-9][0-9_.eE+-]*|0[xo][0-9a-f]+", re.IGNORECASE
)
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def document(value: Any) -> str:
    """A whole file."""
    return "\n".join(block(value, 0)) + "\n"


def inline(value: Any) -> str:
    """On one line."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_said(key, inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(inner) for inner in value) + "]"
    if value is None:
        return "~"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and not _plain(value):
        return quoted(value)
    return str(value)


def quoted(words: str) -> str:
    """Between double quotes, on one line: YAML reads them as JSON does."""
    return json.dumps(words, ensure_ascii=False)


def block(value: Any, indent: int) -> list[str]:
    """On lines of its own, each after so many spaces."""
    space = " " * indent
    if isinstance(value, Mapping) and value:
        return [line for key, inner in value.items() for line in pair(key, inner, indent)]
    if isinstance(value, list) and value:
        return [line for item in value for line in listed(item, indent)]
    return [f"{space}{inline(value)}"]


def pair(key: str, value: Any, indent: int) -> list[str]:
    """`key: value`, the value below it where it does not fit."""
    head = f"{' ' * indent}{key}:"
    if _on_one_line(value, len(head) + 1):
        return [f"{head} {_said(key, value)}"]
    if isinstance(value, str):
        return [f"{head} {first}" if n == 0 else first for n, first in enumerate(_long(value, indent + 2))]
    return [head, *block(value, indent + 2)]


def listed(item: Any, indent: int) -> list[str]:
    """`- item`."""
    dash = f"{' ' * indent}- "
    if not isinstance(item, Mapping | list) or _on_one_line(item, len(dash)):
        if isinstance(item, str) and not _on_one_line(item, len(dash)):
            return [f"{dash}{line}" if n == 0 else line for n, line in enumerate(_long(item, indent + 2))]
        return [f"{dash}{inline(item)}"]
    first, *rest = block(item, indent + 2)
    return [dash + first.lstrip(), *rest]


def _said(key: str, value: Any) -> str:
    """What people read stands between quotes, whatever it is."""
    return quoted(value) if key in LANGUAGES and isinstance(value, str) else inline(value)


def _on_one_line(value: Any, before: int) -> bool:
    if isinstance(value, Mapping | list) and not value:
        return True
    if isinstance(value, str) and "\n" in value:
        return False
    if isinstance(value, Mapping) and not value.keys() <= set(LANGUAGES) and _depth(value) > 2:
        return False
    if isinstance(value, list) and any(isinstance(inner, Mapping | list) for inner in value):
        return False
    return before + len(inline(value)) <= WIDTH


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(_depth, inner), default=0)


def _long(words: str, indent: int) -> Iterator[str]:
    """A block scalar: literal where it has lines of its own, folded where it is long; quoted where neither holds."""
    space = " " * indent
    lines = words.split("\n")
    if len(lines) > 1:
        if words != words.strip() or any(line != line.rstrip() for line in lines):
            yield quoted(words)
            return
        yield "|-"
        yield from (space + line if line else "" for line in lines)
        return
    if "  " in words or words != words.strip() or "\t" in words:
        yield quoted(words)
        return
    yield ">-"
    width = max(WIDTH - indent, 40)
    for line in textwrap.wrap(words, width, break_long_words=False, break_on_hyphens=False):
        yield space + line


def _plain(word: str) -> bool:
    if DAY.fullmatch(word):
        return True
    return bool(PLAIN.fullmatch(word)) and not TAKEN_FOR_ELSE.fullmatch(word)
