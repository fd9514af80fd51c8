"""Who may enter, how, and where each one arrives."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, Opened
from tests.journeys.desks import PASSWORD, UDG, Pick
from tests.journeys.site import Site
from tests.journeys.visit import answer, box, code_in, enter, sign_in
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits


@pytest.mark.requirement("UNE-01", "students of admission, undergraduate and postgraduate")
def test_students_of_all_three_kinds_enter_with_their_own_credentials(
    site: Site, catcher: Catcher, page: Page, opened: Opened
) -> None:
    """Ana studies a degree, Diego a master's; Inés, of admission, sets her password the first time."""
    for who in ("ana", "diego"):
        tab = opened(**PHONE)
        sign_in(tab, site, "unemi", f"{who}@unemi.example")
        tab.goto(site.url("unemi", "/services/recalificacion/"))
        expect(tab.get_by_role("link", name="Empezar la solicitud")).to_be_visible()

    ines = "ines@unemi.example"
    page.goto(site.url("unemi", "/register/"))
    box(page, "Correo electrónico").fill(ines)
    page.get_by_role("button", name="Enviarme el código").click()
    box(page, "Código").fill(code_in(site.mail(ines, subject="código para")))
    page.get_by_role("button", name="Continuar").click()
    box(page, "Contraseña nueva").fill(PASSWORD)
    page.get_by_role("button", name="Registrarme y entrar").click()
    page.get_by_role("link", name="Inés").click()
    expect(page.get_by_text("Estudiante de Admisión y Nivelación")).to_be_visible()
    page.goto(site.url("unemi", "/services/recalificacion/"))
    expect(page.get_by_text("No está abierto para usted")).to_be_visible()
    expect(page.get_by_text("Es solo para: Estudiante de Grado, Estudiante de Posgrado.")).to_be_visible()
    page.get_by_role("button", name="Salir").click()
    sign_in(page, site, "unemi", ines)


@pytest.mark.parametrize(
    ("who", "arrives"),
    [
        ("ana", "portal"),
        ("bruno", "desk"),
        ("carla", "desk"),
        ("elena", "desk"),
        ("fabio", "desk"),
        ("gloria", "portal"),
    ],
    ids=["student", "agent", "director", "administrator", "quality office", "executive"],
)
@pytest.mark.requirement("UNE-01", "six roles")
def test_each_role_signs_in_and_arrives_where_it_works(
    site: Site, page: Page, who: str, arrives: str
) -> None:
    """Fabio, of the quality office, attends the PQRS as well; an executive's own room comes with the reports."""
    sign_in(page, site, "unemi", f"{who}@unemi.example")
    if arrives == "desk":
        expect(page).to_have_url(site.url("unemi", "/desk/"))
        expect(page.get_by_role("navigation", name="Vistas")).to_be_visible()
    else:
        expect(page).to_have_url(site.url("unemi"))
        expect(page.get_by_role("heading", level=1)).to_have_text("¿Qué necesita?")


@pytest.mark.requirement("UME-04")
def test_an_address_that_is_not_held_cannot_register_and_nobody_learns_which_are_held(
    site: Site, catcher: Catcher, opened: Opened
) -> None:
    """Three addresses: one held, one registered already, one unknown. The same pages, word for word."""
    seen = {}
    for who in ("hugo@umecit.example", "ana@umecit.example", "nadie@correo.example"):
        tab = opened(**PHONE)
        tab.goto(site.url("umecit", "/register/"))
        expect(
            tab.get_by_text("Regístrese con su correo electrónico registrado en Cibërsity")
        ).to_be_visible()
        box(tab, "Correo electrónico").fill(who)
        tab.get_by_role("button", name="Enviarme el código").click()
        expect(tab.get_by_role("heading", level=1)).to_have_text("Escriba el código")
        seen[who] = tab.locator("body").inner_text().replace(who, "…")
    assert len(set(seen.values())) == 1

    assert "código" in site.mail("hugo@umecit.example").subject
    assert "ya tiene cuenta" in site.mail("ana@umecit.example").subject
    assert catcher.messages(to="nadie@correo.example") == []
    box(tab, "Código").fill("1234-5678")
    tab.get_by_role("button", name="Continuar").click()
    expect(tab.get_by_text("Este no es el código").first).to_be_visible()


@pytest.mark.parametrize("kind", ["Interesado", "Aspirante", "Estudiante", "Egresado"])
@pytest.mark.requirement("UDG-02", "known from the registration")
def test_prospects_applicants_students_and_graduates_say_who_they_are(
    site: Site, catcher: Catcher, page: Page, kind: str
) -> None:
    who = f"{kind.lower()}@correo.example"
    page.goto(site.url("udgvirtual", "/register/"))
    box(page, "Correo electrónico").fill(who)
    answer(page, [(q, Pick(kind) if q == "Eres" else said) for q, said in UDG.details])
    page.get_by_role("button", name="Enviarme el código").click()
    box(page, "Código").fill(code_in(site.mail(who, subject="código para")))
    page.get_by_role("button", name="Continuar").click()
    box(page, "Contraseña nueva").fill(PASSWORD)
    page.get_by_role("button", name="Registrarme y entrar").click()
    page.get_by_role("link", name=UDG.given_names).click()
    expect(page.locator("main dl")).to_contain_text(re.compile(rf"Eres\s*{kind}"))


def test_who_wanted_a_page_gets_it_after_signing_in(site: Site, page: Page) -> None:
    page.goto(site.url("umecit", "/services/paz-y-salvo/"))
    page.get_by_role("link", name="Ingresar y empezar").click()
    enter(page, "ana@umecit.example")
    expect(page.get_by_role("heading", level=1)).to_have_text("Paz y salvo")
    expect(page.get_by_role("button", name="Enviar la solicitud")).to_be_visible()
