"""Who may be made responsible, and every reason against everybody else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.assignment.filters import FILTERS, Candidate, Reason, Wish, arrival, sift
from ventanilla.worktime import Calendar

MONDAY = datetime(2026, 3, 9, 15, 0, tzinfo=UTC)  # ten in Panama
HOUR = timedelta(hours=1)


def week(*spans: str) -> Calendar:
    hours = {day: list(spans) for day in ("mon", "tue", "wed", "thu", "fri")}
    return Calendar.from_data({"zone": "America/Panama", "country": "PA", "hours": hours})


OFFICE = week("08:00-12:00", "13:00-17:00")
BRUNO = Candidate(person=7, agent=True, hours=OFFICE)
WISH = Wish(at=MONDAY, requester=1, language="es", campus="centro")


def test_whoever_nothing_speaks_against_may_be_chosen() -> None:
    found = sift([BRUNO], WISH)
    assert (found.people, found.excluded) == ((7,), {})


@pytest.mark.parametrize(
    ("reason", "candidate", "wish"),
    [
        (Reason.ONESELF, replace(BRUNO, person=1), WISH),
        (Reason.NOT_AGENT, replace(BRUNO, agent=False), WISH),
        (Reason.HOLDER, BRUNO, replace(WISH, holder=7)),
        (Reason.CONFIDENTIAL, replace(BRUNO, confidential=False), replace(WISH, confidential=True)),
        (Reason.CONFLICT, replace(BRUNO, conflict=True), WISH),
        (Reason.EARLIER, BRUNO, replace(WISH, earlier=frozenset({7}))),
        (Reason.ABSENT, replace(BRUNO, absences=((MONDAY, MONDAY + HOUR),)), WISH),
        (Reason.OFF_SHIFT, replace(BRUNO, hours=week("13:00-17:00")), WISH),
        (Reason.FULL, replace(BRUNO, capacity=3, load=3), WISH),
        (Reason.LANGUAGE, replace(BRUNO, languages=frozenset({"en"})), WISH),
        (Reason.CAMPUS, replace(BRUNO, campuses=frozenset({"norte"})), WISH),
    ],
)
def test_each_filter_has_its_reason(reason: Reason, candidate: Candidate, wish: Wish) -> None:
    assert sift([candidate], wish).excluded == {candidate.person: (reason,)}


def test_every_reason_has_a_filter_and_its_order() -> None:
    assert list(FILTERS) == list(Reason)


def test_several_reasons_are_all_kept() -> None:
    tired = replace(BRUNO, capacity=0, conflict=True, languages=frozenset({"en"}))
    assert sift([tired], WISH).excluded == {7: (Reason.CONFLICT, Reason.FULL, Reason.LANGUAGE)}


def test_a_request_without_campus_or_language_asks_for_none() -> None:
    narrow = replace(BRUNO, campuses=frozenset({"norte"}), languages=frozenset({"en"}))
    assert sift([narrow], replace(WISH, campus="", language="")).people == (7,)


def test_an_absence_ends_at_its_end() -> None:
    back = replace(BRUNO, absences=((MONDAY - HOUR, MONDAY),))
    assert sift([back], WISH).people == (7,)


def test_whoever_comes_soon_is_there_unless_absent_when_he_would_come() -> None:
    noon = datetime(2026, 3, 9, 17, 30, tzinfo=UTC)  # half past twelve: back at one
    back = datetime(2026, 3, 9, 18, 0, tzinfo=UTC)
    assert arrival(OFFICE, noon) == back
    assert sift([BRUNO], replace(WISH, at=noon)).people == (7,)
    ill = replace(BRUNO, absences=((back, back + HOUR),))
    assert sift([ill], replace(WISH, at=noon)).excluded == {7: (Reason.ABSENT,)}


def test_at_night_and_by_a_calendar_that_never_opens_nobody_is_there() -> None:
    night = datetime(2026, 3, 10, 3, 0, tzinfo=UTC)
    assert arrival(OFFICE, night) is None
    assert arrival(week(), MONDAY) is None


def test_a_holiday_of_the_calendar_is_nobodys_shift() -> None:
    assert arrival(OFFICE, datetime(2026, 5, 1, 15, 0, tzinfo=UTC)) is None


candidates = st.lists(
    st.builds(
        Candidate,
        person=st.integers(1, 60),
        agent=st.booleans(),
        hours=st.just(OFFICE),
        confidential=st.booleans(),
        capacity=st.none() | st.integers(0, 4),
        load=st.integers(0, 5),
        languages=st.sampled_from([frozenset(), frozenset({"es"}), frozenset({"en"})]),
        campuses=st.sampled_from([frozenset(), frozenset({"centro"}), frozenset({"norte"})]),
        conflict=st.booleans(),
    ),
    unique_by=lambda one: one.person,
)


@given(candidates, st.booleans(), st.randoms())
def test_everybody_is_eligible_or_excluded_with_a_reason_in_any_order(
    people: list[Candidate], confidential: bool, rng: object
) -> None:
    wish = replace(WISH, confidential=confidential)
    found = sift(people, wish)
    assert set(found.people) | set(found.excluded) == {one.person for one in people}
    assert not set(found.people) & set(found.excluded)
    assert all(found.excluded.values())
    shuffled = list(people)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sift(shuffled, wish) == found
