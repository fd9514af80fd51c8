"""The director of a unit sets how long each of its services may take."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.site import Site

pytestmark = pytest.mark.commits


@pytest.mark.requirement("UNE-16", "sets the time per service by complexity")
def test_the_director_of_a_unit_sets_the_time_of_a_service_by_its_complexity(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    """Who asks from then on is promised it; only what the institution's terms allow is offered."""
    page = opened(**COMPUTER, storage_state=cookies("unemi", "carla"))
    page.goto(site.url("unemi", "/office/times/"))
    grants = page.get_by_role("region", name="Beca o ayuda económica")
    expect(grants.get_by_role("radio")).to_have_count(3)
    expect(grants.get_by_role("radio", name="Alta: 15 días hábiles")).to_be_checked()
    grants.get_by_role("radio", name="Baja: 3 días hábiles").check()
    grants.get_by_role("button", name="Fijar el tiempo").click()
    expect(page.get_by_text("Las solicitudes nuevas tendrán el nuevo plazo.")).to_be_visible()
    expect(grants.get_by_role("radio", name="Baja: 3 días hábiles")).to_be_checked()

    phone = opened(**PHONE, storage_state=cookies("unemi", "ana"))
    phone.goto(site.url("unemi", "/services/beca/"))
    phone.get_by_text("¿Por qué esta fecha?").first.click()
    expect(phone.get_by_text("El plazo es de 3 días hábiles").first).to_be_visible()
