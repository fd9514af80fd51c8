"""Terms in hours: opening hours, and hours of working days."""

from datetime import timedelta

import pytest

from tests.worktime.desk import at, calendar, due_at, every_day, term
from ventanilla.worktime import add, measure, subtract

# 2026-06-01 is a Monday without a feast near.


@pytest.mark.parametrize(
    ("amount", "start", "due"),
    [
        (2, "2026-06-01 09:00", "2026-06-01 11:00"),
        (3, "2026-06-01 09:00", "2026-06-01 12:00"),  # the closing, not 13:00
        (4, "2026-06-01 09:00", "2026-06-01 14:00"),
        (8, "2026-06-01 08:00", "2026-06-01 17:00"),
        (9, "2026-06-01 08:00", "2026-06-02 09:00"),
        (24, "2026-06-05 16:30", "2026-06-10 16:30"),
        (1, "2026-06-06 11:11", "2026-06-08 09:00"),  # a Saturday
        (160, "2026-06-01 08:00", "2026-06-26 17:00"),
        (0, "2026-06-06 11:11", "2026-06-06 11:11"),
    ],
)
def test_opening_hours(amount, start, due):
    assert due_at(amount, "business_hours", start, calendar()) == due


@pytest.mark.parametrize(
    ("amount", "start", "due"),
    [
        (24, "2026-06-01 09:30", "2026-06-02 09:30"),
        (24, "2026-06-05 09:30", "2026-06-08 09:30"),  # Friday to Monday
        (72, "2026-06-05 20:00", "2026-06-10 20:00"),
        (24, "2026-06-06 09:30", "2026-06-09 00:00"),  # from Saturday: the whole Monday
    ],
)
def test_hours_of_working_days(amount, start, due):
    assert due_at(amount, "working_day_hours", start, calendar()) == due


def test_a_night_belongs_to_the_date_on_which_it_begins():
    night = calendar(hours={"mon": ["22:00-06:00"], "wed": ["22:00-06:00"]})
    assert due_at(8, "business_hours", "2026-06-01 12:00", night) == "2026-06-02 06:00"
    assert due_at(9, "business_hours", "2026-06-01 12:00", night) == "2026-06-03 23:00"
    closed = [{"from": "2026-06-01", "to": "2026-06-01", "name": "Asueto"}]
    without = calendar(hours={"mon": ["22:00-06:00"], "wed": ["22:00-06:00"]}, closed=closed)
    assert not without.is_open(at("2026-06-02 03:00", without))
    closed = [{"from": "2026-06-02", "to": "2026-06-02", "name": "Asueto"}]
    tuesday = calendar(hours={"mon": ["22:00-06:00"], "wed": ["22:00-06:00"]}, closed=closed)
    assert tuesday.is_open(at("2026-06-02 03:00", tuesday))


def test_special_hours_open_a_closed_date_and_an_empty_list_closes_an_open_one():
    closed = [{"from": "2026-06-02", "to": "2026-06-03", "name": "Receso"}]
    special = [{"on": "2026-06-03", "hours": ["10:00-11:00"]}, {"on": "2026-06-04", "hours": []}]
    desk = calendar(closed=closed, special=special)
    assert due_at(9, "business_hours", "2026-06-01 08:00", desk) == "2026-06-03 11:00"
    assert due_at(10, "business_hours", "2026-06-01 08:00", desk) == "2026-06-05 09:00"


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([("2026-06-01 09:00", "2026-06-01 10:00")], "2026-06-01 12:00"),
        ([("2026-06-01 09:00", "2026-06-01 10:00")] * 3, "2026-06-01 12:00"),
        (
            [("2026-06-01 09:30", "2026-06-01 10:00"), ("2026-06-01 09:00", "2026-06-01 09:30")],
            "2026-06-01 12:00",
        ),
        ([("2026-06-01 12:00", "2026-06-01 13:00")], "2026-06-01 11:00"),  # lunch costs nothing
        ([("2026-05-01 00:00", "2026-06-01 09:00")], "2026-06-01 12:00"),  # began before the start
        ([("2026-06-01 11:00", None)], "2026-06-01 11:00"),  # begins when it is due
        ([("2026-06-01 10:59", None)], None),
        ([("2026-06-01 09:00", "2026-06-01 09:00")], "2026-06-01 11:00"),
    ],
)
def test_pauses_stop_the_clock(pauses, due):
    assert due_at(3, "business_hours", "2026-06-01 08:00", calendar(), *pauses) == due


def test_zero_hours_are_due_at_once_even_in_a_pause():
    pause = ("2026-06-01 00:00", None)
    assert due_at(0, "business_hours", "2026-06-01 08:00", calendar(), pause) == "2026-06-01 08:00"


def test_a_thousand_pauses():
    desk = calendar()
    days = [f"2026-{month:02}-{day:02}" for month in (6, 7, 8, 9) for day in range(1, 29)]
    pauses = [
        (at(f"{day} {h:02}:00", desk), at(f"{day} {h:02}:30", desk)) for day in days for h in range(8, 17)
    ]
    assert len(pauses) > 1000
    start = at("2026-06-01 08:00", desk)
    end = add(term(160, "business_hours"), start=start, calendar=desk, pauses=pauses)
    assert end == at("2026-07-22 17:00", desk)


def test_twice_the_same_hours_with_and_without_a_seam_at_noon():
    seam = calendar(hours={"mon": ["08:00-12:00", "12:00-16:00"]})
    assert seam.next_closing(at("2026-06-01 09:00", seam)) == at("2026-06-01 16:00", seam)
    assert seam.next_opening(at("2026-06-01 09:00", seam)) == at("2026-06-08 08:00", seam)


def test_measured_back_and_subtracted():
    desk = calendar()
    monday, friday = at("2026-06-01 08:00", desk), at("2026-06-05 17:00", desk)
    assert measure("business_hours", start=monday, end=friday, calendar=desk) == timedelta(hours=40)
    assert measure("working_day_hours", start=monday, end=friday, calendar=desk) == timedelta(hours=105)
    assert subtract(term(40, "business_hours"), end=friday, calendar=desk) == monday
    # The latest start: who waits over the weekend starts on Monday.
    tuesday = at("2026-06-02 08:00", desk)
    assert subtract(term(40, "business_hours"), end=at("2026-06-08 17:00", desk), calendar=desk) == tuesday


def test_all_hours_of_all_days():
    always = calendar(hours=every_day("00:00-24:00"))
    assert due_at(49, "business_hours", "2026-06-06 12:34", always) == "2026-06-08 13:34"
    assert always.next_closing(at("2026-06-06 12:34", always)) is None
