"""An agent's morning by keyboard alone: whoever works here eight hours a day takes the hands off the mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import case
from tests.journeys.case import CLEARANCE, Errand
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import Pick
from tests.journeys.site import Site

pytestmark = pytest.mark.commits

GRADES = Errand(
    "notas",
    [("¿Qué necesita?", Pick("Mi historial de notas")), ("Cuéntenos el detalle", "Lo pide mi trabajo.")],
)


def press(tab: Page, *keys: str) -> None:
    """As soon as the page is there: before, no key is heard."""
    for key in keys:
        tab.wait_for_load_state()
        tab.keyboard.press(key)


def focused(tab: Page) -> str:
    return str(
        tab.evaluate(
            "document.activeElement.closest('[data-row]')?.innerText || document.activeElement.innerText"
        )
    )


def tab_to(tab: Page, words: str) -> None:
    """Along the page with the tabulator until a button or link that says so has the focus."""
    for _ in range(60):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.innerText || ''").strip() == words:
            return
    raise AssertionError(f"no way to {words!r}")


def test_an_agents_morning_by_keyboard_alone(site: Site, opened: Opened, cookies: Cookies) -> None:
    ana = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    first, second, third = (case.lodge(ana, site, "umecit", GRADES) for _ in range(3))
    bruno = opened(**COMPUTER, storage_state=cookies("umecit", "bruno"))
    bruno.goto(site.url("umecit", "/desk/"))

    # The sheet tells the keys, and in a field they only ever write.
    press(bruno, "?")
    sheet = bruno.get_by_role("dialog")
    expect(sheet.get_by_text("Fila siguiente, fila anterior")).to_be_visible()
    expect(sheet.get_by_text("Filtrar")).to_be_visible()
    press(bruno, "Escape")
    expect(sheet).to_be_hidden()
    press(bruno, "/")
    expect(bruno.locator("#seek")).to_be_focused()
    bruno.keyboard.type("jkgu?x")
    expect(bruno.locator("#seek")).to_have_value("jkgu?x")
    bruno.locator("#seek").press("Control+a")
    bruno.keyboard.type(second.replace("-", " ").lower())
    press(bruno, "Enter")
    expect(bruno).to_have_url(re.compile(f"/desk/tickets/{second}/$"))

    # Take, answer, note, close, and on to the next of the list.
    press(bruno, "t")
    expect(bruno.get_by_text("Responsable: Bruno")).to_be_visible()
    press(bruno, "n")
    bruno.keyboard.type("La inscripción abre el lunes: ver el calendario.")
    tab_to(bruno, "Agregar la nota")
    press(bruno, "Enter")
    expect(bruno.locator("#talk").get_by_text("ver el calendario")).to_be_visible()
    press(bruno, "r")
    bruno.keyboard.type("La inscripción abre el lunes 4.")
    tab_to(bruno, "Enviar")
    press(bruno, "Enter")
    expect(bruno.locator("main").get_by_text("La inscripción abre el lunes 4.").first).to_be_visible()

    # A word on several at once, seen before and undone after.
    press(bruno, "g", "u")
    expect(bruno).to_have_url(re.compile("view=unit"))
    expect(bruno.locator("[data-row]")).to_have_count(2, timeout=60_000)  # the answered one leaves by itself
    codes = bruno.locator("[data-row]").evaluate_all("rows => rows.map((row) => row.dataset.row)")
    assert {first, third} == set(codes)
    press(bruno, "j", "x", "j", "x")
    expect(bruno.locator("[data-picked]")).to_have_text("2 marcadas")
    press(bruno, "b", "g")
    expect(bruno.get_by_label("Etiqueta")).to_be_focused()
    bruno.keyboard.type("lunes")
    press(bruno, "Enter")
    expect(bruno.get_by_role("button", name="Hacerlo en 2 solicitudes")).to_be_focused()
    press(bruno, "Enter")
    expect(bruno.get_by_role("button", name="Deshacer")).to_be_visible()
    expect(bruno.locator("[data-row] .tag", has_text="#lunes").first).to_be_visible(timeout=60_000)

    # A list of one's own: filtered, saved, found beside the others.
    press(bruno, "f")
    tag = bruno.get_by_label(re.compile("^Etiqueta"))
    tag.focus()
    bruno.keyboard.type("lunes")
    press(bruno, "Enter")
    expect(bruno.locator("[data-row]")).to_have_count(2)
    press(bruno, "g", "s")
    expect(bruno.get_by_label("Nombre")).to_be_focused()
    bruno.keyboard.type("Para el lunes")
    press(bruno, "Enter")
    expect(bruno.locator("#rail").get_by_text("Para el lunes")).to_be_visible()

    # Open, close, the next of the list, back.
    press(bruno, "j", "o")
    expect(bruno).to_have_url(re.compile("/desk/tickets/"))
    opened_first = bruno.url
    press(bruno, "e")
    expect(bruno.locator(".standing").get_by_text("Cerrada")).to_be_visible()
    press(bruno, "]")
    expect(bruno).not_to_have_url(opened_first)
    expect(bruno).to_have_url(re.compile("/desk/tickets/"))
    press(bruno, "[")
    expect(bruno).to_have_url(opened_first)
    press(bruno, "u")
    expect(bruno.locator("[data-row]")).to_have_count(1)

    # Words are found in the same box.
    press(bruno, "/")
    bruno.keyboard.type("inscripción calendario")
    press(bruno, "Enter")
    expect(bruno.locator(f"[data-row='{second}']")).to_be_visible()
    press(bruno, "j")
    assert second in focused(bruno)


def test_the_list_stays_fresh_and_leaves_alone_who_reads_it(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    ana = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    code = case.lodge(ana, site, "umecit", GRADES)
    bruno = opened(**COMPUTER, storage_state=cookies("umecit", "bruno"))
    bruno.goto(site.url("umecit", "/desk/?sort=created"))
    press(bruno, "j", "x")
    row = bruno.locator(f"[data-row='{code}']")
    expect(row.get_by_role("checkbox")).to_be_checked()
    fresh = case.lodge(ana, site, "umecit", GRADES)
    expect(bruno.locator("#news")).to_contain_text("1 solicitud nueva", timeout=60_000)
    expect(bruno.locator(f"[data-row='{fresh}']")).to_have_count(0)
    assert code in focused(bruno)
    press(bruno, "r")
    expect(bruno.locator(f"[data-row='{fresh}']")).to_be_visible()
    expect(row.get_by_role("checkbox")).to_be_checked()
    assert code in focused(bruno)
    bruno.context.clear_cookies()
    expect(bruno.locator("#news")).to_contain_text("Su sesión terminó", timeout=60_000)
    bruno.close()


def test_the_desk_works_without_script_on_a_phone(site: Site, opened: Opened, cookies: Cookies) -> None:
    """Filters are a form, several at once another."""
    ana = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    code = case.lodge(ana, site, "umecit", CLEARANCE)
    bruno = opened(**PHONE, storage_state=cookies("umecit", "bruno"), java_script_enabled=False)
    bruno.goto(site.url("umecit", "/desk/"))
    bruno.get_by_role("link", name="Filtrar").click()
    bruno.get_by_label(re.compile("^Estado")).select_option("submitted")
    bruno.get_by_role("button", name="Mostrar").click()
    bruno.locator(f"[data-row='{code}']").get_by_role("checkbox").check()
    bruno.get_by_role("button", name="Tomar", exact=True).click()
    bruno.get_by_role("button", name="Hacerlo en 1 solicitud").click()
    bruno.get_by_role("button", name="Deshacer").click()
    expect(bruno.get_by_text("Deshecho: 1 solicitud queda como estaba.")).to_be_visible()
    assert bruno.evaluate("document.documentElement.scrollWidth") <= 360
