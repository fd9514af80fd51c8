"""Country, campus, unit, channel; and two calendars at once."""

from datetime import date
from typing import Any

import pytest

from tests.worktime.desk import data, due_at
from ventanilla.worktime import Calendar, CalendarError, completed, merged, union

COUNTRY = {
    "zone": "America/Guayaquil",
    "country": "EC",
    "holidays": True,
    "closed": [{"from": "2026-12-21", "to": "2027-01-03", "name": "Receso nacional"}],
    "special": [{"on": "2026-12-18", "hours": ["08:00-12:00"], "name": "Media jornada"}],
}
CAMPUS = {"hours": {"mon": ["08:00-17:00"], "fri": ["08:00-17:00"]}}


def test_a_campus_adds_its_hours_to_its_country():
    desk = Calendar.from_data(merged(COUNTRY, CAMPUS))
    assert desk.zone.key == "America/Guayaquil"
    assert [len(desk.hours_on(date(2026, 12, day))) for day in (14, 18, 21, 28)] == [1, 1, 0, 0]
    assert desk.hours_on(date(2026, 12, 18))[0][1].hour == 12


def test_a_unit_changes_only_the_weekdays_that_it_names():
    desk = Calendar.from_data(merged(COUNTRY, CAMPUS, {"hours": {"fri": []}}))
    assert len(desk.hours_on(date(2026, 12, 14))) == 1
    assert desk.hours_on(date(2026, 12, 11)) == []


def test_the_nearer_word_of_a_date_wins():
    unit = {
        "closed": [{"from": "2026-12-18", "to": "2026-12-18", "name": "Mudanza"}],
        "working": [{"on": "2026-12-28"}],
    }
    desk = Calendar.from_data(merged(COUNTRY, CAMPUS, unit))
    assert desk.hours_on(date(2026, 12, 18)) == []
    assert desk.holiday(date(2026, 12, 18)) == "Mudanza"
    assert len(desk.hours_on(date(2026, 12, 28))) == 1
    assert desk.holiday(date(2026, 12, 21)) == desk.holiday(date(2027, 1, 1)) == "Receso nacional"
    channel = {"special": [{"on": "2026-12-28", "hours": ["09:00-10:00"]}], "zone": "America/Lima"}
    chat = Calendar.from_data(merged(COUNTRY, CAMPUS, unit, channel))
    assert chat.hours_on(date(2026, 12, 28))[0][0].hour == 9
    assert chat.zone.key == "America/Lima"


def test_the_levels_stay_as_they_were():
    before = repr((COUNTRY, CAMPUS))
    merged(COUNTRY, CAMPUS, {"closed": [{"from": "2026-12-22", "to": "2026-12-22", "name": "x"}]})
    assert repr((COUNTRY, CAMPUS)) == before


def test_a_level_that_cannot_be_read():
    with pytest.raises(CalendarError, match=r"^closed\.1\.from: «ayer» no es una fecha"):
        merged(COUNTRY, {"closed": [{"from": "ayer", "name": "x"}]})


def test_a_feast_of_the_persons_canton_counts_at_the_campus():
    campus = data("America/Guayaquil", "EC", special=[{"on": "2026-06-03", "hours": ["09:00-10:00"]}])
    canton = {
        "country": "EC",
        "closed": [{"from": "2026-06-03", "to": "2026-06-03", "name": "Cantonización"}],
    }
    both = Calendar.from_data(union(campus, canton))
    assert both.holiday(date(2026, 6, 3)) == "Cantonización"
    assert due_at(2, "business_days", "2026-06-01 10:00", both) == "2026-06-04 17:00"
    assert due_at(2, "business_days", "2026-06-01 10:00", Calendar.from_data(campus)) == "2026-06-03 10:00"


def test_what_one_of_two_works_does_not_bind_the_other():
    campus = data("America/Guayaquil", "EC", working=[{"on": "2026-10-09"}])
    both = Calendar.from_data(union(campus, {"country": "EC"}))
    assert both.hours_on(date(2026, 10, 9)) == []


def test_a_calendar_says_only_what_differs_from_the_one_that_it_inherits() -> None:
    above: Any = {
        "slug": "country",
        "name": "País",
        "zone": "America/Lima",
        "country": "PE",
        "proposed": True,
    }
    above |= {"hours": {"mon": ["08:00-12:00"], "tue": ["08:00-12:00"]}}
    above |= {"closed": [{"from": "2026-12-24", "to": "2026-12-31", "reason": "Receso"}]}
    campus: Any = {"slug": "campus", "name": "Sede", "inherits": "country", "hours": {"tue": []}}
    campus |= {"special": [{"on": "2026-12-28", "hours": ["09:00-10:00"]}]}
    desk: Any = {"slug": "desk", "name": "Caja", "inherits": "campus", "hours": {"wed": ["10:00-11:00"]}}
    *_above, campus, desk = completed([above, campus, desk])
    assert campus["hours"] == {"mon": ["08:00-12:00"], "tue": []}
    assert [(one["from"], one["to"]) for one in campus["closed"]] == [
        ("2026-12-24", "2026-12-27"),
        ("2026-12-29", "2026-12-31"),
    ]
    assert "proposed" not in campus
    assert (desk["name"], desk["inherits"], desk["zone"]) == ("Caja", "campus", "America/Lima")
    assert desk["hours"] == {"mon": ["08:00-12:00"], "tue": [], "wed": ["10:00-11:00"]}
    assert desk["special"] == campus["special"]


def test_calendars_that_inherit_in_a_circle_stay_as_they_are_written() -> None:
    pair = [{"slug": "a", "inherits": "b", "hours": {}}, {"slug": "b", "inherits": "a", "hours": {}}]
    assert [one["slug"] for one in completed(pair)] == ["a", "b"]
    odd: list[Any] = [{"slug": "a", "inherits": "a"}, {"slug": "b", "inherits": ["a"]}, "c"]
    assert completed(odd)[2] == "c"


def test_beyond_the_validity_of_the_other_calendar_a_union_rests_what_the_first_rests():
    """The canton's calendar of 2026 does not stop the campus in 2027, nor add anything to it."""
    feast = [{"on": "2026-12-30", "reason": "Fiesta"}, {"on": "2027-01-05", "reason": "Fiesta"}]
    both = Calendar.from_data(union(data(), {"holidays": False, "closed": feast, "valid_to": "2026-12-31"}))
    assert (both.holiday(date(2026, 12, 30)), both.holiday(date(2027, 1, 5))) == ("Fiesta", None)
    assert due_at(5, "business_days", "2026-12-29 10:00", both) == "2027-01-06 17:00"
    assert both.ends is None
