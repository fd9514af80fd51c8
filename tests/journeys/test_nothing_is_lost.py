"""What was written is never lost, is sent once, and is nobody else's to read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, expect

from tests.journeys import case
from tests.journeys.case import CLEARANCE
from tests.journeys.conftest import PHONE, Cookies, Opened
from tests.journeys.desks import UMECIT, VOUCHER
from tests.journeys.site import Site
from tests.journeys.visit import answer, box, enter, sign_in

pytestmark = pytest.mark.commits

FORM = "/services/validacion-de-pago/request/"
SEND = "Enviar la solicitud"
WRITTEN = {
    "¿Desde qué banco?": "Banco General",
    "Número de operación": "OP-884213",
    "Monto pagado": "125.50",
    "¿Qué pagó?": "Mensualidad de octubre",
}


@pytest.fixture
def ana(site: Site, opened: Opened, cookies: Cookies) -> Page:
    """Signed in, before an empty form."""
    tab = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    tab.goto(site.url("umecit", FORM))
    return tab


def all_there(tab: Page) -> None:
    expect(tab.get_by_role("radio", name="Transferencia")).to_be_checked()
    for question, words in WRITTEN.items():
        expect(box(tab, question)).to_have_value(words)


def unguarded(tab: Page) -> None:
    """Leave the checks of the browser out, as an old one does: the server's own answer comes."""
    tab.locator("form[enctype]").evaluate("form => { form.noValidate = true }")


def test_an_error_leaves_everything_in_place_the_file_too(site: Site, ana: Page) -> None:
    unguarded(ana)
    answer(ana, UMECIT.answers)
    box(ana, "Monto pagado").fill("mucho")
    ana.get_by_role("button", name=SEND).click()
    expect(ana.get_by_role("alert").first).to_be_focused()
    expect(ana.get_by_text(VOUCHER.name).first).to_be_visible()
    expect(ana.get_by_text("ya lo tenemos")).to_be_visible()
    box(ana, "Monto pagado").fill("125.50")
    all_there(ana)
    ana.get_by_role("button", name=SEND).click()
    ana.get_by_role("link", name="Ver en qué va").click()
    expect(ana.get_by_role("link", name=VOUCHER.name)).to_be_visible()


def test_a_session_that_ended_in_mid_form_loses_neither_words_nor_file(site: Site, ana: Page) -> None:
    answer(ana, UMECIT.answers)
    ana.context.clear_cookies(name="sessionid")
    ana.get_by_role("button", name=SEND).click()
    expect(ana.get_by_text("Su sesión había terminado. Lo que escribió está guardado")).to_be_visible()
    enter(ana, "ana@umecit.example")
    expect(ana.get_by_text("Guardamos lo que había escrito.")).to_be_visible()
    all_there(ana)
    expect(ana.get_by_text(VOUCHER.name).first).to_be_visible()
    ana.get_by_role("button", name=SEND).click()
    ana.get_by_role("link", name="Ver en qué va").click()
    expect(ana.get_by_role("link", name=VOUCHER.name)).to_be_visible()


def test_somebody_else_who_signs_in_next_finds_nothing_of_it(site: Site, ana: Page) -> None:
    answer(ana, UMECIT.answers)
    ana.context.clear_cookies(name="sessionid")
    ana.get_by_role("button", name=SEND).click()
    enter(ana, "diego@umecit.example")
    expect(ana.get_by_role("button", name=SEND)).to_be_visible()
    expect(box(ana, "¿Qué pagó?")).to_have_value("")
    expect(ana.get_by_text(VOUCHER.name)).to_have_count(0)


def test_the_back_button_brings_back_what_was_written(site: Site, ana: Page) -> None:
    answer(ana, UMECIT.answers[:-1])
    ana.on("dialog", lambda dialog: dialog.accept())  # “leave this page?”
    ana.get_by_role("link", name="Salir sin enviar").click()
    expect(ana.get_by_role("link", name="Empezar la solicitud")).to_be_visible()
    ana.go_back()
    all_there(ana)
    ana.reload()
    expect(ana.get_by_text("Recuperamos lo que había escrito aquí.")).to_be_visible()
    all_there(ana)


