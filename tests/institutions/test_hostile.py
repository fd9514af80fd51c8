"""Whatever stands in a folder, `check` answers with sentences and never breaks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from ventanilla.config.sections import SECTIONS
from ventanilla.lib.folder import Folder, read_folder
from ventanilla.lib.section import understand
from ventanilla.lib.yamlfile import Document, parse

ROOT = Path(__file__).resolve().parents[2]
JUNK: list[Any] = [
    None,
    "",
    "no",
    "-1",
    "9" * 40,
    "\0",
    "ñ" * 30_000,
    [],
    {},
    ["a", None],
    {"a": {"b": []}},
    [[]],
    "today",
]
SPANISH = re.compile(r"\b(should|must|input|valid|expected|field|string|error)\b", re.IGNORECASE)


@cache
def unemi() -> Folder:
    return read_folder(ROOT / "institutions" / "unemi")


def ways(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield way
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inner:
        yield from ways(one, (*way, key))


def put(value: Any, way: tuple[Any, ...], junk: Any) -> Any:
    if not way:
        return junk
    key, rest = way[0], way[1:]
    if isinstance(value, dict):
        return {k: put(v, rest, junk) if k == key else v for k, v in value.items()}
    return [put(v, rest, junk) if n == key else v for n, v in enumerate(value)]


@settings(deadline=None)
@given(st.data())
def test_any_value_in_any_place_gives_sentences_in_spanish(data: st.DataObject) -> None:
    folder = unemi()
    documents = dict(folder.documents)
    for name in data.draw(st.lists(st.sampled_from(sorted(documents)), min_size=1, max_size=3, unique=True)):
        document = documents[name]
        way = data.draw(st.sampled_from(list(ways(document.value))))
        value = put(document.value, way, data.draw(st.sampled_from(JUNK)))
        documents[name] = Document(document.file, value, document.places)
    _, problems = understand(replace(folder, documents=documents), SECTIONS)
    for problem in problems:
        assert problem.line >= 1
        assert "el valor no es válido" not in problem.words
        assert not SPANISH.search(re.sub(r"`[^`]*`|vale: .*|caben: .*|leen: .*", "", problem.words)), problem


def test_what_other_readers_of_yaml_take_for_something_else_stays_a_word() -> None:
    """`no`, `on`, 1:30 and dates: an ordinary loader changes them, ours does not."""
    text = "a: no\nb: on\nc: 1:30\nd: 2026-03-31\n"
    assert parse(text, file="f.yaml")[0].value == {"a": "no", "b": "on", "c": "1:30", "d": "2026-03-31"}
    assert yaml.safe_load(text)["a"] is False
