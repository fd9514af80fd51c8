"""A decree tomorrow: the office sees which promises move, moves them, and the students read why."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import case
from tests.journeys.case import CLEARANCE
from tests.journeys.conftest import PHONE, Cookies, Opened
from tests.journeys.site import ROOT, Site
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits


def decree(folder: Path) -> None:
    """The whole of the next week is closed, by decree, in the calendar of the campuses of the capital."""
    today = datetime.now(UTC).date()
    first, last = (today + timedelta(days=n) for n in (1, 7))
    path = folder / "calendars.yaml"
    written = (
        f"  closed:\n    - from: {first}\n      to: {last}\n"
        '      reason: {es: "Duelo nacional", en: "National mourning"}\n      source: "Decreto 99"\n'
    )
    head, mark, rest = path.read_text().partition("  closed:\n")
    assert mark, "the folder's first calendar has closed days"
    path.write_text(head + written + rest)


@pytest.mark.requirement("UME-07", "notified of state and progress")
def test_a_decree_moves_the_open_promises_and_the_student_reads_why(
    site: Site,
    catcher: Catcher,
    opened: Opened,
    cookies: Cookies,
    command: Callable[..., str],
    tmp_path: Path,
) -> None:
    phone = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    code = case.lodge(phone, site, "umecit", CLEARANCE)
    folder = Path(shutil.copytree(ROOT / "institutions" / "umecit", tmp_path / "umecit"))
    assert "ningún plazo se movería" in command("calendar", "plan", str(folder))

    decree(folder)
    planned = command("calendar", "plan", str(folder))
    assert code in planned
    assert "se moverían" in planned
    assert "ningún plazo se movería" in command("calendar", "plan", "umecit"), "a plan changes nothing"

    applied = command("calendar", "apply", str(folder))
    assert code in applied
    assert "ningún plazo se movió" in command("calendar", "apply", str(folder))

    letter = site.mail("ana@umecit.example", subject="Cambió una fecha de su solicitud")
    assert "ya no cuenta: Duelo nacional." in letter.text
    assert "(antes: " in letter.text
    assert [m.subject for m in catcher.messages(to="ana@umecit.example")].count(letter.subject) == 1
    phone.goto(site.url("umecit", f"/tickets/{code}/"))
    phone.get_by_text("¿Por qué esta fecha?").first.click()
    expect(phone.get_by_text("Duelo nacional").first).to_be_visible()
    phone.goto(site.url("umecit", f"/tickets/{code}/history/"))
    expect(phone.get_by_text("El plazo cambió de fecha").first).to_be_visible()
    assert "the record is whole" in command("journal", "verify")