def test_who_comes_back_after_sending_finds_no_old_words(site: Site, ana: Page) -> None:
    answer(ana, UMECIT.answers)
    ana.get_by_role("button", name=SEND).click()
    expect(ana.locator("main .slip-code")).to_be_visible()
    ana.goto(site.url("umecit", FORM))
    expect(box(ana, "¿Qué pagó?")).to_have_value("")


def test_a_double_click_sends_once(site: Site, ana: Page) -> None:
    answer(ana, UMECIT.answers)
    posts: list[Request] = []
    ana.on("request", lambda request: posts.append(request) if request.method == "POST" else None)
    before = requests_of(ana, site)
    ana.goto(site.url("umecit", FORM))
    answer(ana, UMECIT.answers)
    ana.get_by_role("button", name=SEND).dblclick()
    expect(ana.locator("main .slip-code")).to_be_visible()
    assert len(posts) == 1
    assert requests_of(ana, site) == before + 1


def test_the_same_form_sent_from_two_tabs_is_one_request(site: Site, ana: Page) -> None:
    """The second tab is a copy of the first, as «duplicate tab» makes it: the same key in its form."""
    before = requests_of(ana, site)
    ana.goto(site.url("umecit", FORM))
    key = ana.locator("input[name=key]").input_value()
    bearer = ana.locator("input[name=form-bearer]").input_value()
    copy = ana.context.new_page()
    copy.goto(site.url("umecit", FORM))
    copy.locator("input[name=key]").evaluate("(input, key) => { input.value = key }", key)
    copy.locator("input[name=form-bearer]").evaluate("(input, word) => { input.value = word }", bearer)
    codes = set()
    for tab in (ana, copy):
        answer(tab, UMECIT.answers)
        tab.get_by_role("button", name=SEND).click()
        codes.add(tab.locator("main .slip-code").inner_text())
    expect(
        copy.get_by_text("Este formulario ya se había enviado: aquí está su confirmación.")
    ).to_be_visible()
    assert len(codes) == 1
    assert requests_of(ana, site) == before + 1


def test_a_reply_sent_after_the_session_ended_is_handed_back(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    ana = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    code = case.lodge(ana, site, "umecit", CLEARANCE)
    ana.goto(site.url("umecit", f"/tickets/{code}/"))
    ana.locator("#reply textarea").fill("Me falta decir que es urgente.")
    ana.context.clear_cookies(name="sessionid")
    ana.get_by_role("button", name="Enviar", exact=True).click()
    expect(ana.locator("main textarea")).to_have_value("Me falta decir que es urgente.")
    ana.locator("main").get_by_role("link", name="Ingresar").click()
    enter(ana, "ana@umecit.example")
    expect(ana.locator("#reply textarea")).to_be_visible()


def test_on_a_shared_computer_the_back_button_shows_nothing_after_leaving(site: Site, opened: Opened) -> None:
    tab = opened(**PHONE)
    sign_in(tab, site, "umecit", "ana@umecit.example")
    tab.goto(site.url("umecit", "/me/"))
    expect(tab.get_by_text("8-912-1045").or_(tab.get_by_text("Batista")).first).to_be_visible()
    tab.goto(site.url("umecit", "/tickets/"))
    tab.goto(site.url("umecit", FORM))
    box(tab, "¿Qué pagó?").fill("Algo muy mío")
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.get_by_role("button", name="Salir").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Su sesión está cerrada")
    for _ in range(4):
        tab.go_back()
        expect(tab.get_by_role("button", name="Salir")).to_have_count(0)
        for mine in ("Ana", "Batista", "Algo muy mío", "UMECIT-2"):
            expect(tab.locator("body")).not_to_contain_text(mine)
    sign_in(tab, site, "umecit", "diego@umecit.example")
    tab.goto(site.url("umecit", FORM))
    expect(box(tab, "¿Qué pagó?")).to_have_value("")


def requests_of(tab: Page, site: Site) -> int:
    tab.goto(site.url("umecit", "/tickets/"))
    return tab.locator("main").get_by_role("heading", level=3).count()
