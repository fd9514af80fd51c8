"""A new release of the package of public holidays is a new version of the calendar, and moves nothing unseen."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from tests.institutions.commands import ran
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.holidays import KEY
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.sections.calendars import CALENDARS
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.publishing.kinds.calendars import CALENDAR
from ventanilla.tickets.actions.shift import shift_all
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import calendar_of
from ventanilla.tickets.shifting import current
from ventanilla.worktime import Calendar, country, listed, rules

WEDNESDAY = date(2026, 3, 11)
LATER = MONDAY + timedelta(hours=2)


@pytest.fixture
def faro(world: World) -> Iterator[World]:
    with acting_in(world.faro):
        yield world


@pytest.fixture
def released(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A release of the package that knows another public holiday, or one less."""

    def release(*, more: date | None = None, less: date | None = None) -> None:
        def known(code: str, year: int) -> Mapping[date, str]:
            days = {**country.public_holidays(code, year)}
            if more and more.year == year:
                days[more] = "Día nuevo"
            if less and less.year == year:
                days.pop(less)
            return days

        for module in (listed, rules):
            monkeypatch.setattr(module, "public_holidays", known)

    return release


def oficina() -> CalendarVersion:
    found: CalendarVersion = CalendarVersion.objects.get(slug="oficina", current=True)
    return found


def again(at: datetime = MONDAY, **changes: Any) -> bool:
    with transaction.atomic():
        _version, new = publish(CalendarVersion, slug="oficina", data={**oficina().data, **changes}, at=at)
    return new


def due() -> datetime:
    at: datetime = Deadline.objects.get(clock="resolution").due_at
    return at


def test_a_version_names_its_public_holidays_from_the_year_before_to_the_horizon(faro: World) -> None:
    kept = oficina().data[KEY]
    assert kept["to"] == "2100-12-31"
    assert kept["from"] == f"{oficina().created_at.year - 1}-01-01"
    code = oficina().data["country"]
    for year in (2026, 2060):
        assert all(
            str(day) in kept["named"][name] for day, name in country.public_holidays(code, year).items()
        )


def test_its_validity_bounds_the_list_and_who_works_them_keeps_none(faro: World) -> None:
    assert again(valid_from="2026-01-15", valid_to="2026-12-24")
    kept = oficina().data[KEY]
    assert (kept["from"], kept["to"]) == ("2026-01-15", "2026-12-24")
    assert not any("2026-01-01" in days or "2026-12-25" in days for days in kept["named"].values())
    assert again(holidays=False)
    assert KEY not in oficina().data


def test_published_again_in_another_year_nothing_is_new(faro: World) -> None:
    assert not again()
    assert not again(at=MONDAY + timedelta(days=900))


def test_what_was_promised_rests_on_the_list_and_not_on_the_package(faro: World, released: Any) -> None:
    faro.ticket(faro.ana)
    calendar = calendar_of(Deadline.objects.get(clock="resolution"))
    released(more=WEDNESDAY)
    assert calendar.holiday(WEDNESDAY) is None
    anew = Calendar.from_data({**oficina().data, "name": "Otro"})
    assert anew.holiday(WEDNESDAY) is None
    without = {key: value for key, value in oficina().data.items() if key != KEY}
    assert Calendar.from_data({**without, "name": "Sin lista"}).holiday(WEDNESDAY) == "Día nuevo"


def test_dates_before_the_list_are_those_of_the_package(faro: World) -> None:
    assert Calendar.from_data(oficina().data).holiday(date(2020, 12, 25))


def test_a_release_makes_a_version_that_open_promises_reach_by_the_rules(faro: World, released: Any) -> None:
    faro.ticket(faro.ana)
    before, n = due(), oficina().n
    assert [*shift_all(current(), by=None, at=LATER)] == []
    released(more=WEDNESDAY)
    assert again()
    assert (oficina().n, due()) == (n + 1, before), "nothing moves by itself"
    moved = [*shift_all(current(), by=None, at=LATER)]
    assert [one.row.clock for one in moved] == ["resolution"]
    assert due() == before + timedelta(days=1)

    released(less=date(2026, 12, 25))
    assert again()
    assert [*shift_all(current(), by=None, at=LATER)] == [], "a promise is never shortened"
    assert due() == before + timedelta(days=1)


def test_the_command_sees_a_release_and_applies_it(world: World, released: Any) -> None:
    with acting_in(world.faro):
        world.ticket(world.ana, at=now())
        start = due().astimezone(Calendar.from_data(oficina().data).zone).date()
    assert "ningún plazo se movería" in ran("calendar", "plan", "faro")
    released(more=start)
    assert "se moverían" in ran("calendar", "plan", "faro")
    with acting_in(world.faro):
        before = due()
    said = ran("calendar", "apply", "faro")
    assert "faro: feriados al día en `oficina`" in said
    assert "se movieron y se avisó" in said
    with acting_in(world.faro):
        assert due() > before
    assert "feriados al día" not in ran("calendar", "apply", "faro")


def test_nobody_compares_or_edits_the_list(faro: World) -> None:
    assert CALENDARS.held is not None
    assert KEY not in CALENDARS.held()["oficina"]
    held = CALENDAR.held("oficina")
    assert held is not None
    assert KEY not in held.data
    assert CALENDARS.shape.model_validate(held.data).data() == held.data
