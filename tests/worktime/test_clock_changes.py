"""Where the clock is put forward or back."""

from datetime import timedelta

from tests.worktime.desk import at, calendar, due_at, every_day
from ventanilla.worktime import measure


def test_a_day_of_23_and_one_of_25_hours():
    always = calendar("America/New_York", hours=every_day("00:00-24:00"))
    for day, after, hours in (("2026-03-08", "2026-03-09", 23), ("2026-11-01", "2026-11-02", 25)):
        start, end = at(f"{day} 00:00", always), at(f"{after} 00:00", always)
        for unit in ("business_hours", "working_day_hours"):
            assert measure(unit, start=start, end=end, calendar=always) == timedelta(hours=hours)
    assert due_at(24, "working_day_hours", "2026-03-08 00:00", always) == "2026-03-09 01:00"
    assert due_at(24, "working_day_hours", "2026-11-01 00:00", always) == "2026-11-01 23:00"


def test_the_hour_that_is_left_out_opens_when_the_clock_jumps():
    early = calendar("America/New_York", hours={"sun": ["02:30-05:00"]})
    jump = at("2026-03-08 03:00", early)
    assert early.next_opening(at("2026-03-08 00:00", early)) == jump
    assert due_at(2, "business_hours", "2026-03-08 00:00", early) == "2026-03-08 05:00"


def test_hours_that_are_left_out_whole_make_no_working_date():
    early = calendar("America/New_York", hours={"sun": ["02:00-02:45"], "mon": ["08:00-09:00"]})
    assert due_at(1, "business_days", "2026-03-07 00:00", early) == "2026-03-09 09:00"


def test_the_hour_that_comes_twice_is_open_twice_or_closed_the_second_time():
    through = calendar("America/New_York", hours={"sun": ["01:30-03:00"]})
    start, end = at("2026-11-01 00:00", through), at("2026-11-02 00:00", through)
    assert measure("business_hours", start=start, end=end, calendar=through) == timedelta(hours=2.5)
    ends = calendar("America/New_York", hours={"sun": ["00:00-01:30"]})
    assert measure("business_hours", start=start, end=end, calendar=ends) == timedelta(hours=1.5)


def test_a_date_that_begins_at_one():
    santiago = calendar("America/Santiago", hours=every_day("00:00-12:00"))
    # On 2026-09-06 there is no midnight in Chile.
    assert due_at(1, "calendar_days", "2026-09-04 10:00", santiago) == "2026-09-06 01:00"
    assert due_at(12, "business_hours", "2026-09-06 01:00", santiago) == "2026-09-07 01:00"


def test_a_date_that_ends_twice():
    # In Chile, on 2026-04-04 at midnight the clock is put back to 23:00.
    santiago = calendar("America/Santiago", hours=every_day("00:00-24:00"))
    assert due_at(24, "business_hours", "2026-04-04 00:00", santiago) == "2026-04-04 23:00"
    assert due_at(1, "calendar_days", "2026-04-03 10:00", santiago) == "2026-04-05 00:00"


def test_a_date_that_a_zone_left_out_is_no_working_date():
    apia = calendar("Pacific/Apia", hours=every_day("08:00-17:00"))
    assert due_at(1, "business_days", "2011-12-29 10:00", apia) == "2011-12-31 17:00"
    assert due_at(1, "calendar_days", "2011-12-29 10:00", apia) == "2011-12-31 00:00"
