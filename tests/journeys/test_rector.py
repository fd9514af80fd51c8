"""What reaches the top, what only a few may read, and what is said that must not be said."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import case
from tests.journeys.case import Errand
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import Pick
from tests.journeys.site import Site
from tests.journeys.test_two_units import DOUBT, more
from tests.journeys.visit import link_in
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits

SUPPORT = Errand(
    "acompanamiento",
    [
        ("¿Cómo prefiere la cita?", Pick("En línea")),
        ("¿Qué días y horas puede?", "Los lunes"),
        ("¿Desea adelantarnos algo?", "Un docente me acosa."),
    ],
)
INSULT = "Usted es un inútil"


def reply(tab: Page, site: Site, slug: str, code: str, words: str) -> None:
    tab.goto(site.url(slug, f"/tickets/{code}/"))
    tab.locator("#reply textarea").fill(words)
    tab.get_by_role("button", name="Enviar", exact=True).click()
    expect(tab.get_by_text("Su mensaje fue enviado")).to_be_visible()


@pytest.mark.requirement("UDG-07")
def test_the_rectors_page(site: Site, opened: Opened, cookies: Cookies, catcher: Catcher) -> None:
    """The agent marks, the head of the CAP decides, the rector reads just that, and answers."""
    ana = opened(**PHONE, storage_state=cookies("udgvirtual", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("udgvirtual", "bruno"))
    carla = opened(**COMPUTER, storage_state=cookies("udgvirtual", "carla"))
    gloria = opened(**PHONE, storage_state=cookies("udgvirtual", "gloria"))
    code = case.lodge(ana, site, "udgvirtual", DOUBT)
    case.take(bruno, site, "udgvirtual", code)
    more(bruno, "Asunto crítico")
    bruno.get_by_label("¿Por qué es crítica?").fill("Llegó a la prensa.")
    bruno.get_by_role("button", name="Marcarla como crítica").click()
    expect(bruno.get_by_text("Está marcada.")).to_be_visible()
    gloria.goto(site.url("udgvirtual", "/office/executive/"))
    before = gloria.get_by_text("Una aspirante denuncia").count()
    carla.goto(link_in(site.mail("carla@udgvirtual.example", subject="marcada como crítica")))
    expect(carla.get_by_text("Llegó a la prensa.").first).to_be_visible()
    carla.get_by_label("Resumen").fill("Una aspirante denuncia un cobro que no existe.")
    carla.get_by_role("button", name="Elevarlo").click()
    expect(carla.get_by_text("Pasa a la alta dirección.")).to_be_visible()

    gloria.goto(link_in(site.mail("gloria@udgvirtual.example", subject="Un asunto crítico")))
    assert before == 0
    expect(gloria.get_by_text("Una aspirante denuncia un cobro que no existe.")).to_be_visible()
    gloria.get_by_role("button", name="Me doy por enterado").click()
    expect(gloria.get_by_text("El director sabe que lo tienes.")).to_be_visible()
    gloria.get_by_label("Tu respuesta").fill("Aclárenlo hoy en la página.")
    gloria.get_by_role("button", name="Responder al director").click()
    expect(gloria.get_by_text("Tu respuesta ya la tiene el director")).to_be_visible()
    assert gloria.request.get(site.url("udgvirtual", f"/desk/tickets/{code}/")).status == 404

    letter = site.mail("carla@udgvirtual.example", subject="La alta dirección respondió")
    assert "Aclárenlo hoy en la página." in letter.text
    carla.goto(link_in(letter))
    expect(carla.get_by_text("Aclárenlo hoy en la página.").first).to_be_visible()
    ana.goto(site.url("udgvirtual", f"/tickets/{code}/"))
    expect(ana.get_by_text("Aclárenlo hoy")).to_have_count(0)


@pytest.mark.requirement(
    "UNE-10", "only those whose work needs a request can read it, every reading is recorded"
)
def test_a_confidential_case_is_read_by_few_and_each_reading_recorded(
    site: Site, opened: Opened, cookies: Cookies, catcher: Catcher
) -> None:
    ana = opened(**PHONE, storage_state=cookies("unemi", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("unemi", "bruno"))
    carla = opened(**COMPUTER, storage_state=cookies("unemi", "carla"))
    code = case.lodge(ana, site, "unemi", SUPPORT)
    case.hand_out(carla, site, "unemi", code, to="Bruno")
    bruno.goto(site.url("unemi", f"/desk/tickets/{code}/"))
    more(bruno, "Historial")
    expect(bruno.get_by_text("Se leyó la solicitud confidencial").first).to_be_visible()
    for who in ("irene", "elena", "fabio", "gloria", "diego"):
        other = opened(**COMPUTER, storage_state=cookies("unemi", who))
        for path in (f"/desk/tickets/{code}/", f"/desk/?q={code}", f"/tickets/{code}/", "/desk/?view=unit"):
            answer = other.request.get(site.url("unemi", path))
            words = answer.text()
            assert "Un docente me acosa." not in words and f'href="/unemi/desk/tickets/{code}/"' not in words
            assert answer.status == 404 or "?" in path
    for letter in catcher.messages():
        assert "acosa" not in letter.text and "Acompañamiento" not in letter.text


@pytest.mark.requirement("UNE-12")
def test_an_insult_is_reported_and_becomes_a_case_with_sealed_evidence(
    site: Site, opened: Opened, cookies: Cookies, catcher: Catcher
) -> None:
    ana = opened(**PHONE, storage_state=cookies("unemi", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("unemi", "bruno"))
    carla = opened(**COMPUTER, storage_state=cookies("unemi", "carla"))
    irene = opened(**COMPUTER, storage_state=cookies("unemi", "irene"))
    code = case.lodge(ana, site, "unemi", case.REGRADING)
    case.take(bruno, site, "unemi", code)
    reply(ana, site, "unemi", code, f"Sigo esperando. {INSULT}. Lo espero a la salida.")
    bruno.reload()
    bruno.get_by_role("link", name="Reportar ofensa o acoso").last.click()
    bruno.get_by_label("Pasaje").fill(INSULT)
    bruno.get_by_label("¿Por qué lo reporta?").fill("Me insulta y me amenaza.")
    bruno.get_by_role("button", name="Enviar el reporte").click()
    expect(bruno.get_by_text("El director de la unidad ya lo sabe.")).to_be_visible()

    letter = site.mail("carla@unemi.example", subject="Le reportaron un mensaje")
    assert INSULT not in letter.text
    carla.goto(link_in(letter))
    expect(carla.locator("mark")).to_have_text(INSULT)
    carla.get_by_label("Su motivo").fill("Insulto y amenaza a un responsable de atención.")
    carla.get_by_role("button", name="Abrir un caso disciplinario").click()
    expect(carla.get_by_text("La prueba quedó adjunta y sellada.")).to_be_visible()
    opened_case = carla.locator("main .num").last.inner_text()

    irene.goto(site.url("unemi", f"/desk/tickets/{opened_case}/"))
    irene.get_by_role("link", name="Ver la prueba").click()
    expect(irene.get_by_text("Íntegra")).to_be_visible()
    expect(irene.get_by_text(INSULT)).to_be_visible()
    assert bruno.request.get(site.url("unemi", f"/desk/tickets/{opened_case}/")).status == 404
    ana.goto(site.url("unemi", f"/tickets/{code}/"))
    expect(ana.get_by_text(INSULT).first).to_be_visible()
    site.mail("bruno@unemi.example", subject="Se revisó su reporte")
    assert "the record is whole" in site.command("journal", "verify")
