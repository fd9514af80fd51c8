from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st

from ventanilla.people import moments
from ventanilla.web.components.templatetags.components import when
from ventanilla.web.components.weights import weight

DUE = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)
NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
WEEKDAYS = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"]


@pytest.mark.parametrize("language", ["es", "es-tu"])
def test_a_promise_is_a_weekday_a_date_and_an_hour_in_the_readers_zone(language: str) -> None:
    with translation.override(language):
        with timezone.override(ZoneInfo("America/Panama")):
            assert moments.day_and_hour(DUE, now=NOW) == "jueves 26 de noviembre, 18:00"
        with timezone.override(ZoneInfo("Europe/Madrid")):
            assert moments.day_and_hour(DUE, now=NOW) == "jueves 26 de noviembre, 24:00"


def test_another_year_is_said() -> None:
    with translation.override("es"), timezone.override(ZoneInfo("America/Lima")):
        later = NOW + timedelta(days=365)
        assert moments.day_and_hour(DUE, now=later) == "jueves 26 de noviembre de 2026, 18:00"
        assert moments.day(date(2026, 11, 26), today=later.date()) == "jueves 26 de noviembre de 2026"


def test_english_speaks_english() -> None:
    with translation.override("en"), timezone.override(ZoneInfo("America/Panama")):
        assert moments.day_and_hour(DUE, now=NOW) == "Thursday 26 November, 18:00"
        assert moments.short(DUE, now=NOW) == "Thu 26 Nov, 18:00"


def test_dense_lists_still_name_the_day() -> None:
    with translation.override("es"), timezone.override(ZoneInfo("America/Panama")):
        told = [moments.short(NOW + timedelta(days=days), now=NOW) for days in (-400, -2, -1, 0, 1, 3)]
    assert told == [
        "20 oct 2025, 10:00",
        "dom 22 nov, 10:00",
        "ayer 10:00",
        "hoy 10:00",
        "mañana 10:00",
        "vie 27 nov, 10:00",
    ]


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="no zone"):
        moments.day_and_hour(datetime(2026, 1, 1), now=NOW)  # noqa: DTZ001  (that is the point)


@given(
    st.integers(0, 20 * 365 * 24 * 60).map(
        lambda minutes: datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
    ),
    st.sampled_from(["America/Panama", "America/Mexico_City", "America/Guayaquil", "Europe/Madrid"]),
)
def test_the_weekday_is_the_one_of_the_readers_day_and_midnight_ends_it(at: datetime, zone: str) -> None:
    with translation.override("es"), timezone.override(ZoneInfo(zone)):
        local = at.astimezone(ZoneInfo(zone))
        said = moments.day_and_hour(at, now=NOW)
    midnight = (local.hour, local.minute) == (0, 0)
    day = local - timedelta(minutes=1) if midnight else local
    assert said.startswith(f"{WEEKDAYS[day.weekday()]} {day.day} de ")
    assert said.endswith("24:00" if midnight else f"{local.hour}:{local.minute:02}")
    assert (str(day.year) in said) is (day.year != 2026)


def test_the_filter_takes_days_and_instants() -> None:
    with translation.override("es"), timezone.override(ZoneInfo("America/Panama")):
        assert when(date(2019, 2, 1)) == "viernes 1 de febrero de 2019"
        assert when(datetime(2019, 2, 1, 3, tzinfo=UTC)) == "jueves 31 de enero de 2019, 22:00"


def test_sizes_are_told_as_phones_do() -> None:
    with translation.override("es"):
        told = [weight(size) for size in (0, 999, 84_000, 1_845_000, 10_000_000)]
    assert told == ["1 kB", "1 kB", "84 kB", "1,8 MB", "10 MB"]
