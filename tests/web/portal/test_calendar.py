"""The days that do not count, as everybody can check them."""

from datetime import date
from typing import Any

import pytest

from tests.world import World
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.web.portal.calendar.year import rests
from ventanilla.worktime import DayOff

YEAR = now().year


def text(page: Any) -> str:
    return " ".join(page.content.decode().split())


def test_a_stranger_reads_hours_and_holidays_of_each_calendar(
    world: World, visitor: Any, statements: Any
) -> None:
    with statements(8):
        page = text(visitor(world.faro).get("/calendar/"))
    assert f"Días que no cuentan {YEAR}" in page
    assert "8:00–12:00 y 13:00–17:00" in page
    assert "Navidad" in page


def test_a_closure_of_the_institution_stands_among_them_with_its_source(world: World, visitor: Any) -> None:
    with acting_in(world.faro):
        old = CalendarVersion.objects.get(slug="oficina", current=True)
        closed = [
            {"from": f"{YEAR + 1}-08-02", "to": f"{YEAR + 1}-08-06", "reason": "Receso", "source": "Acta 4"}
        ]
        publish(CalendarVersion, slug="oficina", data={**old.data, "closed": closed}, at=now())
    page = text(visitor(world.faro).get(f"/calendar/{YEAR + 1}/"))
    assert "Receso" in page
    assert "Acta 4" in page


@pytest.mark.parametrize("year", [1, 1990, YEAR - 2, YEAR + 3, 99999999])
def test_years_out_of_reach_are_not_found(world: World, visitor: Any, year: int) -> None:
    assert visitor(world.faro).get(f"/calendar/{year}/").status_code == 404


def test_days_in_a_row_with_one_reason_are_one_line() -> None:
    days = [DayOff(date(2026, 12, day), "Receso", None, public=False) for day in (28, 29, 30)]
    days += [DayOff(date(2026, 12, 31), "Fin de año", None, public=True)]
    found = [(rest.since.day, rest.until and rest.until.day) for rest in rests(days)]
    assert found == [(28, 30), (31, None)]
