"""Calendars, instants and pauses that hypothesis draws. WORKTIME_CASES=… asks for more of each."""

import os
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, assume, reject, settings
from hypothesis import strategies as st

from ventanilla.worktime import Calendar, CalendarError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
EXAMPLES = int(os.environ.get("WORKTIME_CASES", "80"))

thorough = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)

#: A zone and a date near which its clock does something.
CLOCKS = [
    ("America/Panama", date(2026, 11, 1)),
    ("America/Lima", date(2026, 7, 20)),
    ("America/Guayaquil", date(2024, 10, 1)),
    ("America/Bogota", date(2026, 7, 1)),
    ("America/Mexico_City", date(2022, 10, 20)),  # the last summer time of Mexico
    ("America/Tijuana", date(2026, 3, 1)),
    ("America/Tijuana", date(2026, 10, 25)),
    ("America/Santiago", date(2026, 3, 28)),  # back at midnight
    ("America/Santiago", date(2026, 8, 30)),  # forward at midnight: the date begins at one
    ("America/Havana", date(2026, 3, 1)),
    ("America/Havana", date(2026, 10, 25)),
    ("America/Asuncion", date(2023, 9, 25)),
    ("America/St_Johns", date(2010, 10, 30)),  # back from one minute past midnight to the date before
    ("Australia/Lord_Howe", date(2026, 3, 29)),  # half an hour
    ("Africa/Casablanca", date(2026, 2, 8)),
    ("Asia/Kathmandu", date(2026, 1, 1)),
]

clocks = st.sampled_from(CLOCKS)


@st.composite
def spans(draw: st.DrawFn, *, most: int = 3) -> list[str]:
    """Hours of a date; now and then the last go past midnight."""
    cuts = sorted(draw(st.sets(st.integers(0, 288), max_size=2 * most)))
    pairs = [(a * 5, b * 5) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    written = [f"{_clock(a)}-{_clock(b)}" for a, b in pairs]
    if len(cuts) % 2 and cuts[-1] < 288 and cuts[-1] > 0:
        late = draw(st.integers(0, min(cuts[-1] - 1, 60)))
        written.append(f"{_clock(cuts[-1] * 5)}-{_clock(late * 5)}")
    return written


@st.composite
def calendar_data(draw: st.DrawFn, zone: str, around: date, *, days: int = 40) -> dict[str, Any]:
    """A calendar whose dated entries lie near `around`; open at least on one weekday."""
    dates = st.integers(-5, days).map(lambda n: around + timedelta(days=n))
    usual = draw(st.one_of(st.just(["08:00-12:00", "13:00-17:00"]), spans()))
    week = {day: draw(st.one_of(st.just(usual), spans(), st.just([]))) for day in DAYS}
    special = draw(st.dictionaries(dates, spans(), max_size=4))
    closed = draw(st.lists(st.tuples(dates, st.integers(0, 9)), max_size=3))
    return {
        "zone": zone,
        "country": draw(st.sampled_from(["PA", "PE", "EC", "MX", "CO"])),
        "holidays": draw(st.booleans()),
        "hours": week,
        "special": [{"on": day.isoformat(), "hours": hours} for day, hours in special.items()],
        "closed": [
            {"from": day.isoformat(), "to": (day + timedelta(days=n)).isoformat(), "name": "Receso"}
            for day, n in closed
        ],
        "working": [{"on": day.isoformat()} for day in draw(st.sets(dates, max_size=3))],
    }


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Calendar, dict[str, Any], date]:
    """A calendar that can be read, its data, and the date that matters."""
    zone, around = draw(clocks)
    data = draw(calendar_data(zone, around))
    try:
        calendar = Calendar.from_data(data)
    except CalendarError as error:
        assert "se cruza" in str(error)  # the only fault that these strategies can make
        reject()
    assume(any(data["hours"].values()))  # so that whatever is counted is reached
    return calendar, data, around


def instants(around: date, *, days: int = 40) -> st.SearchStrategy[datetime]:
    """Any microsecond, whole minutes and hours more often."""
    first = datetime(around.year, around.month, around.day, tzinfo=UTC)
    minutes = st.integers(0, days * 1440).map(lambda n: timedelta(minutes=n))
    hours = st.integers(0, days * 24).map(lambda n: timedelta(hours=n))
    odd = st.integers(0, days * 86_400_000_000).map(lambda n: timedelta(microseconds=n))
    return st.one_of(minutes, hours, odd).map(lambda step: first + step)


def pauses(
    around: date, *, endless: bool = False
) -> st.SearchStrategy[list[tuple[datetime, datetime | None]]]:
    pair = st.tuples(instants(around), instants(around)).map(lambda two: (min(two), max(two)))
    ended = st.lists(pair, max_size=5)
    if not endless:
        return ended.map(lambda found: [(since, until) for since, until in found])
    last = st.lists(instants(around).map(lambda since: (since, None)), max_size=1)
    return st.tuples(ended, last).map(lambda both: [*both[0], *both[1]])


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"
