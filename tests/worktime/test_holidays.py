"""Dates that somebody has counted by hand."""

from datetime import date

import pytest

from tests.worktime.desk import calendar, due_at


def test_peru_fifteen_business_days_over_angamos():
    lima = calendar("America/Lima", "PE")
    assert due_at(15, "business_days", "2026-10-05 10:00", lima) == "2026-10-27 17:00"


def test_ecuador_fifteen_business_days_over_a_moved_feast():
    milagro = calendar("America/Guayaquil", "EC")
    assert due_at(15, "business_days", "2024-10-01 10:00", milagro) == "2024-10-23 17:00"


def test_ecuador_rests_on_the_moved_date_and_works_on_the_feast():
    milagro = calendar("America/Guayaquil", "EC")
    assert milagro.holiday(date(2024, 10, 9)) is None
    assert milagro.holiday(date(2024, 10, 11)) == "Independencia de Guayaquil (observado)"
    rests = [off.on for off in milagro.days_off(date(2024, 5, 1), date(2024, 11, 30))]
    assert [f"{day:%m-%d}" for day in rests] == ["05-03", "05-24", "08-09", "10-11", "11-01", "11-04"]


def test_ecuador_rests_on_the_first_of_january_although_the_next_one_is_moved_into_the_same_year():
    milagro = calendar("America/Guayaquil", "EC")
    assert milagro.holiday(date(2027, 1, 1)) == "Año Nuevo"
    assert milagro.holiday(date(2027, 12, 31)) == "Año Nuevo (observado)"
    assert milagro.holiday(date(2028, 1, 1)) == "Año Nuevo"


def test_ecuador_2025_both_october_days_are_off_by_decree():
    decree = {"from": "2025-10-09", "to": "2025-10-10", "name": "Feriado", "source": "Decreto 2025"}
    milagro = calendar("America/Guayaquil", "EC", closed=[decree])
    assert milagro.holiday(date(2025, 10, 9)) == milagro.holiday(date(2025, 10, 10)) == "Feriado"
    assert milagro.days_off(date(2025, 10, 9), date(2025, 10, 9))[0].source == "Decreto 2025"
    assert due_at(1, "business_days", "2025-10-08 10:00", milagro) == "2025-10-13 17:00"


def test_colombia_rests_on_its_new_monday_from_2026():
    soacha = calendar("America/Bogota", "CO")
    assert "Chiquinquirá" in str(soacha.holiday(date(2026, 7, 13)))
    assert soacha.holiday(date(2025, 7, 14)) is None
    assert due_at(1, "business_days", "2026-07-10 10:00", soacha) == "2026-07-14 17:00"


@pytest.mark.parametrize("monday", ["2024-11-04", "2024-11-11", "2024-12-09", "2026-12-21"])
def test_panama_bridges_a_feast_on_sunday(monday):
    assert "(puente)" in str(calendar("America/Panama", "PA").holiday(date.fromisoformat(monday)))


def test_mexico_rests_for_the_change_of_president():
    assert calendar("America/Mexico_City", "MX").holiday(date(2024, 10, 1))


def test_a_public_holiday_that_is_worked():
    decree = {"on": "2026-10-08", "source": "Resolución"}
    lima = calendar("America/Lima", "PE", working=[decree])
    assert lima.holiday(date(2026, 10, 8)) is None
    assert due_at(15, "business_days", "2026-10-05 10:00", lima) == "2026-10-26 17:00"


def test_a_country_whose_holidays_are_not_asked_for():
    assert calendar("America/Lima", "PE", holidays=False).holiday(date(2026, 12, 25)) is None


def test_a_country_beyond_the_five():
    assert calendar("America/New_York", "US").holiday(date(2026, 7, 3))
