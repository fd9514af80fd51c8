"""What an agent sends: taken back within its seconds, never over a colleague's words, at the hour that was chosen."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import case
from tests.journeys.case import Errand
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.site import Site
from tests.journeys.visit import left

pytestmark = pytest.mark.commits

SLUG = "upn"
GUIDANCE = Errand("orientacion-a-estudiantes", [("¿En qué te orientamos?", "¿Cómo pido mi constancia?")])
HELD = "Hola, tu constancia estará lista el lunes."
SENT = "Hola, tu constancia está lista."


def lodged(site: Site, opened: Opened, cookies: Cookies) -> str:
    ana = opened(**PHONE, storage_state=cookies(SLUG, "ana"))
    return case.lodge(ana, site, SLUG, GUIDANCE)


def at_ticket(site: Site, opened: Opened, cookies: Cookies, who: str, code: str) -> Page:
    tab = opened(**COMPUTER, storage_state=cookies(SLUG, who))
    tab.goto(site.url(SLUG, f"/desk/tickets/{code}/"))
    return tab


def write(tab: Page, words: str) -> None:
    tab.get_by_label("Texto").fill(words)


def send(tab: Page, words: str) -> None:
    write(tab, words)
    tab.get_by_role("button", name="Enviar", exact=True).click()


def test_what_was_sent_is_undone_corrected_and_sent(site: Site, opened: Opened, cookies: Cookies) -> None:
    code = lodged(site, opened, cookies)
    bruno = at_ticket(site, opened, cookies, "bruno", code)
    send(bruno, HELD)
    waiting = bruno.locator("[data-waiting]")
    expect(waiting).to_contain_text(HELD)
    expect(waiting.locator("[data-countdown]")).to_have_text(re.compile(r"en \d+ s"))
    waiting.get_by_role("button", name="Deshacer").click()
    expect(waiting).to_have_count(0)
    expect(bruno.get_by_label("Texto")).to_have_value(HELD)
    send(bruno, SENT)
    left(bruno, SENT)
    letter = site.mail(f"ana@{SLUG}.example", subject="La respuesta")
    assert SENT in letter.text
    assert HELD not in letter.text


def test_of_two_agents_the_second_sees_what_the_first_sent(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    code = lodged(site, opened, cookies)
    bruno = at_ticket(site, opened, cookies, "bruno", code)
    carla = at_ticket(site, opened, cookies, "carla", code)
    expect(carla.locator("#presence")).to_contain_text("Bruno")
    expect(bruno.locator("#presence")).to_contain_text("está leyendo")
    write(bruno, HELD)
    expect(carla.locator("#presence")).to_contain_text("está escribiendo")
    expect(bruno.get_by_text("Borrador guardado").first).to_be_visible()
    # Carla's page is as she opened it: nothing renews it while she writes.
    carla.route("**/presence/**", lambda route: route.fulfill(status=304))
    write(carla, "Hola, de Carla.")
    send(bruno, SENT)
    left(bruno, SENT)
    carla.get_by_role("button", name="Enviar", exact=True).click()
    expect(carla.get_by_text("hay algo nuevo en la solicitud")).to_be_visible()
    expect(carla.locator("#talk")).to_contain_text(SENT)
    expect(carla.get_by_label("Texto")).to_have_value("Hola, de Carla.")
    carla.get_by_role("button", name="Enviar", exact=True).click()
    expect(carla.locator("[data-waiting]")).to_contain_text("Hola, de Carla.")


def test_at_a_chosen_hour_and_not_over_what_was_said_meanwhile(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    code = lodged(site, opened, cookies)
    bruno = at_ticket(site, opened, cookies, "bruno", code)
    write(bruno, SENT)
    soon = datetime.now(ZoneInfo("America/Lima")) + timedelta(seconds=90)  # at least 30 to ask for it
    bruno.get_by_text("Enviar más tarde").click()
    bruno.get_by_label("Día").fill(soon.date().isoformat())
    bruno.get_by_label("Hora").fill(f"{soon:%H:%M}")
    bruno.get_by_role("button", name="Enviar a esa hora").click()
    expect(bruno.locator("[data-waiting]")).to_contain_text("se enviará el")
    ana = opened(**PHONE, storage_state=cookies(SLUG, "ana"))
    ana.goto(site.url(SLUG, f"/tickets/{code}/"))
    ana.locator("#reply textarea").fill("Ya no la necesito.")
    ana.locator("#reply").get_by_role("button", name="Enviar").click()
    letter = site.mail(f"bruno@{SLUG}.example", subject="mensaje no se envió", patience=150)
    assert SENT not in letter.text
    bruno.goto(site.url(SLUG, f"/desk/tickets/{code}/"))
    expect(bruno.get_by_role("alert").first).to_contain_text("no se envió")
    bruno.get_by_role("button", name="Retomarlo").click()
    expect(bruno.get_by_label("Texto")).to_have_value(SENT)


def test_a_reply_is_put_in_by_a_slash_and_a_colleague_named_with_an_at(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    code = lodged(site, opened, cookies)
    bruno = at_ticket(site, opened, cookies, "bruno", code)
    area = bruno.get_by_label("Texto")
    area.press_sequentially("/falta")
    bruno.locator(".picker").get_by_role("option", name="Falta un documento").click()
    expect(area).to_have_value(re.compile(f"Para continuar con tu ticket {code}"))
    note = bruno.get_by_label("Nota interna")
    note.press_sequentially("¿Lo ves, @car")
    bruno.locator(".picker").get_by_role("option", name="Carla").click()
    bruno.get_by_role("button", name="Agregar la nota").click()
    expect(bruno.get_by_text("Avisados de esta solicitud: Carla")).to_be_visible()
    assert code in site.mail(f"carla@{SLUG}.example", subject="mencionan").text


@pytest.mark.requirement("UPN-14")
def test_the_student_keeps_his_number_and_each_call_is_recorded(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    ana = opened(**PHONE, storage_state=cookies(SLUG, "ana"))
    ana.goto(site.url(SLUG, "/me/"))
    ana.get_by_label("Teléfono").fill("+51 987 654 321")
    ana.get_by_role("button", name="Guardar").click()
    expect(ana.get_by_role("status").first).to_be_visible()
    code = case.lodge(ana, site, SLUG, GUIDANCE)
    bruno = at_ticket(site, opened, cookies, "bruno", code)
    expect(bruno.get_by_role("link", name="+51 987 654 321")).to_have_attribute("href", "tel:+51987654321")
    bruno.get_by_text("Anotar un intento").click()
    bruno.get_by_label("Cómo", exact=True).select_option(label="Teléfono")
    bruno.get_by_label("Qué resultó").select_option(label="No contestó")
    bruno.get_by_label(re.compile("^Nota opcional")).fill("Suena y nadie contesta.")
    bruno.get_by_role("button", name="Anotar", exact=True).click()
    expect(bruno.locator("#contacts")).to_contain_text("No contestó")
    expect(bruno.locator("#talk")).to_contain_text("Teléfono: No contestó")
    bruno.goto(site.url(SLUG, f"/desk/tickets/{code}/history/"))
    expect(bruno.locator("main")).to_contain_text("La mesa intentó comunicarse")
