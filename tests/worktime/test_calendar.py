"""What a page asks of a calendar."""

from datetime import date, datetime, time

import pytest

from tests.worktime.desk import at, calendar, data, due_at, every_day
from ventanilla.worktime import Calendar, CalendarError, WorktimeError


def test_it_is_open_from_its_opening_until_just_before_its_closing():
    desk = calendar()
    answers = {
        clock: desk.is_open(at(f"2026-06-01 {clock}", desk))
        for clock in ("07:59", "08:00", "11:59", "12:00", "13:00", "16:59", "17:00")
    }
    assert [clock for clock, is_open in answers.items() if is_open] == ["08:00", "11:59", "13:00", "16:59"]


def test_next_opening_and_closing_are_later_than_the_instant_asked():
    desk = calendar()
    friday = at("2026-06-05 17:00", desk)
    assert desk.next_opening(friday) == at("2026-06-08 08:00", desk)
    assert desk.next_closing(friday) == at("2026-06-08 12:00", desk)
    monday = at("2026-06-08 08:00", desk)
    assert desk.next_opening(monday) == at("2026-06-08 13:00", desk)


def test_the_hours_of_a_date():
    desk = calendar(hours={"mon": ["08:00-12:00", "22:00-02:00"], "tue": ["10:00-24:00"]})
    assert desk.hours_on(date(2026, 6, 1)) == [(time(8), time(12)), (time(22), time(2))]
    assert desk.hours_on(date(2026, 6, 2)) == [(time(10), time(0))]
    assert desk.hours_on(date(2026, 6, 3)) == []


def test_the_holidays_of_a_year_with_the_institutions_own():
    closed = [
        {"from": "2026-07-30", "to": "2026-07-31", "name": {"es": "Receso", "en": "Recess"}, "source": "R. 5"}
    ]
    lima = calendar("America/Lima", "PE", closed=closed)
    found = lima.days_off(date(2026, 7, 1), date(2026, 7, 31))
    assert [(off.on.day, off.public) for off in found] == [
        (23, True),
        (28, True),
        (29, True),
        (30, False),
        (31, False),
    ]
    assert lima.holiday(date(2026, 7, 30)) == {"es": "Receso", "en": "Recess"}
    assert found[-1].source == "R. 5"


def test_a_calendar_is_closed_outside_its_validity():
    summer = calendar("America/Lima", "PE", valid_from="2026-01-05", valid_to="2026-02-27")
    assert not summer.is_open(at("2025-12-29 10:00", summer))
    assert summer.next_opening(at("2025-12-29 10:00", summer)) == at("2026-01-05 08:00", summer)
    assert summer.is_open(at("2026-02-27 16:00", summer))
    assert summer.hours_on(date(2026, 3, 2)) == []
    assert summer.holiday(date(2026, 4, 2)) is None
    with pytest.raises(CalendarError, match=r"^valid_to: el calendario vale hasta 2026-02-27"):
        summer.next_opening(at("2026-02-27 17:00", summer))


def test_working_says_nothing_new_of_a_weekday_without_hours():
    desk = calendar(
        working=[{"on": "2026-06-06"}], closed=[{"from": "2026-06-05", "to": "2026-06-08", "name": "Asueto"}]
    )
    assert desk.hours_on(date(2026, 6, 6)) == []
    worked = calendar(
        working=[{"on": "2026-06-05"}], closed=[{"from": "2026-06-05", "to": "2026-06-08", "name": "A"}]
    )
    assert len(worked.hours_on(date(2026, 6, 5))) == 2


def test_entries_may_span_dates_and_call_their_name_a_reason():
    special = [{"from": "2026-06-01", "to": "2026-06-03", "hours": ["09:00-10:00"], "reason": "Exámenes"}]
    desk = calendar(special=special, closed=[{"from": "2026-06-05", "to": None, "reason": "Duelo"}])
    assert [len(desk.hours_on(date(2026, 6, day))) for day in (1, 2, 3, 4, 5)] == [1, 1, 1, 2, 0]
    assert desk.holiday(date(2026, 6, 5)) == "Duelo"


def test_the_same_data_is_the_same_calendar():
    assert calendar() is calendar()
    assert Calendar.from_data({**data(), "hours": {"mon": ["08:00-09:00"]}}) is not calendar()


def test_what_a_file_tells_of_itself_changes_nothing():
    told = calendar(slug="campus", name="Campus", source="Resolución", proposed=False)
    assert told.hours_on(date(2026, 6, 1)) == calendar().hours_on(date(2026, 6, 1))


def test_an_instant_needs_a_zone():
    with pytest.raises(WorktimeError, match="no lleva zona horaria"):
        calendar().is_open(datetime(2026, 6, 1))  # noqa: DTZ001


def test_the_year_ends_in_the_middle_of_a_night():
    party = calendar(hours=every_day("20:00-04:00"))
    for year in range(2020, 2036):
        night = at(f"{year}-12-31 22:00", party)
        fresh = Calendar(party.rules)
        assert fresh.next_closing(night) == at(f"{year + 1}-01-01 04:00", party)
        assert fresh.is_open(at(f"{year + 1}-01-01 03:59", party))
        assert Calendar(party.rules).is_open(at(f"{year}-01-01 00:00", party))


def test_calendar_days_and_months_go_on_beyond_the_validity_in_which_nothing_is_open():
    short = calendar(valid_to="2026-06-05")
    assert due_at(10, "calendar_days", "2026-06-01 10:00", short) == "2026-06-12 00:00"
    assert due_at(1, "months", "2026-06-01 10:00", short) == "2026-07-02 00:00"
    with pytest.raises(CalendarError):
        due_at(10, "business_days", "2026-06-01 10:00", short)
