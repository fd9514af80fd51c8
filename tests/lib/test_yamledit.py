"""Changing what a file says: everything else in it stays as its author wrote it."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ventanilla.lib.yamledit import edited
from ventanilla.lib.yamlfile import parse
from ventanilla.lib.yamlwrite import WIDTH, document

FILE = """\
# Becas y más.
name: {es: "Becas", en: "Grants"}   # lo que se lee
summary:
  es: >-
    Pida una beca
    antes del cierre.
  en: "Ask."
unit: bienestar
# Las etapas son propuesta.
stages:
  - {slug: uno, name: {es: "Uno"}, state: submitted}
  - slug: dos   # la segunda
    name: Dos
    state: closed
keywords: [a, b]
required: false
"""
SAYS: dict[str, Any] = {
    "name": {"es": "Becas", "en": "Grants"},
    "summary": {"es": "Pida una beca antes del cierre.", "en": "Ask."},
    "unit": "bienestar",
    "stages": [
        {"slug": "uno", "name": {"es": "Uno"}, "state": "submitted"},
        {"slug": "dos", "name": "Dos", "state": "closed"},
    ],
    "keywords": ["a", "b"],
}


def changed(**parts: Any) -> tuple[list[str], list[str]]:
    """The lines that went and those that came."""
    new = {key: value for key, value in {**SAYS, **parts}.items() if value is not ...}
    text = edited(FILE, SAYS, new)
    assert parse(text, file="f")[0].value == {"required": "false", **strings(new)}
    before, after = FILE.splitlines(), text.splitlines()
    return [line for line in before if line not in after], [line for line in after if line not in before]


def strings(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [strings(inner) for inner in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None else str(value)


def test_nothing_to_change_changes_nothing() -> None:
    assert edited(FILE, SAYS, SAYS) == FILE


def test_a_word_in_braces_keeps_the_comment_beside_it() -> None:
    assert changed(name={"es": "Ayudas", "en": "Grants"}) == (
        ['name: {es: "Becas", en: "Grants"}   # lo que se lee'],
        ['name: {es: "Ayudas", en: "Grants"}   # lo que se lee'],
    )


def test_a_folded_text_is_folded_again() -> None:
    words = "Pida una beca antes del cierre de la convocatoria, " * 3
    gone, come = changed(summary={"es": words.strip(), "en": "Ask."})
    assert gone == ["    Pida una beca", "    antes del cierre."]
    assert all(len(line) <= WIDTH for line in come)


def test_a_key_that_comes_stands_where_its_shape_has_it() -> None:
    new = {"name": SAYS["name"], "order": 3, **{k: v for k, v in SAYS.items() if k != "name"}}
    text = edited(FILE, SAYS, new)
    assert text.replace("order: 3\n", "") == FILE
    assert text.index("order: 3") < text.index("summary:")


def test_a_key_that_goes_leaves_the_rest() -> None:
    assert changed(unit=...) == (["unit: bienestar"], [])
    assert changed(summary=...)[1] == []


def test_what_was_written_though_it_need_not_be() -> None:
    assert changed(required=True) == (["required: false"], ["required: true"])


def test_what_is_said_elsewhere_is_written_only_where_it_changes() -> None:
    old = {"slug": "a", "zone": "inherited", "closed": ["inherited"], "n": 1}
    assert edited("slug: a\nn: 1\n", old, {**old, "n": 2}) == "slug: a\nn: 2\n"
    assert edited("slug: a\nn: 1\n", old, {**old, "zone": "own"}) == "slug: a\nzone: own\nn: 1\n"


def test_one_item_of_a_list() -> None:
    first, second = SAYS["stages"]
    assert changed(stages=[first, {**second, "state": "answered"}]) == (
        ["    state: closed"],
        ["    state: answered"],
    )
    assert changed(stages=[first]) == (
        ["  - slug: dos   # la segunda", "    name: Dos", "    state: closed"],
        [],
    )
    third = {"slug": "tres", "name": "Tres", "state": "closed"}
    assert changed(stages=[first, second, third]) == ([], ["  - {slug: tres, name: Tres, state: closed}"])
    assert changed(stages=[second, first])[0]  # another order: written anew


def test_the_key_beside_the_dash_can_go() -> None:
    first, _ = SAYS["stages"]
    changed(stages=[first, {"name": "Dos", "state": "closed"}])


def test_a_list_at_the_top_of_a_file() -> None:
    text = "# dos\n- slug: a\n  n: 1\n\n# la otra\n- slug: b\n  n: 2\n"
    a, b = {"slug": "a", "n": 1}, {"slug": "b", "n": 2}
    assert edited(text, [a, b], [a, {**b, "n": 3}]) == text.replace("n: 2", "n: 3")
    assert edited(text, [a, b], [a]) == "# dos\n- slug: a\n  n: 1\n\n# la otra\n"
    assert edited(text, [a, b], [a, b, {"slug": "c"}]) == text + "- {slug: c}\n"


@pytest.mark.parametrize(
    "words",
    [
        "no",
        "yes",
        "12",
        "1.5",
        "08:00",
        "~",
        "",
        "a: b",
        "# c",
        " a ",
        "dos\nlíneas",
        "- a",
        "ñ",
        '"',
        "2026-03-31",
    ],
)
def test_a_word_is_read_as_it_was_said(words: str) -> None:
    assert parse(document({"a": words, "b": [words], "c": {"d": [words, {"e": words}]}}), file="f")[
        0
    ].value == {
        "a": words,
        "b": [words],
        "c": {"d": [words, {"e": words}]},
    }


keys = st.sampled_from(["es", "en", "slug", "name", "a", "b"])
words = st.one_of(
    st.sampled_from(
        [
            "uno",
            "dos",
            "no",
            "8",
            "",
            "a: b",
            "x # y",
            "- z",
            "largo " * 40 + "fin",
            "a\nb",
            "a\n\n b ",
            "{",
            "ñ",
        ]
    ),
    st.text(st.characters(blacklist_categories=["Cc", "Cs"], max_codepoint=0x2FF), max_size=12),
)
leaves = st.none() | words


def named(inner: Any) -> Any:
    """Items with a name of their own."""
    items = st.builds(
        lambda slug, rest: {**rest, "slug": slug},
        st.sampled_from("abcd"),
        st.dictionaries(keys, inner, max_size=3),
    )
    return st.lists(items, max_size=4, unique_by=lambda one: str(one["slug"]))


values = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4) | named(inner),
    max_leaves=25,
)
roots = st.dictionaries(keys, values, min_size=1, max_size=5) | st.lists(
    st.dictionaries(keys, values, min_size=1, max_size=4), min_size=1, max_size=4
)


@given(roots, roots)
@example({"a": {"b": "x"}}, {"a": {"a": "y"}})
@example([{"slug": "a", "name": {"b": "x"}}], [{"slug": "a", "name": {}}])
def test_a_file_says_what_it_was_told_to(old: Any, new: Any) -> None:
    if isinstance(old, dict) is not isinstance(new, dict):
        old = [old] if isinstance(old, dict) else old
        new = [new] if isinstance(new, dict) else new
    text = "# arriba\n" + document(old)
    assert parse(text, file="f")[0].value == old
    changed = edited(text, old, new)
    assert parse(changed, file="f")[0].value == new
    assert changed.startswith("# arriba\n")
