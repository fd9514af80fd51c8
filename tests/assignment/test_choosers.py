"""By turn and by load."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assignment.test_filters import OFFICE
from ventanilla.assignment.choosers import NobodyToChoose, least_loaded, next_in_turn
from ventanilla.assignment.filters import Candidate

people = st.lists(st.integers(1, 99), min_size=1, max_size=12, unique=True)


def candidate(person: int, load: int) -> Candidate:
    return Candidate(person=person, agent=True, hours=OFFICE, load=load)


@given(people, st.none() | st.integers(0, 100))
def test_the_turn_goes_round_and_passes_nobody_over(them: list[int], last: int | None) -> None:
    turns = []
    for _ in range(2 * len(them)):
        last = next_in_turn(them, last)
        turns.append(last)
    assert set(Counter(turns).values()) == {2}


def test_who_left_the_circle_keeps_his_place_in_it() -> None:
    assert next_in_turn([3, 9], 5) == 9
    assert next_in_turn([3, 9], 9) == 3


@given(st.dictionaries(st.integers(1, 99), st.integers(0, 9), min_size=1), st.none() | st.integers(0, 100))
def test_nobody_has_less_than_who_is_least_loaded(loads: dict[int, int], last: int | None) -> None:
    chosen = least_loaded([candidate(who, load) for who, load in loads.items()], last)
    assert loads[chosen] == min(loads.values())


def test_among_equals_it_is_whose_turn_it_is() -> None:
    them = [candidate(2, 1), candidate(4, 1), candidate(6, 0), candidate(8, 0)]
    assert least_loaded(them, 6) == 8
    assert least_loaded(them, 8) == 6


def test_among_none_nobody_is_chosen() -> None:
    with pytest.raises(NobodyToChoose):
        next_in_turn([], 3)
    with pytest.raises(NobodyToChoose):
        least_loaded([], 3)
