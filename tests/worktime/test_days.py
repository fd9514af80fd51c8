"""Terms in days and months."""

import pytest

from tests.worktime.desk import WEEK, at, calendar, due_at, term
from ventanilla.worktime import measure, subtract

# 2026-06-01 is a Monday without a feast near.


@pytest.mark.parametrize(
    ("amount", "start", "due"),
    [
        (1, "2026-06-01 00:00", "2026-06-02 17:00"),
        (1, "2026-06-01 23:59", "2026-06-02 17:00"),
        (1, "2026-06-05 10:00", "2026-06-08 17:00"),
        (3, "2026-06-06 10:00", "2026-06-10 17:00"),
        (10, "2026-06-01 10:00", "2026-06-15 17:00"),
        (0, "2026-06-06 10:00", "2026-06-06 10:00"),
    ],
)
def test_business_days(amount, start, due):
    assert due_at(amount, "business_days", start, calendar()) == due


def test_the_day_is_the_one_of_the_desk_and_not_of_utc():
    lima = calendar("America/Lima")
    late = at("2026-06-01 21:00", lima)
    assert late.isoformat() == "2026-06-02T02:00:00+00:00"
    assert due_at(1, "business_days", "2026-06-01 21:00", lima) == "2026-06-02 17:00"


def test_a_day_that_closes_after_midnight_is_due_after_midnight():
    night = calendar(hours={"mon": ["08:00-12:00", "22:00-02:00"], "tue": ["18:00-24:00"]})
    assert due_at(1, "business_days", "2026-05-31 10:00", night) == "2026-06-02 02:00"
    assert due_at(2, "business_days", "2026-05-31 10:00", night) == "2026-06-03 00:00"
    # At one on Tuesday it is Tuesday, although Monday is still open.
    assert due_at(1, "business_days", "2026-06-02 01:00", night) == "2026-06-09 02:00"


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([("2026-06-02 08:00", "2026-06-02 17:00")], "2026-06-04 17:00"),
        ([("2026-06-02 08:00", "2026-06-02 16:59")], "2026-06-03 17:00"),
        (
            [("2026-06-02 08:00", "2026-06-02 12:00"), ("2026-06-02 13:00", "2026-06-02 17:00")],
            "2026-06-04 17:00",
        ),
        ([("2026-06-01 09:00", "2026-06-03 20:00")], "2026-06-05 17:00"),
        ([("2026-06-03 09:00", None)], "2026-06-03 17:00"),  # the last day had begun
        ([("2026-06-03 08:00", None)], None),
        ([("2026-06-06 08:00", "2026-06-07 17:00")], "2026-06-03 17:00"),
    ],
)
def test_a_working_date_inside_pauses_does_not_count(pauses, due):
    assert due_at(2, "business_days", "2026-06-01 10:00", calendar(), *pauses) == due


@pytest.mark.parametrize(
    ("amount", "unit", "start", "due"),
    [
        (1, "calendar_days", "2026-06-05 10:00", "2026-06-07 00:00"),
        (15, "calendar_days", "2026-06-01 00:00", "2026-06-17 00:00"),
        (1, "months", "2026-06-05 10:00", "2026-07-06 00:00"),
        (1, "months", "2026-01-31 10:00", "2026-03-01 00:00"),
        (1, "months", "2028-01-31 10:00", "2028-03-01 00:00"),  # 29 February
        (3, "months", "2026-11-30 10:00", "2027-03-01 00:00"),
        (12, "months", "2028-02-29 10:00", "2029-03-01 00:00"),
    ],
)
def test_calendar_days_and_months_end_with_the_date(amount, unit, start, due):
    assert due_at(amount, unit, start, calendar()) == due


@pytest.mark.parametrize("unit", ["calendar_days", "months"])
def test_whole_dates_in_a_pause_move_the_end(unit):
    amount = 30 if unit == "calendar_days" else 1
    pause = ("2026-06-09 12:00", "2026-06-12 12:00")  # the 10th and the 11th
    assert due_at(amount, unit, "2026-06-01 10:00", calendar(), pause) == "2026-07-04 00:00"
    assert due_at(amount, unit, "2026-06-01 10:00", calendar(), ("2026-06-09 12:00", None)) is None


def test_a_shortened_month_is_held_by_a_pause_that_the_next_day_does_not_feel():
    pause = ("2026-10-31 00:00", "2026-11-01 00:00")
    assert due_at(1, "months", "2026-10-30 10:00", calendar(), pause) == "2026-12-02 00:00"
    # The date of the start never counts, so it takes nothing away.
    assert due_at(1, "months", "2026-10-31 10:00", calendar(), pause) == "2026-12-01 00:00"


def test_days_and_months_measured():
    desk = calendar()

    def measured(unit, start, end):
        return measure(unit, start=at(start, desk), end=at(end, desk), calendar=desk)

    assert measured("business_days", "2026-06-01 10:00", "2026-06-05 16:59") == 3
    assert measured("business_days", "2026-06-01 10:00", "2026-06-05 17:00") == 4
    assert measured("calendar_days", "2026-06-01 10:00", "2026-06-05 23:59") == 3
    assert measured("months", "2026-01-31 10:00", "2026-02-28 23:59") == 0
    assert measured("months", "2026-01-31 10:00", "2026-03-01 00:00") == 1
    assert measured("months", "2026-01-31 10:00", "2027-01-31 12:00") == 11


def test_two_business_days_before_a_due_date():
    desk = calendar()
    due = at("2026-06-08 17:00", desk)  # Monday
    assert subtract(term(2, "business_days"), end=due, calendar=desk) == at("2026-06-04 08:00", desk)
    end = at("2026-06-17 00:00", desk)
    assert subtract(term(15, "calendar_days"), end=end, calendar=desk) == at("2026-06-01 00:00", desk)
    assert subtract(term(1, "months"), end=end, calendar=desk) == at("2026-05-16 00:00", desk)


def test_dates_count_on_a_calendar_that_never_opens():
    assert due_at(1, "calendar_days", "2026-06-05 10:00", calendar(hours={})) == "2026-06-07 00:00"


def test_a_day_of_special_hours_is_a_business_day():
    special = [{"on": "2026-06-06", "hours": ["09:00-10:00"], "name": "Matrícula"}]
    assert WEEK.get("sat") is None
    assert due_at(1, "business_days", "2026-06-05 10:00", calendar(special=special)) == "2026-06-06 10:00"
