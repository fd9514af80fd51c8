"""Two secretariats on one installation: none sees the other's. And mail only to who wants it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import case
from tests.journeys.case import QUESTION
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import PASSWORD, USTED, Pick
from tests.journeys.site import Site
from tests.journeys.visit import answer, box, link_in
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits

WISH = "Escríbanme por correo cuando cambie el estado"


@pytest.mark.requirement("MEN-03")
def test_notices_of_the_state_go_only_to_the_citizen_who_wants_them(
    site: Site, catcher: Catcher, opened: Opened, cookies: Cookies
) -> None:
    """Ana wants them, Diego does not: both get the confirmation and the answer."""
    codes = {}
    for who, wants in (("diego", False), ("ana", True)):
        tab = opened(**PHONE, storage_state=cookies("soacha", who))
        tab.goto(site.url("soacha", "/services/consulta/request/"))
        answer(tab, QUESTION.answers)
        tab.get_by_role("checkbox", name=WISH).set_checked(wants)
        tab.get_by_role("button", name="Enviar la solicitud").click()
        codes[who] = tab.locator("main .slip-code").inner_text()
    bruno = opened(**COMPUTER, storage_state=cookies("soacha", "bruno"))
    for code in codes.values():
        case.take(bruno, site, "soacha", code)
        case.say(bruno, site, "soacha", code, "La inscripción abre el lunes.")
        case.close(bruno, site, "soacha", code)

    got = {}
    for who, code in codes.items():
        address = f"{who}@soacha.example"
        site.mail(address, subject=f"[{code}] {USTED.how_did_we_do}")
        if who == "ana":
            site.mail(address, subject=f"[{code}] Su solicitud está siendo atendida")
            site.mail(address, subject=f"[{code}] Su solicitud se cerró")
        site.mail(address, subject=f"[{code}] {USTED.the_answer}")
        got[who] = {letter.subject.removeprefix(f"[{code}] ") for letter in catcher.messages(to=address)}
    always = {"Su requerimiento quedó radicado", USTED.the_answer, USTED.how_did_we_do}
    assert got["diego"] == always
    assert got["ana"] == always | {"Su solicitud está siendo atendida", "Su solicitud se cerró"}


@pytest.mark.requirement("UDG-10")
def test_on_closing_the_survey_is_sent_once_and_counts_once(
    site: Site, catcher: Catcher, opened: Opened, cookies: Cookies, stranger: Page
) -> None:
    ana = opened(**PHONE, storage_state=cookies("udgvirtual", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("udgvirtual", "bruno"))
    errand = case.Errand(
        "programas",
        [("¿Qué quieres estudiar?", Pick("Posgrado")), ("¿Qué quieres saber?", "¿Cuáles hay?")],
    )
    code = case.lodge(ana, site, "udgvirtual", errand)
    case.say(bruno, site, "udgvirtual", code, "Hay tres.")
    case.close(bruno, site, "udgvirtual", code)
    letter = site.mail("ana@udgvirtual.example", subject=f"[{code}] ¿Cómo te atendimos?")
    assert "¿Qué tan satisfecho quedaste con la atención de tu incidente?" in letter.text
    stranger.goto(link_in(letter))
    stranger.get_by_role("button", name="Enviar mi opinión").click()
    expect(stranger.get_by_text("Elige una opción.")).to_be_visible()
    stranger.get_by_role("radio", name="Muy satisfecho").check()
    box(stranger, "¿Qué pudimos hacer mejor?").fill("Nada.")
    stranger.get_by_role("button", name="Enviar mi opinión").click()
    expect(stranger.get_by_text("Gracias por tu tiempo.")).to_be_visible()
    stranger.goto(link_in(letter))
    expect(stranger.get_by_text("Se responde una sola vez: no se cambió nada.")).to_be_visible()
    ana.goto(site.url("udgvirtual", f"/tickets/{code}/"))
    expect(ana.get_by_role("listitem").filter(has_text="Hecho: Tu opinión")).to_be_visible()
    surveys = [m for m in catcher.messages(to="ana@udgvirtual.example") if "¿Cómo te atendimos?" in m.subject]
    assert len(surveys) == 1
    assert "programas: 1 of 1 answered, mean 5.00" in site.command("surveys", "udgvirtual")
    assert f"{code},programas," in site.command("surveys", "udgvirtual", "--csv")


@pytest.mark.requirement("UDG-02", "set by the agent")
def test_the_agent_sets_the_user_type_that_the_person_reads(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    diego = opened(**PHONE, storage_state=cookies("udgvirtual", "diego"))
    bruno = opened(**COMPUTER, storage_state=cookies("udgvirtual", "bruno"))
    errand = case.Errand(
        "programas",
        [("¿Qué quieres estudiar?", Pick("Posgrado")), ("¿Qué quieres saber?", "¿Cuándo empiezan?")],
    )
    code = case.lodge(diego, site, "udgvirtual", errand)
    bruno.goto(site.url("udgvirtual", f"/desk/tickets/{code}/"))
    bruno.get_by_role("link", name="Cambiar el tipo").click()
    for kind in ("Interesado", "Aspirante", "Estudiante", "Egresado"):
        expect(bruno.get_by_role("radio", name=kind)).to_be_visible()
    bruno.get_by_role("radio", name="Egresado").check()
    bruno.get_by_role("button", name="Guardar").click()
    expect(bruno.get_by_role("complementary", name="Sobre esta solicitud")).to_contain_text("Egresado")
    diego.goto(site.url("udgvirtual", "/me/"))
    expect(diego.locator("main dl")).to_contain_text("Egresado")


@pytest.mark.requirement("MEN-07", "portal")
def test_each_secretariat_has_a_portal_of_its_own(site: Site, page: Page) -> None:
    for slug, name, city in (("soacha", "SED Soacha", "Soacha"), ("cucuta", "SED Cúcuta", "Cúcuta")):
        page.goto(site.url(slug))
        expect(page.get_by_role("banner")).to_contain_text(name)
        page.get_by_role("link", name="Sedes y horarios").click()
        expect(page.get_by_role("heading", name=f"Unidad de Atención al Ciudadano de {city}")).to_be_visible()
    page.goto(site.url("soacha", "/places/"))
    soacha = page.locator("main dl.week").first.inner_text()
    page.goto(site.url("cucuta", "/places/"))
    assert page.locator("main dl.week").first.inner_text() != soacha, "Cúcuta keeps its own hours"
    expect(page.locator("main")).not_to_contain_text("Soacha")


@pytest.mark.requirement("MEN-07", "requests")
def test_nobody_of_one_secretariat_sees_a_request_of_the_other(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    ana = opened(**PHONE, storage_state=cookies("soacha", "ana"))
    code = case.lodge(ana, site, "soacha", QUESTION)
    theirs = cookies("cucuta", "bruno")
    bruno = opened(**COMPUTER, storage_state=theirs)
    bruno.goto(site.url("cucuta", "/desk/"))
    expect(bruno.locator("main")).not_to_contain_text(code)
    bruno.get_by_role("searchbox").fill(code)
    bruno.keyboard.press("Enter")
    expect(
        bruno.get_by_text(f"Ninguna solicitud que usted pueda leer tiene el código «{code}».")
    ).to_be_visible()
    for path in (f"/desk/tickets/{code}/", f"/tickets/{code}/", f"/desk/tickets/{code}/history/"):
        assert bruno.request.get(site.url("cucuta", path)).status == 404, path


@pytest.mark.requirement("MEN-07", "staff")
def test_staff_of_one_secretariat_is_nobody_at_the_other(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    """Neither the session nor the password of one opens the other, and its people are not in the lists."""
    bruno = opened(**COMPUTER, storage_state=cookies("soacha", "bruno"))
    bruno.goto(site.url("cucuta", "/desk/"))
    expect(bruno).to_have_url(re.compile("/cucuta/login/"))
    bruno.locator("input[name=login]").fill("bcardenas")
    bruno.locator("input[name=password]").fill(PASSWORD)
    bruno.locator("main").get_by_role("button", name="Ingresar").click()
    expect(bruno.get_by_text("El usuario o correo y la contraseña no coinciden.").first).to_be_visible()

    ana = opened(**PHONE, storage_state=cookies("cucuta", "ana"))
    code = case.lodge(ana, site, "cucuta", QUESTION)
    theirs = opened(**COMPUTER, storage_state=cookies("cucuta", "bruno"))
    theirs.goto(site.url("cucuta", f"/desk/tickets/{code}/assignment/"))
    expect(theirs.get_by_role("radio", name="Bruno Villamizar")).to_be_visible()
    expect(theirs.locator("main")).not_to_contain_text("Cárdenas")
