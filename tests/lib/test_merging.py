"""What two people changed, together: each one's changes stay, and what both changed is told."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ventanilla.lib.merging import ABSENT, Clash, Difference, differences, merge

words = st.sampled_from(["a", "b", "c"])
named = st.lists(
    st.fixed_dictionaries({"slug": words, "n": st.integers(0, 3)}), unique_by=lambda one: one["slug"]
)
things = st.fixed_dictionaries(
    {
        "words": words,
        "text": st.fixed_dictionaries({"es": words, "en": words}),
        "inner": st.dictionaries(words, words | st.none()),
        "named": named,
        "plain": st.lists(words),
    }
)


def test_each_ones_change_stays() -> None:
    base = {"unit": "a", "terms": {"first": "x", "last": "y"}}
    ours = {"unit": "b", "terms": {"first": "x", "last": "y"}}
    theirs = {"unit": "a", "terms": {"first": "x", "last": "z"}}
    assert merge(base, ours, theirs) == ({"unit": "b", "terms": {"first": "x", "last": "z"}}, [])


def test_the_same_part_changed_twice_is_a_clash() -> None:
    base, ours, theirs = {"unit": "a"}, {"unit": "b"}, {"unit": "c"}
    clash = Clash(("unit",), "a", "b", "c")
    assert merge(base, ours, theirs) == ({"unit": "b"}, [clash])
    assert merge(base, ours, theirs, take_theirs=True) == ({"unit": "c"}, [clash])


def test_both_changed_it_to_the_same() -> None:
    assert merge({"unit": "a"}, {"unit": "b"}, {"unit": "b"}) == ({"unit": "b"}, [])


def test_a_translation_belongs_to_its_words() -> None:
    base = {"name": {"es": "Beca", "en": "Grant"}}
    ours = {"name": {"es": "Becas", "en": "Grant"}}
    theirs = {"name": {"es": "Beca", "en": "Scholarship"}}
    assert [clash.way for clash in merge(base, ours, theirs)[1]] == [("name",)]


def test_questions_of_a_form_are_taken_one_by_one() -> None:
    base = [{"name": "why", "max": 1}, {"name": "when", "max": 1}]
    ours = [{"name": "why", "max": 2}, {"name": "when", "max": 1}, {"name": "where", "max": 1}]
    theirs = [{"name": "when", "max": 3}, {"name": "why", "max": 1}]
    merged, clashes = merge(base, ours, theirs)
    assert clashes == []
    assert merged == [{"name": "when", "max": 3}, {"name": "why", "max": 2}, {"name": "where", "max": 1}]


def test_gone_on_one_side_and_changed_on_the_other_is_a_clash() -> None:
    assert merge({"unit": "a"}, ABSENT, {"unit": "b"}) == (
        ABSENT,
        [Clash((), {"unit": "a"}, ABSENT, {"unit": "b"})],
    )
    assert merge({"unit": "a"}, ABSENT, {"unit": "a"}) == (ABSENT, [])
    assert merge({"unit": "a"}, {"unit": "a"}, ABSENT) == (ABSENT, [])
    assert merge(ABSENT, ABSENT, {"unit": "b"}) == ({"unit": "b"}, [])


def test_an_order_that_changed_is_a_difference() -> None:
    old, new = [{"slug": "a"}, {"slug": "b"}], [{"slug": "b"}, {"slug": "a"}]
    assert list(differences(old, new)) == [Difference(("orden",), ["a", "b"], ["b", "a"])]


@given(things, things)
def test_who_alone_changed_something_has_it(base: Any, changed: Any) -> None:
    assert merge(base, changed, base) == (changed, [])
    assert merge(base, base, changed) == (changed, [])
    assert merge(base, changed, changed) == (changed, [])


@given(things, things, things)
def test_both_sides_see_the_same_clashes(base: Any, ours: Any, theirs: Any) -> None:
    here, there = merge(base, ours, theirs)[1], merge(base, theirs, ours)[1]
    assert {clash.way for clash in here} == {clash.way for clash in there}


@given(things, things)
def test_there_are_differences_exactly_where_something_differs(old: Any, new: Any) -> None:
    assert bool(list(differences(old, new))) == (old != new)
