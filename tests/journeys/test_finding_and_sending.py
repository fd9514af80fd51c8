"""In a real browser: the service is found, the form helps, and what was written outlives whatever happens."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.site import Site
from tests.journeys.visit import enter, sign_in

pytestmark = pytest.mark.commits
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
YESTERDAY = (datetime.now(UTC) - timedelta(days=1)).date().isoformat()
PAYMENT = "/services/pago-no-registrado/request/"


@pytest.fixture
def voucher(tmp_path: Path) -> Path:
    path = tmp_path / "voucher.pdf"
    path.write_bytes(PDF)
    return path


def fill(page: Page, voucher: Path) -> None:
    page.get_by_label("Una cuota").check()
    page.locator("[name=cuota]").fill("2")
    page.locator("[name=monto]").fill("1250")
    page.locator("[name=fecha]").fill(YESTERDAY)
    page.locator("[name=descripcion]").fill("Pagué y sigue pendiente 🙏")
    page.locator("[name=voucher]").set_input_files(voucher)


def test_services_come_while_one_is_still_typing(site: Site, page: Page) -> None:
    page.goto(site.url("upn", "/"))
    page.locator("#q").press_sequentially("pague y mi pago no apar", delay=20)
    door = page.locator("#found .door").first
    expect(door).to_contain_text("Mi pago aún figura como pendiente")
    door.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mi pago aún figura como pendiente")
    expect(page.locator(".promise")).to_contain_text("tendrás respuesta a más tardar el")


@pytest.mark.requirement("UME-11", "hours", "zone")
def test_each_place_says_how_where_and_when_it_attends(site: Site, page: Page) -> None:
    page.goto(site.url("umecit", "/"))
    page.get_by_role("link", name="Sedes y horarios").click()
    for name, mode in (("Edificio Fundadores", "Atención presencial"), ("Sede David", "Atención remota")):
        place = page.locator(".places .card").filter(has_text=name)
        expect(place).to_contain_text(mode)
        expect(place).to_contain_text(re.compile("Abierto ahora hasta|Cerrado ahora. Abre el"))
        expect(place.locator(".week")).to_contain_text(re.compile(r"\d+:\d\d–\d+:\d\d"))


@pytest.mark.requirement("MEN-01", "defined")
def test_every_kind_of_request_is_defined_and_the_petition_in_its_four_kinds(site: Site, page: Page) -> None:
    page.goto(site.url("soacha", "/"))
    for kind in ("Petición", "Queja", "Reclamo", "Sugerencia", "Trámite"):
        expect(page.locator("dl.terms dt").get_by_text(kind, exact=True)).to_be_visible()
    page.get_by_role("link", name="Petición", exact=True).click()
    petition = page.locator("#peticion")
    for kind in ("De interés general", "De interés particular", "Petición de información", "Consulta"):
        expect(petition.locator("dt").get_by_text(kind, exact=True)).to_be_visible()


def test_a_question_shows_only_where_it_applies_and_asks_only_then(site: Site, page: Page) -> None:
    sign_in(page, site, "upn", "ana@upn.example")
    page.goto(site.url("upn", PAYMENT))
    expect(page.locator("[name=cuota]")).to_be_hidden()
    page.get_by_label("Una cuota").check()
    expect(page.locator("[name=cuota]")).to_be_visible()
    assert page.locator("[name=cuota]").get_attribute("required") is not None
    page.get_by_label("La matrícula").check()
    expect(page.locator("[name=cuota]")).to_be_hidden()


def test_what_was_written_comes_back_after_a_reload(site: Site, page: Page) -> None:
    sign_in(page, site, "upn", "ana@upn.example")
    page.goto(site.url("upn", PAYMENT))
    page.locator("[name=descripcion]").fill("Pagué el lunes")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.locator("[name=descripcion]")).to_have_value("Pagué el lunes")
    expect(page.locator("[data-restored]")).to_be_visible()


def test_a_session_that_ends_while_writing_loses_nothing_and_the_form_is_sent_once(
    site: Site, page: Page, voucher: Path
) -> None:
    sign_in(page, site, "upn", "ana@upn.example")
    page.goto(site.url("upn", PAYMENT))
    fill(page, voucher)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Enviar la solicitud").click()
    expect(page.get_by_text("Lo que escribiste está guardado")).to_be_visible()

    enter(page, "ana@upn.example")
    expect(page.locator("[name=descripcion]")).to_have_value("Pagué y sigue pendiente 🙏")
    expect(page.locator(".stored")).to_contain_text("voucher.pdf")
    page.get_by_role("button", name="Enviar la solicitud").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Registramos tu ticket")
    confirmation = page.url

    page.go_back()
    page.get_by_role("button", name="Enviar la solicitud").click()
    expect(page.get_by_text("ya se había enviado")).to_be_visible()
    assert page.url == confirmation


@pytest.mark.requirement("UNE-03")
def test_the_declaration_of_truth_is_asked_for_and_stands_on_the_receipt(
    site: Site, page: Page, voucher: Path
) -> None:
    sign_in(page, site, "unemi", "ana@unemi.example")
    page.goto(site.url("unemi", "/services/devolucion/request/"))
    page.locator("[name=valor], [name=monto]").first.fill("45.50")
    page.locator("input[type=date]").fill(YESTERDAY)
    page.locator("textarea").first.fill("Pagué dos veces el mismo arancel.")
    page.locator("input[type=file]").set_input_files(voucher)
    send = page.get_by_role("button", name="Enviar la solicitud")
    send.click()
    expect(page.locator("[name=declared]")).to_be_focused()
    page.locator("[name=declared]").check()
    send.click()
    page.get_by_role("link", name="Imprimir el comprobante").click()
    expect(page.get_by_role("main")).to_contain_text("Declaro que la información y la documentación")
    expect(page.get_by_role("main")).to_contain_text("SHA-256")
    expect(page.get_by_role("button", name="Imprimir")).to_be_visible()
