"""An administrator writes a service anew and changes its hours, sees both as a student, and publishes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe, case
from tests.journeys.case import CLEARANCE
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.site import ROOT, Site

pytestmark = pytest.mark.commits
SLUG = "umecit"
SERVICE = "/office/services/paz-y-salvo/"


@pytest.fixture
def elena(opened: Opened, cookies: Cookies) -> Page:
    """The administrator's computer."""
    return opened(**COMPUTER, storage_state=cookies(SLUG, "elena"))


@pytest.fixture
def ana(opened: Opened, cookies: Cookies) -> Page:
    return opened(**PHONE, storage_state=cookies(SLUG, "ana"))


def click(tab: Page, name: str) -> None:
    tab.get_by_role("main").get_by_role("button", name=name).or_(
        tab.get_by_role("main").get_by_role("link", name=name)
    ).first.click()


def test_texts_are_written_seen_and_published(site: Site, elena: Page, ana: Page) -> None:
    code = case.lodge(ana, site, SLUG, CLEARANCE)
    elena.goto(site.url(SLUG, "/"))
    elena.get_by_role("link", name="Oficina").click()
    elena.get_by_role("link", name="Catálogo").first.click()
    elena.get_by_role("link", name="Paz y salvo").click()
    click(elena, "Escribir un borrador")
    name = elena.get_by_role("group", name="Nombre")
    name.get_by_label("En español").fill("Paz y salvo financiero")
    words = elena.get_by_role("group", name="Otras palabras")
    words.get_by_label("En español").last.fill("solvencia del semestre")
    assert not axe.findings(elena)
    click(elena, "Guardar y ver cómo queda")
    expect(elena.get_by_role("status")).to_contain_text("Vista previa")
    expect(elena.get_by_role("heading", level=1)).to_have_text("Paz y salvo financiero")
    ana.goto(site.url(SLUG, "/services/paz-y-salvo/"))
    expect(ana.get_by_role("heading", level=1)).not_to_have_text("Paz y salvo financiero")

    click(elena, "Volver al borrador")
    expect(elena.get_by_text("Paz y salvo financiero")).to_be_visible()
    assert not axe.findings(elena)
    click(elena, "Publicar")
    expect(elena.get_by_text("esta es la versión 2")).to_be_visible()
    ana.goto(site.url(SLUG, "/?q=solvencia+del+semestre"))
    ana.get_by_role("link", name="Paz y salvo financiero").first.click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Paz y salvo financiero")
    ana.goto(site.url(SLUG, f"/tickets/{code}/"))
    expect(ana.get_by_text("Paz y salvo financiero")).to_have_count(0)  # it keeps what it was asked with


def test_a_folder_that_is_applied_again_keeps_what_the_office_changed(
    site: Site, elena: Page, ana: Page, command: Callable[..., str]
) -> None:
    folder = str(ROOT / "institutions" / SLUG)
    elena.goto(site.url(SLUG, "/office/services/carnet/"))
    click(elena, "Apagar")
    expect(elena.get_by_text("Apagado", exact=False).first).to_be_visible()
    elena.goto(site.url(SLUG, SERVICE))
    click(elena, "Escribir un borrador")
    elena.get_by_role("group", name="Qué es").get_by_label("En español").fill("No debe nada.")
    click(elena, "Guardar y ver cómo queda")
    click(elena, "Volver al borrador")
    click(elena, "Publicar")
    expect(elena.get_by_text("esta es la versión")).to_be_visible()
    planned = command("institution", "plan", folder)
    assert "No debe nada." in planned
    command("institution", "apply", folder)
    ana.goto(site.url(SLUG, "/services/paz-y-salvo/"))
    expect(ana.get_by_text("No debe nada.")).to_be_visible()
    ana.goto(site.url(SLUG, "/categories/administrativos/"))
    expect(ana.get_by_role("link", name="Carnet")).to_have_count(0)


def test_hours_are_changed_and_open_promises_stay(
    site: Site, elena: Page, ana: Page, opened: Opened, command: Callable[..., str]
) -> None:
    elena.goto(site.url(SLUG, "/office/calendars/"))
    elena.get_by_role("region", name="Panamá").get_by_role("button").click()
    elena.get_by_label("Sábado").fill("8 a 12")
    days = elena.get_by_role("group", name="Días con otro horario")
    days.get_by_label("Horas").last.fill("de ocho a doce")
    click(elena, "Guardar y ver cómo queda")
    expect(elena.get_by_role("alert")).to_contain_text("no es un horario")
    expect(elena.get_by_label("Sábado")).to_have_value("08:00-12:00")
    days.get_by_label("Horas").first.fill("")
    click(elena, "Guardar y ver cómo queda")
    expect(elena.get_by_role("status").first).to_contain_text("Vista previa")
    expect(elena.get_by_text("8:00–12:00").first).to_be_visible()
    stranger = opened(**PHONE)
    stranger.goto(site.url(SLUG, "/places/"))
    expect(stranger.get_by_text("8:00–12:00")).to_have_count(0)
    click(elena, "Volver al borrador")
    click(elena, "Publicar")
    expect(elena.get_by_text("vale para lo que se pida desde ahora")).to_be_visible()
    stranger.reload()
    expect(stranger.get_by_text("8:00–12:00").first).to_be_visible()
    assert "the record is whole" in command("journal", "verify")


def test_without_script_and_on_a_phone_it_is_the_same(site: Site, opened: Opened, cookies: Cookies) -> None:
    tab = opened(**PHONE, java_script_enabled=False, storage_state=cookies(SLUG, "elena"))
    tab.goto(site.url(SLUG, "/office/units/finanzas/"))
    click(tab, "Editar la unidad")
    tab.get_by_label("Teléfono").fill("507 555-0101")
    click(tab, "Guardar y ver cómo queda")
    expect(tab.get_by_text("507 555-0101")).to_be_visible()
    click(tab, "Volver al borrador")
    click(tab, "Publicar")
    expect(tab.get_by_text("los estudiantes ya lo ven")).to_be_visible()


def test_a_role_changes_hands(site: Site, elena: Page, ana: Page) -> None:
    elena.goto(site.url(SLUG, "/office/units/finanzas/"))
    elena.get_by_label("Correo, usuario o código").fill("ana@umecit")
    click(elena, "Buscar")
    click(elena, "Ana Batista")
    elena.get_by_label("Agente").check()
    elena.locator("select[name=unit]").select_option("finanzas")
    elena.locator("form").get_by_label("Motivo").last.fill("Apoya en la matrícula")
    click(elena, "Dar la función")
    expect(elena.get_by_text("La función está dada")).to_be_visible()
    assert not axe.findings(elena)
    ana.goto(site.url(SLUG, "/desk/"))
    expect(ana.get_by_role("heading", level=1)).to_be_visible()
    elena.get_by_text("Quitar esta función").click()
    elena.get_by_label("Motivo").first.fill("Terminó la matrícula")
    click(elena, "Quitarla")
    expect(elena.get_by_text("La función está quitada")).to_be_visible()
    expect(elena.get_by_text("Terminó la matrícula")).to_be_visible()
