"""The right door in one's own words, and behind it the unit that attends whoever asks."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import case
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.site import Site

pytestmark = pytest.mark.commits
ASKED = {
    "umecit": {
        "se me olbido la contraceña de la plataforma": "claves-y-accesos",
        "quiero pagar mi deuda en partes": "arreglo-de-pago",
        "quiero volver a estudiar, dejé la carrera hace dos años": "reintegro",
        "paz y slavo": "paz-y-salvo",
    },
    "unemi": {"quiero pasarme a otra carrera": "cambio-de-carrera"},
    "soacha": {"una keja de un funcionario grosero": "queja"},
}


@pytest.mark.requirement("UME-03", "search in the student's own words")
def test_the_right_topic_is_found_in_the_student_s_own_words(site: Site, page: Page) -> None:
    page.goto(site.url("umecit"))
    page.locator("#q").press_sequentially("se me olbido la contraceña", delay=20)
    first = page.locator("#found .door").first
    expect(first).to_contain_text("Claves y accesos a las plataformas")
    page.locator("#q").fill("quiero pagar mi deuda en partes")
    expect(first).to_contain_text("Arreglo de pago")
    page.locator("#q").fill("wasap")
    expect(first).to_contain_text("Sedes y horarios")
    page.locator("#q").fill("🙂")
    expect(page.locator("#found")).to_contain_text("No encontramos")
    page.locator("#q").fill("conval")
    first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("convalidaciones")


@pytest.mark.requirement("UME-03", "search measured from outside")
def test_anybody_can_measure_what_the_search_finds(command: Callable[..., str]) -> None:
    for institution, questions in ASKED.items():
        lines = command("search", institution, given="".join(f"{one}\n" for one in questions)).splitlines()
        answers = [json.loads(line) for line in lines]
        assert [answer["question"] for answer in answers] == list(questions)
        for answer, slug in zip(answers, questions.values(), strict=True):
            assert first_of(answer) == slug, answer
            scores = [hit["score"] for hit in answer["found"]]
            assert scores == sorted(scores, reverse=True)


def test_the_command_answers_whatever_it_is_asked(command: Callable[..., str]) -> None:
    strange = ["", " ", "a" * 1_000_000, "🙂" * 100, "'; DROP TABLE x; --", "\x1b[2J", "q", "\x07"]
    lines = command("search", "upn", given="\n".join(strange)).splitlines()
    assert [json.loads(line)["question"] for line in lines] == strange


def first_of(answer: dict[str, Any]) -> str:
    return str(answer["found"][0]["slug"])


@pytest.mark.requirement("UME-01", "routed to the unit of campus, modality and user type")
def test_a_request_goes_to_the_unit_of_its_campus_as_the_page_had_said(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    diego = opened(**PHONE, storage_state=cookies("umecit", "diego"))
    diego.goto(site.url("umecit", "/services/carnet/"))
    expect(diego.get_by_text("Atiende:")).to_contain_text("Atención al Estudiante")
    expect(diego.get_by_role("listitem").filter(has_text="Sede Chitré")).to_contain_text(
        "Coordinación de Sedes"
    )
    code = lodge_card(diego, site, "chitre")
    irene = opened(**COMPUTER, storage_state=cookies("umecit", "irene"))
    irene.goto(site.url("umecit", f"/desk/tickets/{code}/"))
    expect(irene.get_by_text(code).first).to_be_visible()
    ana = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    other = lodge_card(ana, site, "fundadores")
    assert irene.request.get(site.url("umecit", f"/desk/tickets/{other}/")).status == 404
    bruno = opened(**COMPUTER, storage_state=cookies("umecit", "bruno"))
    assert bruno.request.get(site.url("umecit", f"/desk/tickets/{other}/")).status == 200
    assert bruno.request.get(site.url("umecit", f"/desk/tickets/{code}/")).status == 404


@pytest.mark.requirement("UME-01", "routed to the unit of campus, modality and user type")
def test_a_master_s_student_reads_that_the_postgraduate_office_attends_him(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    for who, unit in (("diego", "Dirección de Posgrado"), ("ana", "Dirección Académica")):
        tab = opened(**PHONE, storage_state=cookies("umecit", who))
        tab.goto(site.url("umecit", "/services/asistencia/"))
        expect(tab.get_by_text("Atiende:")).to_contain_text(unit)


def lodge_card(tab: Page, site: Site, campus: str) -> str:
    tab.goto(site.url("umecit", "/services/carnet/request/"))
    tab.get_by_label("Renovación", exact=True).check()
    tab.locator("[name=sede]").select_option(campus)
    tab.locator(case.SEND).click()
    return tab.locator("main .slip-code").inner_text()
