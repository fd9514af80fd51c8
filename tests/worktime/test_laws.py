"""What must hold for every calendar, to the microsecond."""

from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.worktime.cases import calendars, instants, pauses, thorough
from ventanilla.worktime import Term, Unit, add, due, measure, merged, subtract, union
from ventanilla.worktime.calendar import Calendar
from ventanilla.worktime.step import Kind

units = st.sampled_from(list(Unit))
amounts = st.integers(1, 60)


def amount_as_measured(term: Term) -> Any:
    return timedelta(hours=term.amount) if term.unit.flows else term.amount


def reached(term: Term, **asked: Any) -> datetime:
    """When it is due; without endless pauses it always is."""
    at = add(term, **asked)
    assert at is not None
    return at


@given(st.data(), calendars(), units, amounts)
@thorough
def test_what_was_added_is_what_is_measured(data, drawn, unit, amount):
    calendar, _, around = drawn
    start, held = data.draw(instants(around)), data.draw(pauses(around))
    term = Term(unit, amount)
    end = reached(term, start=start, calendar=calendar, pauses=held)
    assert measure(unit, start=start, end=end, calendar=calendar, pauses=held) == amount_as_measured(term)
    just_before = end - timedelta(microseconds=1)
    before: Any = measure(unit, start=start, end=just_before, calendar=calendar, pauses=held)
    assert before < amount_as_measured(term)


@given(st.data(), calendars(), units.filter(lambda unit: unit != Unit.MONTHS), amounts)
@thorough
def test_subtracting_and_adding_again_comes_back_to_a_due_instant(data, drawn, unit, amount):
    calendar, _, around = drawn
    term = Term(unit, amount)
    start, held = data.draw(instants(around)), data.draw(pauses(around))
    end = reached(term, start=start, calendar=calendar, pauses=held)
    earlier = subtract(term, end=end, calendar=calendar, pauses=held)
    assert reached(term, start=earlier, calendar=calendar, pauses=held) == end
    if unit.flows:
        assert earlier >= start, "the latest start"


@given(st.data(), calendars(), units, amounts)
@thorough
def test_who_starts_later_or_is_promised_more_is_never_due_earlier(data, drawn, unit, amount):
    calendar, _, around = drawn
    # A month that was shortened and a pause: see test_days.
    held = data.draw(pauses(around)) if unit != Unit.MONTHS else []
    one, other = sorted((data.draw(instants(around)), data.draw(instants(around))))
    first = reached(Term(unit, amount), start=one, calendar=calendar, pauses=held)
    assert first > one
    assert first <= reached(Term(unit, amount), start=other, calendar=calendar, pauses=held)
    assert first <= reached(Term(unit, amount + 1), start=one, calendar=calendar, pauses=held)


@given(st.data(), calendars(), units, amounts)
@thorough
def test_another_pause_never_makes_it_due_earlier(data, drawn, unit, amount):
    calendar, _, around = drawn
    start, held, more = (data.draw(s) for s in (instants(around), pauses(around), pauses(around)))
    term = Term(unit, amount)
    fewer = reached(term, start=start, calendar=calendar, pauses=held)
    assert fewer <= reached(term, start=start, calendar=calendar, pauses=[*held, *more])


@given(st.data(), calendars(), units, amounts)
@thorough
def test_splitting_repeating_and_shuffling_pauses_changes_nothing(data, drawn, unit, amount):
    calendar, _, around = drawn
    start, held = data.draw(instants(around)), data.draw(pauses(around, endless=True))
    pieces = []
    for since, until in held:
        middle = data.draw(instants(around))
        inside = since < middle and (until is None or middle < until)
        pieces += [(since, middle), (middle, until)] if inside else [(since, until)] * 2
    pieces = data.draw(st.permutations(pieces))
    term = Term(unit, amount)
    whole = due(term, start=start, calendar=calendar, pauses=held)
    assert due(term, start=start, calendar=calendar, pauses=pieces) == whole


@given(st.data(), calendars(), units.filter(lambda unit: unit.flows))
@thorough
def test_hours_measured_in_two_parts_are_the_hours_of_the_whole(data, drawn, unit):
    calendar, _, around = drawn
    held = data.draw(pauses(around, endless=True))
    a, b, c = sorted(data.draw(instants(around)) for _ in range(3))

    def measured(start, end):
        return measure(unit, start=start, end=end, calendar=calendar, pauses=held)

    assert measured(a, b) + measured(b, c) == measured(a, c)


@given(st.data(), calendars(), units, amounts)
@thorough
def test_the_explanation_adds_up_to_the_promise(data, drawn, unit, amount):
    calendar, _, around = drawn
    start, held = data.draw(instants(around)), data.draw(pauses(around, endless=True))
    term = Term(unit, amount)
    result = due(term, start=start, calendar=calendar, pauses=held)
    counted: list[Any] = [step for step in result.steps if step.kind == Kind.COUNTED]
    assert result.steps[0].kind == Kind.START
    assert all(a.since < b.since and a.until <= b.since for a, b in pairwise(counted))
    total: Any = sum((step.amount for step in counted), timedelta() if unit.flows else 0)
    if result.at is None:
        assert result.steps[-1].kind != Kind.DUE
        assert unit == Unit.MONTHS or total < amount_as_measured(term)
        return
    assert result.steps[-1].kind == Kind.DUE
    assert counted[-1].until == result.steps[-1].since == result.at
    assert counted[-1].total == total
    assert unit == Unit.MONTHS or total == amount_as_measured(term)


@given(st.data(), calendars(), amounts)
@thorough
def test_one_is_due_while_it_is_open_or_closing(data, drawn, amount):
    calendar, _, around = drawn
    start = data.draw(instants(around))
    for unit in (Unit.BUSINESS_HOURS, Unit.BUSINESS_DAYS):
        end = reached(Term(unit, amount), start=start, calendar=calendar)
        assert calendar.is_open(end - timedelta(microseconds=1))


@given(st.data(), calendars())
@thorough
def test_it_opens_and_closes_in_turn(data, drawn):
    calendar, _, around = drawn
    at = data.draw(instants(around))
    opening, closing = calendar.next_opening(at), calendar.next_closing(at)
    assume(closing is not None)
    assert calendar.is_open(opening)
    assert not calendar.is_open(closing)
    assert calendar.is_open(at) == (closing < opening)


@given(st.data(), calendars())
@thorough
def test_a_table_grown_from_elsewhere_says_the_same(data, drawn):
    calendar, _, around = drawn
    start, term = data.draw(instants(around)), Term(Unit.BUSINESS_HOURS, 30)
    other = Calendar(calendar.rules)
    for years in data.draw(st.lists(st.integers(-20, 30), max_size=3)):
        other.is_open(start + timedelta(days=365 * years))
    assert due(term, start=start, calendar=other) == due(term, start=start, calendar=calendar)


@given(st.data(), calendars())
@thorough
def test_a_calendar_merged_or_united_with_itself_is_itself(data, drawn):
    calendar, written, around = drawn
    start, term = data.draw(instants(around)), Term(Unit.BUSINESS_HOURS, 30)
    same = Calendar.from_data(merged(written, written))
    assert due(term, start=start, calendar=same) == due(term, start=start, calendar=calendar)
    united = Calendar.from_data(union(written, {**written, "special": []}))
    assert united.rules.spans_on(around) in ((), calendar.rules.spans_on(around))
