"""The engine gives what a walk over every minute gives."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.worktime.cases import calendars, thorough
from tests.worktime.oracle import ENDLESS, EPOCH, Minutes, Oracle, Unknown
from ventanilla.worktime import Calendar, Term, Unit, add, measure, subtract

UNITS = [*Unit]
BEFORE, AFTER = 12, 60
CASES = 40  # instants and pauses for each calendar, in each unit


def moment(minute: int) -> datetime:
    return EPOCH + timedelta(minutes=minute)


def minute(at: datetime | None) -> int | None:
    if at is None:
        return None
    assert at.tzinfo is UTC
    whole, rest = divmod(at - EPOCH, timedelta(minutes=1))
    assert not rest
    return whole


def some_minute(random: Random, oracle: Oracle, margin: int = 4320) -> int:
    """Any, and often one at which it opens or closes."""
    t = random.randrange(oracle.low + margin, oracle.high - margin)
    if random.random() < 0.6:
        return t
    try:
        return min(oracle.change(t, opening=random.random() < 0.5), oracle.high - margin)
    except Unknown:
        return t


def some_pauses(random: Random, oracle: Oracle) -> list[Minutes]:
    """None, few or many; short, long, without end; overlapping, touching."""
    found: list[Minutes] = []
    for _ in range(random.choice([0, 0, 1, 2, 6])):
        since = found[-1][1] if found and random.random() < 0.2 else some_minute(random, oracle)
        until = since + random.choice([0, 30, 240, 1440, random.randrange(20000)])
        if random.random() < 0.3:
            until = max(since, some_minute(random, oracle))
        found.append((since, ENDLESS if random.random() < 0.05 else until))
    return [(since, until) for since, until in found if since < oracle.high]


def some_amount(random: Random, unit: Unit) -> int:
    """Reached within the minutes that are known, often."""
    if unit == Unit.MONTHS:
        return random.choice([1, 1, 2, random.randrange(1, 13)])
    return random.choice([1, 2, random.randrange(1, 30), random.randrange(1, 100)])


def as_pauses(found: list[Minutes]) -> list[tuple[datetime, datetime | None]]:
    return [(moment(a), None if b == ENDLESS else moment(b)) for a, b in found]


#: How many answers were compared, in this process: what could not be known is not counted.
compared = {"answers": 0}
LEAST = 20_000  # in a run of the tests


def agreed() -> None:
    compared["answers"] += 1


def test_every_operation_agrees_with_a_walk_over_every_minute():
    before = compared["answers"]
    every_operation_agrees()
    assert compared["answers"] - before >= LEAST


@given(drawn=calendars(), seed=st.integers(0, 1 << 30))
@thorough
def every_operation_agrees(drawn, seed):
    calendar, data, around = drawn
    oracle = Oracle(data, around - timedelta(days=BEFORE), BEFORE + AFTER)
    random = Random(seed)
    for unit in UNITS:
        for _ in range(CASES):
            check_add(random, oracle, calendar, unit)
        for _ in range(CASES // 6):
            check_subtract(random, oracle, calendar, unit)
            check_measure(random, oracle, calendar, unit)
            check_doors(random, oracle, calendar)


def check_add(random: Random, oracle: Oracle, calendar: Calendar, unit: Unit) -> None:
    start = some_minute(random, oracle)
    pauses = some_pauses(random, oracle)
    amount = some_amount(random, unit)
    try:
        expected = oracle.add(unit, amount, start, pauses)
    except Unknown:
        return
    found = add(Term(unit, amount), start=moment(start), calendar=calendar, pauses=as_pauses(pauses))
    if expected is None and found is not None:  # the array ended before the endless pause
        assert found > moment(oracle.high - 5000)
        return
    assert minute(found) == expected, (amount, moment(start), as_pauses(pauses))
    agreed()


def check_subtract(random: Random, oracle: Oracle, calendar: Calendar, unit: Unit) -> None:
    end = some_minute(random, oracle)
    pauses = some_pauses(random, oracle)
    amount = 1 if unit == Unit.MONTHS else random.choice([1, random.randrange(1, 30)])
    try:
        expected = oracle.subtract(unit, amount, end, pauses)
    except Unknown:
        return
    found = subtract(Term(unit, amount), end=moment(end), calendar=calendar, pauses=as_pauses(pauses))
    assert minute(found) == expected, (amount, moment(end), as_pauses(pauses))
    agreed()


def check_measure(random: Random, oracle: Oracle, calendar: Calendar, unit: Unit) -> None:
    start, end = sorted(some_minute(random, oracle) for _ in range(2))
    pauses = some_pauses(random, oracle)
    expected = oracle.measure(unit, start, end, pauses)
    found = measure(unit, start=moment(start), end=moment(end), calendar=calendar, pauses=as_pauses(pauses))
    counted = found / timedelta(minutes=1) if isinstance(found, timedelta) else found
    assert counted == expected, (moment(start), moment(end), as_pauses(pauses))
    agreed()


@given(drawn=calendars(), seed=st.integers(0, 1 << 30))
@settings(thorough, max_examples=5)
def test_additions_agree_with_it_over_400_days(drawn, seed):
    calendar, data, around = drawn
    oracle = Oracle(data, around - timedelta(days=BEFORE), 400)
    random = Random(seed)
    for unit in UNITS:
        for _ in range(CASES):
            check_add(random, oracle, calendar, unit)


def check_doors(random: Random, oracle: Oracle, calendar: Calendar, margin: int = 20160) -> None:
    t = some_minute(random, oracle, margin)
    assert calendar.is_open(moment(t)) == bool(oracle.open[t - oracle.low])
    for opening, ask in ((True, calendar.next_opening), (False, calendar.next_closing)):
        try:
            expected = oracle.change(t, opening=opening)
        except Unknown:
            continue
        assert minute(ask(moment(t))) == expected, (opening, moment(t))
        agreed()
