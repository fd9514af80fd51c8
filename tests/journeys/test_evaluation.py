"""A director hands out, sees how it went, and evaluates in writing; the agent reads and answers (UNE-16)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys import case
from tests.journeys.case import REGRADING
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.site import Site, eventually
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits

GRADO = "Dirección de Gestión Académica de Grado"
GOOD = "Explica cada paso con claridad y paciencia."
BETTER = "Citar siempre la norma en la que se apoya."
ANSWER = "De acuerdo. Pido un modelo de respuesta con las normas."


@pytest.fixture(scope="module")
def code(site: Site, browser: Browser, cookies: Cookies) -> str:
    """Ana's request, which nobody has yet."""
    own = browser.new_context(**PHONE, locale="es-PA", storage_state=cookies("unemi", "ana"))
    number = case.lodge(own.new_page(), site, "unemi", REGRADING)
    own.close()
    return number


@pytest.mark.requirement("UNE-16", "assigns and reassigns the person responsible")
def test_a_director_hands_out_by_drag_and_by_button(
    site: Site, opened: Opened, cookies: Cookies, code: str, catcher: Catcher
) -> None:
    carla = opened(**COMPUTER, storage_state=cookies("unemi", "carla"))
    carla.goto(site.url("unemi", "/office/assignment/grado/"))
    card = carla.get_by_role("listitem").filter(has_text=code)
    expect(carla.get_by_role("region", name="Nadie").get_by_role("checkbox", name=code)).to_be_visible()
    card.drag_to(carla.get_by_role("region", name="Nadia Quinde"))
    expect(carla.get_by_text("1 solicitud está ahora a cargo de Nadia Quinde.")).to_be_visible()
    expect(
        carla.get_by_role("region", name="Nadia Quinde").get_by_role("checkbox", name=code)
    ).to_be_visible()
    assert code in site.mail("nadia@unemi.example", subject=code).subject

    carla.get_by_role("checkbox", name=code).focus()
    carla.keyboard.press("Space")
    carla.get_by_role("button", name="Dar a Bruno").focus()
    carla.keyboard.press("Enter")
    expect(
        carla.get_by_role("region", name="Bruno Alvarado").get_by_role("checkbox", name=code)
    ).to_be_visible()
    assert code in site.mail("bruno@unemi.example", subject=code).subject


@pytest.mark.requirement("UNE-16", "assigns and reassigns the person responsible")
def test_whoever_works_from_a_phone_without_script_hands_out_too(
    site: Site, opened: Opened, cookies: Cookies, code: str
) -> None:
    """And what changed meanwhile is refused, told, and stays ticked."""
    phone = opened(**PHONE, java_script_enabled=False, storage_state=cookies("unemi", "carla"))
    phone.goto(site.url("unemi", "/office/assignment/grado/"))
    elsewhere = opened(**COMPUTER, storage_state=cookies("unemi", "carla"))
    elsewhere.goto(site.url("unemi", "/office/assignment/grado/"))
    elsewhere.get_by_role("checkbox", name=code).check()
    elsewhere.get_by_role("button", name="Dar a Omar").click()
    expect(elsewhere.get_by_text("a cargo de Omar Chávez")).to_be_visible()

    phone.get_by_role("checkbox", name=code).check()
    phone.get_by_role("button", name="Dar a Nadia").click()
    expect(phone.get_by_role("alert").get_by_text("Mientras tanto pasó a Omar Chávez")).to_be_visible()
    expect(phone.get_by_role("checkbox", name=code)).to_be_checked()
    phone.get_by_role("button", name="Dar a Bruno").click()
    expect(
        phone.get_by_role("region", name="Bruno Alvarado").get_by_role("checkbox", name=code)
    ).to_be_visible()


@pytest.mark.requirement("UNE-16", "evaluates the agents against it")
def test_a_director_evaluates_in_writing_and_the_agent_answers(
    site: Site, opened: Opened, cookies: Cookies, code: str, catcher: Catcher
) -> None:
    bruno = opened(**PHONE, storage_state=cookies("unemi", "bruno"))
    case.close(bruno, site, "unemi", code)
    carla = opened(**COMPUTER, storage_state=cookies("unemi", "carla"))
    board_counts(carla, site)
    carla.get_by_role("link", name="Evaluaciones", exact=True).click()
    carla.get_by_role("radio", name=f"Bruno Alvarado · {GRADO}").check()
    today = datetime.now(ZoneInfo("America/Guayaquil")).date()
    carla.get_by_label("Desde").fill((today - timedelta(days=1)).isoformat())
    carla.get_by_label("Hasta").fill(today.isoformat())
    carla.get_by_role("button", name="Empezar el borrador").click()
    figures = carla.get_by_role("table", name="Las cifras y cómo se cuenta cada una")
    expect(figures.get_by_role("row", name="Respondidas").get_by_role("cell").first).to_have_text("1")
    expect(carla.get_by_text("8 días hábiles")).to_be_visible()
    carla.get_by_label("Lo que va bien").fill(GOOD)
    carla.get_by_label("Lo que puede mejorar").fill(BETTER)
    carla.get_by_role("button", name="Guardar y verla").click()
    expect(carla.get_by_text("Así se leerá")).to_be_visible()
    carla.get_by_role("button", name="Entregar la evaluación").click()
    expect(carla.get_by_text("nadie la cambia ya")).to_be_visible()

    letter = site.mail("bruno@unemi.example", subject="Su evaluación")
    assert GOOD not in letter.text and BETTER not in letter.text
    bruno.goto(site.url("unemi", "/office/evaluations/mine/"))
    bruno.locator("[data-row] a").first.click()
    assert bruno.url in letter.text
    for words in (GOOD, BETTER):
        expect(bruno.get_by_text(words)).to_be_visible()
    bruno.get_by_role("button", name="La he leído").click()
    expect(bruno.get_by_text("leída el")).to_be_visible()
    bruno.get_by_label("Comentar la evaluación").fill(ANSWER)
    bruno.get_by_role("button", name="Enviar", exact=True).click()
    expect(bruno.get_by_text(ANSWER)).to_be_visible()
    assert ANSWER not in site.mail("carla@unemi.example", subject="Comentaron una evaluación").text
    carla.reload()
    expect(carla.get_by_text(ANSWER)).to_be_visible()
    expect(carla.get_by_role("button", name="Enviar", exact=True)).to_have_count(0)
    nobody_else_reads_it(site, opened, cookies, carla.url)


def board_counts(carla: Page, site: Site) -> None:
    """The queue sums up within seconds; each number leads to its cases."""
    carla.goto(site.url("unemi", "/office/board/?unit=grado"))
    row = carla.get_by_role("table", name="Lo que se hizo en el periodo").get_by_role("row", name="Bruno")

    def counted() -> bool:
        carla.reload()
        return bool(row.count()) and row.get_by_role("link", name="1 Respondidas").count() == 1

    eventually(counted, "Bruno's answer is counted")
    row.get_by_role("link", name="1 Respondidas").click()
    expect(carla.locator("[data-row]")).to_have_count(1)
    carla.go_back()


def nobody_else_reads_it(site: Site, opened: Opened, cookies: Cookies, url: str) -> None:
    for who in ("nadia", "elena", "gloria", "ana"):
        answer = opened(**PHONE, storage_state=cookies("unemi", who)).request.get(url)
        assert answer.status == 404, who
    assert opened(**PHONE, storage_state=cookies("unemi", "fabio")).request.get(url).status == 200
