"""Somebody calls, or comes: noted on his behalf on one page, by keyboard, closed with the call if it is resolved."""

from __future__ import annotations

from time import monotonic

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.site import Site
from tests.journeys.visit import box
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits
SLUG = "udgvirtual"
CALL = 30.0  # seconds


@pytest.fixture
def bruno(opened: Opened, cookies: Cookies) -> Page:
    return opened(**COMPUTER, storage_state=cookies(SLUG, "bruno"))


@pytest.mark.requirement("UDG-09")
def test_a_call_is_registered_and_closed_on_one_page_by_keyboard(
    site: Site, catcher: Catcher, opened: Opened, cookies: Cookies, bruno: Page
) -> None:
    bruno.goto(site.url(SLUG, "/desk/"))
    bruno.get_by_role("link", name="Registrar un contacto").click()
    begun = monotonic()
    expect(bruno.locator("#id_q")).to_be_focused()
    bruno.keyboard.type("ana")
    bruno.keyboard.press("Enter")
    somebody = bruno.get_by_role("radio", name="Ana", exact=False).first
    expect(somebody).to_be_visible()
    somebody.press("Space")
    services = bruno.locator("[name=reg-service]")
    if services.first.evaluate("box => box.tagName") == "SELECT":
        services.select_option("programas")
    else:
        bruno.get_by_label("Información de programas").press("Space")
    box(bruno, "Lo que se pidió").press_sequentially("Pregunta por las licenciaturas.")
    box(bruno, "Qué se respondió").press_sequentially("Le dije cuáles hay y cuándo empiezan.")
    bruno.get_by_label("Resuelto en este contacto").press("Space")
    bruno.get_by_role("button", name="Registrar", exact=True).press("Enter")
    told = bruno.get_by_text("quedó registrada y cerrada")
    expect(told).to_be_visible()
    assert monotonic() - begun < CALL
    code = told.inner_text().split()[0]
    letter = site.mail("ana@udgvirtual.example", subject="Lo que atendimos contigo")
    assert "Le dije cuáles hay y cuándo empiezan." in letter.text and "Bruno Lozano" in letter.text
    bruno.goto(site.url(SLUG, f"/desk/tickets/{code}/history/"))
    expect(bruno.get_by_role("row", name="Bruno Lozano").first).to_contain_text("Teléfono")
    ana = opened(**PHONE, storage_state=cookies(SLUG, "ana"))
    ana.goto(site.url(SLUG, f"/tickets/{code}/"))
    expect(ana.get_by_text("Bruno Lozano la registró en tu nombre.")).to_be_visible()
    expect(ana.get_by_text("Le dije cuáles hay y cuándo empiezan.")).to_be_visible()


@pytest.mark.requirement("UDG-02", "set by the agent")
@pytest.mark.requirement("UPN-07", "registered by staff")
def test_somebody_new_is_registered_with_his_type_and_what_lacks_is_pending(
    site: Site, bruno: Page, page: Page
) -> None:
    bruno.goto(site.url(SLUG, "/desk/registration/"))
    box(bruno, "Nombres").fill("Teodora")
    box(bruno, "Apellidos").fill("Zaldívar")
    bruno.get_by_label("Estudiante", exact=False).check()
    services = bruno.locator("[name=reg-service]")
    if services.first.evaluate("box => box.tagName") == "SELECT":
        services.select_option("problema-en-la-plataforma")
    box(bruno, "Lo que se pidió").fill("No puede entrar al curso de muestra.")
    bruno.get_by_role("button", name="Registrar", exact=True).click()
    expect(bruno.get_by_text("quedó registrada.")).to_be_visible()
    expect(bruno.get_by_text("Teodora Zaldívar").first).to_be_visible()
    expect(bruno.get_by_text("Falta todavía")).to_be_visible()
