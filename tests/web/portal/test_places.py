"""Where and when to go: each place's hours, in its own time."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.timezone import override as in_zone
from django.utils.translation import override

from tests.web.portal.filling import words
from ventanilla.institutions.models import Campus
from ventanilla.web.portal.places.place import place
from ventanilla.worktime import Calendar

HOURS = {day: ["08:00-12:00", "13:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}
GUAYAQUIL = {"zone": "America/Guayaquil", "country": "EC", "hours": {**HOURS, "sat": ["08:00-12:00"]}}


def campus(**more):
    data: dict[str, Any] = {
        "slug": "sur",
        "name": "Sur",
        "city": "Ciudad",
        "country": "EC",
        "zone": "America/Guayaquil",
        "calendar": "x",
    }
    data |= {"modes": [{"mode": "in_person"}], **more}
    return Campus(institution_id=1, pk=7, slug="sur", zone=data["zone"], data=data, position=0)


def told(at, calendar=None, **more):
    with override("es"), in_zone(ZoneInfo("America/Panama")):
        return place(campus(**more), Calendar.from_data(calendar or GUAYAQUIL), at=at, own=None)


def test_each_place_says_how_it_attends_when_it_opens_and_what_is_ana_s_own(world, ana, statements):
    with statements(6):
        page = ana.get("/places/")
    said = words(page)
    assert "Centro" in said and "su sede" in said and "Norte" in said
    assert "Atención presencial" in said and "lunes a viernes" in said.lower()
    assert "8:00–12:00 y 13:00–17:00" in said
    assert "Abierto ahora" in said or "Cerrado ahora" in said


def test_open_until_in_the_place_s_own_time():
    found = told(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))
    assert found.now.open and found.now.until == "12:00"
    assert told(datetime(2026, 11, 24, 18, 30, tzinfo=UTC)).now.until == "17:00"


def test_closed_says_the_next_opening_in_the_place_s_own_time():
    closed = told(datetime(2026, 11, 28, 17, 30, tzinfo=UTC))
    assert not closed.now.open and closed.now.next == "lunes 30 de noviembre, 8:00"


def test_a_place_whose_clock_shows_what_the_reader_s_does_says_nothing_of_it():
    assert told(datetime(2026, 11, 24, 15, 0, tzinfo=UTC)).clock == ""
    chile = {**GUAYAQUIL, "zone": "America/Santiago", "country": "CL"}
    assert told(datetime(2026, 11, 24, 15, 0, tzinfo=UTC), chile, zone="America/Santiago").clock == "12:00"


def test_the_week_is_told_in_runs_of_equal_days():
    week = told(datetime(2026, 11, 24, 15, 0, tzinfo=UTC)).week
    assert [(days.lower(), hours) for days, hours in week] == [
        ("lunes a viernes", "8:00–12:00 y 13:00–17:00"),
        ("sábado", "8:00–12:00"),
        ("domingo", "cerrado"),
    ]


def test_holidays_and_closures_of_the_next_weeks_are_told():
    calendar = {
        **GUAYAQUIL,
        "closed": [{"from": "2026-12-04", "reason": "Aniversario"}],
        "special": [{"from": "2026-12-05", "hours": ["09:00-10:00"], "reason": "Graduación"}],
    }
    days = told(datetime(2026, 11, 24, 15, 0, tzinfo=UTC), calendar).other_days
    assert (date(2026, 12, 4), "Aniversario", "cerrado") in days
    assert (date(2026, 12, 5), "Graduación", "9:00–10:00") in days


def test_a_place_that_will_attend_in_person_says_from_when():
    modes = [{"mode": "remote", "to": "2027-01-14"}, {"mode": "in_person", "from": "2027-01-15"}]
    found = told(datetime(2026, 11, 24, 15, 0, tzinfo=UTC), modes=modes)
    assert found.mode.mode == "remote"
    assert [(mode.mode, mode.since) for mode in found.later] == [("in_person", date(2027, 1, 15))]
