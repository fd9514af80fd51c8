"""Whoever checks or plans a folder is told in time of a calendar that ends."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.institutions.commands import run
from ventanilla.lib.clock import now

LIMA = ZoneInfo("America/Lima")
SERVED = "- slug: dias-habiles\n"
Until = Callable[[date], Path]


@pytest.fixture
def until(upn: Path) -> Until:
    """UPN's calendar of working days, with a last day."""

    def write(last: date) -> Path:
        file = upn / "calendars.yaml"
        text = file.read_text(encoding="utf-8")
        assert SERVED in text
        file.write_text(text.replace(SERVED, f"{SERVED}  valid_to: {last}\n"), encoding="utf-8")
        return upn

    return write


def day(days: int) -> date:
    """So many days from today, as it is where the institution is."""
    return now().astimezone(LIMA).date() + timedelta(days=days)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (-3, "terminó el {last}: lo que se cuenta con él no puede prometer una fecha ni recibir solicitudes"),
        (4, "termina el {last} y ya no alcanza para "),
        (55, "termina el {last}, en 5"),
    ],
)
def test_a_calendar_that_ends_is_told_with_its_line_and_is_no_mistake(
    until: Until, days: int, said: str
) -> None:
    folder = until(day(days))
    for told in (run("check", folder), run("plan", folder)):
        assert f"{folder}/calendars.yaml:2: aviso: el calendario `dias-habiles`" in told
        assert said.format(last=day(days)) in told
    assert "upn: en orden" in run("check", folder)


def test_one_that_goes_on_for_long_is_not_told(until: Until) -> None:
    assert run("check", until(day(400))) == "upn: en orden\n"


def test_the_term_that_does_not_fit_any_more_is_named(until: Until) -> None:
    told = run("check", until(day(5)))
    assert "`queja`, `reclamo`" in told
    assert "`soporte`" not in told


def valid(folder: Path, slug: str, written: str) -> None:
    file = folder / "terms.yaml"
    text = file.read_text(encoding="utf-8")
    assert f"- slug: {slug}\n" in text
    file.write_text(text.replace(f"- slug: {slug}\n", f"- slug: {slug}\n{written}", 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "days", "said"),
    [
        ("valid_from", 10, "rige desde el {day}: hasta entonces los servicios que cuentan con él"),
        ("valid_to", -1, "terminó el {day} y ninguno lo sigue (`then`)"),
        ("valid_to", 30, "termina el {day}, en "),
    ],
)
def test_a_term_that_holds_not_yet_or_no_more_is_told(upn: Path, key: str, days: int, said: str) -> None:
    valid(upn, "reclamo", f"  {key}: {day(days)}\n")
    for told in (run("check", upn), run("plan", upn)):
        assert "aviso: el plazo `reclamo`" in told
        assert said.format(day=day(days)) in told
    assert "upn: en orden" in run("check", upn)


def test_a_term_that_is_followed_without_a_gap_is_not_told(upn: Path) -> None:
    valid(upn, "reclamo", f"  valid_to: {day(20)}\n  then: queja\n")
    assert run("check", upn) == "upn: en orden\n"


def test_a_gap_between_a_term_and_what_follows_is_told(upn: Path) -> None:
    valid(upn, "reclamo", f"  valid_to: {day(20)}\n  then: queja\n")
    valid(upn, "queja", f"  valid_from: {day(25)}\n")
    assert f"y `queja` rige desde el {day(25)}: entre ambos" in run("check", upn)


def test_a_term_that_nobody_promises_may_be_over(upn: Path) -> None:
    terms = upn / "terms.yaml"
    text = terms.read_text(encoding="utf-8")
    old = f"\n- slug: viejo\n  name: Viejo\n  unit: business_days\n  amount: 3\n  valid_to: {day(-9)}\n"
    terms.write_text(text.rstrip("\n") + old, encoding="utf-8")
    assert run("check", upn) == "upn: en orden\n"
