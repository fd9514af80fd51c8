"""A thousand pauses, in any order, overlapping, touching, empty, endless: the answer of a walk over every minute."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from tests.worktime.cases import CLOCKS
from tests.worktime.oracle import ENDLESS, Minutes, Oracle, Unknown
from tests.worktime.test_oracle import as_pauses, minute, moment
from ventanilla.worktime import Calendar, Kind, Term, Unit, add, due, measure, subtract

UNITS = [Unit.BUSINESS_HOURS, Unit.WORKING_DAY_HOURS, Unit.BUSINESS_DAYS, Unit.CALENDAR_DAYS]
HOURS = {day: ["08:00-12:00", "13:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
MANY, BEFORE, DAYS = 1000, 12, 150
DAY = 1440


def desk(zone: str) -> dict[str, Any]:
    return {"zone": zone, "country": "PE", "hours": HOURS, "holidays": True}


def thousand(random: Random, oracle: Oracle, *, endless: bool = False) -> list[Minutes]:
    """Minutes and hours, now and then some days; every fifth begins where another ends or inside it."""
    found: list[Minutes] = []
    for _ in range(MANY):
        since = random.randrange(oracle.low, oracle.high - 40 * DAY)
        if found and random.random() < 0.2:
            other = random.choice(found)
            since = random.randint(*other)
        length = random.choice([0, 1, 7, 30, 90, random.randrange(4 * 60), random.randrange(2 * DAY)])
        found.append((since, since + (length if random.random() < 0.98 else 0)))
    if endless:
        found += [(random.randrange(oracle.high - 60 * DAY, oracle.high - 50 * DAY), ENDLESS)] * 3
    random.shuffle(found)
    return found


@pytest.mark.parametrize("endless", [False, True])
@pytest.mark.parametrize(("zone", "around"), CLOCKS[::3])
def test_a_thousand_pauses_give_what_a_walk_over_every_minute_gives(
    zone: str, around: Any, endless: bool
) -> None:
    random = Random(f"{zone} {around} {endless}")
    data = desk(zone)
    calendar, oracle = Calendar.from_data(data), Oracle(data, around - timedelta(days=BEFORE), DAYS)
    compared = 0
    for unit in UNITS:
        held = thousand(random, oracle, endless=endless)
        pauses = as_pauses(held)
        for _ in range(12):
            start = random.randrange(oracle.low + 4 * DAY, oracle.low + 40 * DAY)
            amount = random.randrange(1, 40 if unit.flows else 12)
            end = start + random.randrange(60 * DAY)
            found = measure(unit, start=moment(start), end=moment(end), calendar=calendar, pauses=pauses)
            told = found // timedelta(minutes=1) if isinstance(found, timedelta) else found
            assert told == oracle.measure(unit, start, end, held)
            try:
                expected = oracle.add(unit, amount, start, held)
            except Unknown:
                continue
            at = add(Term(unit, amount), start=moment(start), calendar=calendar, pauses=pauses)
            assert minute(at) == expected, (unit, amount, start)
            compared += 1
    assert compared > 30


def test_their_order_and_their_cuts_change_nothing() -> None:
    random = Random("order")
    data = desk("America/Lima")
    zone, around = CLOCKS[1]
    assert zone == data["zone"]
    calendar, oracle = Calendar.from_data(data), Oracle(data, around, DAYS)
    held = thousand(random, oracle)
    merged: list[Minutes] = []
    for since, until in sorted(held):
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(until, merged[-1][1]))
        else:
            merged.append((since, until))
    start = moment(oracle.low + 10 * DAY)
    for unit in UNITS:
        term = Term(unit, 9)
        one = due(term, start=start, calendar=calendar, pauses=as_pauses(held))
        two = due(term, start=start, calendar=calendar, pauses=as_pauses(merged))
        assert one == two
        shown = [step for step in one.steps if step.kind == Kind.PAUSE]
        assert len(shown) <= len(merged)
        assert one.at is not None
        back = subtract(term, end=one.at, calendar=calendar, pauses=as_pauses(held))
        assert add(term, start=back, calendar=calendar, pauses=as_pauses(held)) == one.at


def test_one_without_an_end_among_a_thousand_leaves_no_date_and_says_since_when() -> None:
    data = desk("America/Lima")
    zone, around = CLOCKS[1]
    calendar, oracle = Calendar.from_data({**data, "zone": zone}), Oracle(data, around, DAYS)
    held = [*thousand(Random("endless"), oracle), (oracle.low + 11 * DAY, ENDLESS)]
    found = due(
        Term(Unit.BUSINESS_DAYS, 60),
        start=moment(oracle.low + 5 * DAY),
        calendar=calendar,
        pauses=as_pauses(held),
    )
    assert found.at is None
    assert [step.until for step in found.steps if step.kind == Kind.PAUSE][-1] is None
