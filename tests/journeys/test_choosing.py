"""The institutions' topics, described and explained, lead to the right request."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe, case
from tests.journeys.case import Errand
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import Pick
from tests.journeys.site import Site
from tests.journeys.visit import answer, box, sign_in

pytestmark = pytest.mark.commits

#: UMECIT's four categories: how each is described, what it is about, and one request of each with its unit.
DOORS: dict[str, tuple[str, tuple[str, ...], str, Errand]] = {
    "Académicos": (
        "Todo lo relacionado con cursado, cambios de modalidad o sede, tesis",
        ("Cursado de asignaturas", "Tesis", "Asistencia", "Requisitos de grado"),
        "Registro Académico",
        Errand(
            "notas", [("¿Qué necesita?", Pick("Mi historial de notas")), ("Cuéntenos el detalle", "De 2025.")]
        ),
    ),
    "Administrativos": (
        "Automatrícula, arreglos de pago, créditos académicos, costos asociados",
        ("Automatrícula", "Retiro total o definitivo", "Reintegro", "Horarios de atención"),
        "Finanzas",
        Errand(
            "costos",
            [("¿De qué quiere saber el costo?", Pick("Un trámite o documento")), ("¿Cuál?", "Los créditos.")],
        ),
    ),
    "Financieros": (
        "Medios de pago disponibles (efectivo, transferencias, Yappy, App Digital)",
        ("Medios de pago", "Becas", "Ayuda económica", "Descuentos"),
        "Finanzas",
        Errand(
            "medios-de-pago",
            [("¿Qué medio quiere usar?", Pick("Yappy")), ("¿Qué necesita saber?", "El directorio de Yappy.")],
        ),
    ),
    "Plataformas": (
        "Cibërsity, acceso a la biblioteca digital, actualización de datos",
        ("Cibërsity", "Biblioteca digital", "Centro de Idiomas"),
        "Biblioteca",
        Errand(
            "biblioteca-digital",
            [
                ("¿Qué necesita?", Pick("Ayuda para buscar")),
                ("Cuéntenos el detalle", "Artículos de derecho."),
            ],
        ),
    ),
}
AREAS = (
    "Facturación", "Secretaría Académica", "Academia", "Aula Virtual (Blackboard)", "Helpdesk (Soporte técnico)",
    "Centro de Idiomas", "Vida Universitaria", "Empleabilidad", "Internacionalidad", "Registra tu inconveniente",
)  # fmt: skip
#: What is read before asking, where each institution has it.
READING = [
    ("umecit", "/help/"),
    ("upn", "/places/"),
    ("upn", "/types/"),
    ("upn", "/guides/registra-tu-ticket/"),
    ("upn", "/services/reporta-tu-queja/"),
    ("unemi", "/guideline/"),
    ("udgvirtual", "/process/"),
]


@pytest.mark.parametrize("category", DOORS)
@pytest.mark.requirement("UME-01", "one desk for every kind of request")
@pytest.mark.requirement("UME-03", "categories with description and topics")
def test_one_desk_takes_what_is_academic_administrative_financial_and_technological(
    site: Site, opened: Opened, cookies: Cookies, category: str
) -> None:
    about, topics, unit, errand = DOORS[category]
    tab = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    tab.goto(site.url("umecit"))
    door = tab.locator(".door").filter(has=tab.get_by_role("link", name=category, exact=True))
    expect(door).to_contain_text(about)
    door.get_by_role("link").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text(category)
    for topic in topics:
        expect(tab.get_by_role("link", name=topic, exact=True)).to_be_visible()
    tab.locator(f'.door a[href$="/services/{errand.service}/"]').click()
    expect(tab.get_by_text("Atiende:")).to_contain_text(unit)
    code = case.lodge(tab, site, "umecit", errand)
    tab.goto(site.url("umecit", "/tickets/"))
    expect(tab.get_by_text(code)).to_be_visible()


@pytest.mark.requirement("UPN-03")
def test_topic_subtopic_description_and_an_illustrated_guide(site: Site, page: Page) -> None:
    sign_in(page, site, "upn", "ana@upn.example")
    for area in AREAS:
        expect(page.get_by_role("link", name=area, exact=True)).to_be_visible()
    page.get_by_role("link", name="Vida Universitaria", exact=True).click()
    expect(page.locator("main")).to_contain_text("Actividades extracurriculares y sociales")
    page.get_by_role("link", name="Beca Socioeconómica").click()

    page.get_by_text("Guía paso a paso:").get_by_role("link", name="Registra tu ticket").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Registra tu ticket")
    steps = page.locator(".guide > li")
    expect(steps).to_have_count(5)
    expect(steps.locator("svg.picture")).to_have_count(5)
    expect(steps.nth(2)).to_contain_text(
        "Elige el tema y subtema que más se acerque al motivo de tu consulta"
    )
    page.go_back()

    page.get_by_role("link", name="Empezar la solicitud").click()
    expect(page.get_by_role("link", name="Guía paso a paso")).to_be_visible()
    answer(
        page,
        [("¿Qué quieres saber?", "Hola Contacto UPN, solicito información sobre la beca Socioeconómica")],
    )
    page.get_by_role("button", name="Enviar la solicitud").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Registramos tu ticket")


def test_the_form_says_what_serves_as_evidence(site: Site, page: Page) -> None:
    sign_in(page, site, "upn", "ana@upn.example")
    page.goto(site.url("upn", "/services/pago-no-registrado/request/"))
    expect(page.locator("main")).to_contain_text(
        "Adjunta el voucher de pago que evidencia lo descrito en el ticket"
    )
    expect(box(page, "Voucher de pago")).to_be_visible()


def test_the_numbers_and_menus_of_the_phone_centre_can_be_called_from_a_phone(site: Site, page: Page) -> None:
    page.goto(site.url("upn", "/places/"))
    centre = page.locator("#central-telefonica")
    expect(centre.get_by_role("link", name="(076) 602-500")).to_have_attribute("href", "tel:076602500")
    expect(centre).to_contain_text(re.compile(r"2\s*Estudiantes\s*1\s*Help Desk\s*2\s*Aula Virtual"))
    assert centre.locator(".num a, a.num").count() == 8
    expect(page.locator("#whatsapp")).to_contain_text("914 800 800")


@pytest.mark.parametrize(
    "look",
    [{**PHONE, "color_scheme": "light"}, {**COMPUTER, "color_scheme": "dark"}],
    ids=["phone, light", "computer, dark"],
)
def test_what_is_read_before_asking_is_readable_by_all(
    site: Site, opened: Opened, look: dict[str, Any]
) -> None:
    tab = opened(**look)
    for slug, path in READING:
        tab.goto(site.url(slug, path))
        assert axe.findings(tab) == [], path
        overflow = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow <= 0, path
