"""Closures are found by bisection: of those that hold a date, the one said first."""

from datetime import date, datetime, timedelta
from time import process_time

from hypothesis import given
from hypothesis import strategies as st

from tests.worktime.desk import calendar, term
from ventanilla.worktime import add
from ventanilla.worktime.cover import Cover

FIRST = date(2026, 1, 1)

days = st.integers(0, 60).map(lambda n: FIRST + timedelta(days=n))
stretches = st.lists(st.tuples(days, days).map(lambda two: (min(two), max(two))), max_size=12)


@given(stretches, days)
def test_it_is_the_first_that_a_look_at_each_would_find(given, day):
    walked = next((n for n, (since, until) in enumerate(given) if since <= day <= until), None)
    assert Cover(given).first(day) == walked


def test_five_thousand_closures_cost_hardly_more_than_none():
    closed = [
        {"on": (date(1975, 1, 1) + timedelta(days=9 * n)).isoformat(), "reason": f"Cierre {n}"}
        for n in range(5000)
    ]
    desk, plain = calendar(closed=closed), calendar(valid_from="1970-01-02")  # no tables yet
    hours, start = term(100_000, "business_hours"), datetime.fromisoformat("2026-01-05T09:00-05:00")
    spent = []
    for asked in (plain, desk):
        began = process_time()
        add(hours, start=start, calendar=asked)
        spent.append(process_time() - began)
    assert spent[1] < 4 * spent[0] + 0.5, spent
