"""Additions of business hours a second of CPU, beside two libraries that do the same work.

The work: from instants of ten years, add 24 or 160 opening hours (08:00-12:00 and 13:00-17:00, Monday to Friday,
Panama's public holidays). Each library gets the calendar as it wants it; all must give the same dates.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from statistics import median
from time import process_time
from typing import Any
from zoneinfo import ZoneInfo

import businesstimedelta
import pandas
import pytz

from bench.tables import table
from ventanilla.worktime import Calendar, Term, add
from ventanilla.worktime.country import public_holidays

YEARS = range(2018, 2031)
FIRST, LAST = date(2019, 1, 1), date(2028, 12, 31)
ZONE = ZoneInfo("America/Panama")
WEEK = {day: ["08:00-12:00", "13:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
OURS = Calendar.from_data({"zone": "America/Panama", "country": "PA", "hours": WEEK})
TERMS = {hours: Term.from_data({"unit": "business_hours", "amount": hours}) for hours in (24, 160)}
HOLIDAYS = [day for year in YEARS for day in public_holidays("PA", year)]
TIMES = 7  # each engine is measured so often, all with the same questions
GOAL = 200_000  # in the median
WORK = "24 and 160 business hours over ten years"

OUR_NAME = "ventanilla.worktime"

Question = tuple[datetime, int]
Engine = Callable[[datetime, int], datetime]


def measure() -> dict[str, Any]:
    engines: list[tuple[str, Engine, int]] = [
        (OUR_NAME, ours, 50_000),
        ("pandas CustomBusinessHour", with_pandas(), 2_000),
        ("businesstimedelta", with_businesstimedelta(), 200),
    ]
    agree(engines)
    runs = {name: sorted(rate(engine, count) for _ in range(TIMES)) for name, engine, count in engines}
    table(f"Business time: {WORK}, additions a second of CPU, {TIMES} runs each", told(runs))
    medians = {name: median(found) for name, found in runs.items()}
    return {"additions_a_second": medians, "runs": runs, "goal": GOAL}


def told(runs: dict[str, list[float]]) -> list[tuple[str, ...]]:
    """A busy machine slows some runs, so the slowest and the fastest stand beside the median, which counts."""
    ours = runs[OUR_NAME]
    rows: list[tuple[str, ...]] = [("", "slowest", "median", "fastest", "ventanilla's median is faster by")]
    for name, found in runs.items():
        figures = (f"{figure:,.0f}" for figure in (found[0], median(found), found[-1]))
        rows.append((name, *figures, f"{median(ours) / median(found):,.1f}×"))
    reached = sum(rate >= GOAL for rate in ours)
    rows.append(
        (f"goal of {GOAL:,}: runs of {OUR_NAME} that reached it", "", f"{reached} of {len(ours)}", "", "")
    )
    return rows


def questions(count: int) -> list[Question]:
    random = Random(20261121)
    minutes = (LAST - FIRST).days * 1440
    start = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    return [(start + timedelta(minutes=random.randrange(minutes)), (24, 160)[n % 2]) for n in range(count)]


def rate(engine: Engine, count: int) -> float:
    work = questions(count)
    began = process_time()
    for start, hours in work:
        engine(start, hours)
    return count / (process_time() - began)


def agree(engines: list[tuple[str, Engine, int]]) -> None:
    """They do the same work, or the ratio would say nothing; pandas gives the next opening for a closing."""
    for start, hours in questions(60):
        expected = ours(start, hours)
        found = {name: engine(start, hours) for name, engine, _count in engines}
        assert set(found.values()) <= {expected, OURS.next_opening(expected)}, (start, hours, found)


def ours(start: datetime, hours: int) -> datetime:
    found = add(TERMS[hours], start=start, calendar=OURS)
    assert found is not None
    return found


def with_pandas() -> Engine:
    spans = {"start": ["08:00", "13:00"], "end": ["12:00", "17:00"]}
    offsets = {n: pandas.offsets.CustomBusinessHour(n=n, holidays=HOLIDAYS, **spans) for n in TERMS}

    def engine(start: datetime, hours: int) -> datetime:
        wall = pandas.Timestamp(start.astimezone(ZONE).replace(tzinfo=None))
        return (wall + offsets[hours]).to_pydatetime().replace(tzinfo=ZONE).astimezone(UTC)

    return engine


def with_businesstimedelta() -> Engine:
    days, zone = list(range(5)), pytz.timezone(ZONE.key)
    work = businesstimedelta.WorkDayRule(start_time=time(8), end_time=time(17), working_days=days, tz=zone)
    lunch = businesstimedelta.LunchTimeRule(
        start_time=time(12), end_time=time(13), working_days=days, tz=zone
    )
    rest = businesstimedelta.HolidayRule(dict.fromkeys(HOLIDAYS, "feriado"), tz=zone)
    rules = businesstimedelta.Rules([work, lunch, rest])
    amounts = {n: businesstimedelta.BusinessTimeDelta(rules, hours=n) for n in TERMS}

    def engine(start: datetime, hours: int) -> datetime:
        return (start.astimezone(zone) + amounts[hours]).astimezone(UTC)

    return engine
