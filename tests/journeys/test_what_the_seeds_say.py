"""A reader of what the institutions publish finds it on their portals."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Opened
from tests.journeys.desks import PASSWORD
from tests.journeys.site import Site
from tests.journeys.visit import SIGN_OUT, box

pytestmark = pytest.mark.commits

HELP_DESK = "http://mesadeayuda.tecnologia.mineduccion.gov.co"
PARTS = (
    "Introducción", "Base legal", "Aspectos generales", "Acceso al Balcón de Servicios",
    "Responsabilidades de los estudiantes", "Falsificación de documentos", "Validación de documentos",
    "Confidencialidad y privacidad", "Comunicación responsable", "Presentación de solicitudes y consultas",
    "Tiempo de respuesta de las consultas", "Seguimiento", "Revisión y actualización",
)  # fmt: skip


@pytest.mark.requirement("UNE-20", "guideline")
def test_the_guideline_is_read_with_its_code_version_and_dates(site: Site, page: Page) -> None:
    page.goto(site.url("unemi"))
    page.get_by_role("link", name="Ayuda").click()
    page.locator("main").get_by_role("link", name="Lineamiento para el uso del Balcón de Servicios").click()
    document = page.get_by_role("complementary", name="El documento")
    for fact in ("LIN. 14", "1.00", "14 de diciembre de 2023", "RESOLUCIÓN DE DESPACHO-UNEMI-R-2023-Nro. 55"):
        expect(document).to_contain_text(fact)
    expect(document).to_contain_text("14 de diciembre de 2026 Propuesta")
    headings = page.locator("main h2").all_inner_texts()
    assert [f"{n}. {part}" for n, part in enumerate(PARTS, 1)] == [h for h in headings if h[0].isdigit()]
    expect(page.locator("main")).to_contain_text("solo se podrá gestionar un requerimiento por cada servicio")


@pytest.mark.requirement("UDG-11", "sheet")
def test_the_process_sheet_tells_its_objective_and_what_is_only_proposed(site: Site, page: Page) -> None:
    page.goto(site.url("udgvirtual"))
    page.get_by_role("link", name="Ayuda").click()
    page.locator("main").get_by_role("link", name="Ficha del proceso").click()
    sheet = page.locator("main")
    expect(page.get_by_role("heading", level=1)).to_have_text("Atención personalizada")
    expect(sheet).to_contain_text("Asegurar la satisfacción de los usuarios a través de la atención")
    expect(sheet.get_by_role("heading", name="Objetivo", exact=True)).to_be_visible()
    for empty in ("Meta", "Periodicidad de la medición"):
        expect(sheet.get_by_role("heading", name=empty)).to_contain_text("Propuesta")
    for told in ("Satisfacción de los usuarios", "Criterios de producto no conforme (PNC)"):
        expect(sheet).to_contain_text(told)
    steps = sheet.locator("ol.steps > li")
    expect(steps).to_have_count(13)
    expect(steps.nth(6)).to_contain_text("deriva los asuntos críticos a la alta dirección")
    expect(steps.nth(12)).to_contain_text("MMPR-03")


def test_the_six_ways_to_reach_the_cap_are_shown_each_with_its_hours(site: Site, page: Page) -> None:
    page.goto(site.url("udgvirtual", "/places/"))
    for name in ("Correo", "Teléfono", "WhatsApp", "En persona", "Redes sociales", "Buzón de comentarios"):
        expect(page.get_by_role("heading", level=3, name=name)).to_be_visible()
    expect(page.locator("main")).to_contain_text("Módulo del CAP, planta baja")


@pytest.mark.requirement("MEN-06")
def test_a_device_remembers_what_the_citizen_chose_and_forgets_it(site: Site, opened: Opened) -> None:
    """Francisco Rivera of the seed is `frivera`."""
    tab = opened(**PHONE)
    tab.goto(site.url("soacha", "/login/"))
    expect(tab.get_by_role("link", name=HELP_DESK)).to_have_attribute("href", HELP_DESK)
    expect(tab.locator("main")).to_contain_text("Si presenta algún inconveniente con los datos de acceso")

    box(tab, "Usuario o correo electrónico").fill("frivera")
    box(tab, "Contraseña").fill(PASSWORD)
    tab.get_by_label("Recordar mi usuario en este dispositivo").check()
    tab.get_by_label("Mantener la sesión abierta en este dispositivo").check()
    tab.locator("main").get_by_role("button", name="Ingresar").click()
    expect(tab.get_by_role("button", name=SIGN_OUT)).to_be_visible()
    assert session_of(tab)["expires"] > 0, "the session outlives the browser"

    tab.goto(site.url("soacha", "/me/"))
    box(tab, "Teléfono").fill("3101234567")
    tab.locator("main").get_by_role("button", name="Guardar").click()
    tab.goto(site.url("soacha", "/me/"))
    expect(box(tab, "Teléfono")).to_have_value("3101234567")
    tab.locator("main").get_by_role("button", name=SIGN_OUT).click()

    tab.goto(site.url("soacha", "/login/"))
    expect(box(tab, "Usuario o correo electrónico")).to_have_value("frivera")
    tab.get_by_role("button", name="Olvidar mi usuario en este dispositivo").click()
    expect(box(tab, "Usuario o correo electrónico")).to_have_value("")
    box(tab, "Usuario o correo electrónico").fill("frivera")
    box(tab, "Contraseña").fill(PASSWORD)
    tab.locator("main").get_by_role("button", name="Ingresar").click()
    expect(tab.get_by_role("button", name=SIGN_OUT)).to_be_visible()
    assert session_of(tab)["expires"] == -1, "the session ends with the browser"


def session_of(tab: Page) -> dict[str, float]:
    return next(dict(one) for one in tab.context.cookies() if one["name"] == "sessionid")  # type: ignore[arg-type]
