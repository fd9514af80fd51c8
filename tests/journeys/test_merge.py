"""What one student asked twice becomes one, with nothing lost; what was closed too soon is taken up again."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.documents.files import PDF
from tests.journeys import case
from tests.journeys.case import Errand
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import UMECIT
from tests.journeys.site import Site
from tests.journeys.visit import link_in
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits
SLUG = "umecit"
PAYMENT = Errand("validacion-de-pago", UMECIT.answers)
THANKS = "Muchas gracias 🙏"


@pytest.fixture
def ana(opened: Opened, cookies: Cookies) -> Page:
    return opened(**PHONE, storage_state=cookies(SLUG, "ana"))


@pytest.fixture
def bruno(opened: Opened, cookies: Cookies) -> Page:
    return opened(**COMPUTER, storage_state=cookies(SLUG, "bruno"))


def more(agent: Page, site: Site, code: str, entry: str) -> None:
    """From the ticket, by “Más acciones”, to the page of a correction."""
    agent.goto(site.url(SLUG, f"/desk/tickets/{code}/"))
    agent.get_by_text("Más acciones").click()
    agent.get_by_role("link", name=entry).click()


@pytest.mark.requirement("UME-08", "merge")
def test_two_that_slipped_through_become_one_without_losing_a_message_or_file(
    site: Site, catcher: Catcher, ana: Page, bruno: Page
) -> None:
    first, second = (case.lodge(ana, site, SLUG, PAYMENT) for _ in range(2))
    ana.goto(site.url(SLUG, f"/tickets/{second}/"))
    ana.locator("#reply textarea").fill("Aquí va otra vez el comprobante.")
    ana.locator("#reply form").get_by_role("button", name="Enviar").click()
    expect(ana.get_by_text("Su mensaje fue enviado.")).to_be_visible()
    confirmation = site.mail("ana@umecit.example", subject=second)
    more(bruno, site, second, "Unir con otra solicitud")
    bruno.get_by_label(first).check()
    bruno.get_by_role("button", name="Continuar").click()
    expect(bruno.get_by_role("heading", name="Esto es lo que ocurre")).to_be_visible()
    bruno.get_by_role("button", name="Unirlas").click()
    expect(bruno.get_by_text(f"{second} ya es parte de esta solicitud")).to_be_visible()
    expect(bruno).to_have_url(site.url(SLUG, f"/desk/tickets/{first}/"))
    talk = bruno.locator("#talk")
    expect(talk).to_contain_text("Aquí va otra vez el comprobante.")
    expect(talk.get_by_role("link", name="comprobante.pdf")).to_have_count(2)
    letter = site.mail("ana@umecit.example", subject="Dos solicitudes suyas son ahora una sola")
    assert first in letter.text and second in letter.text and "A más tardar" in letter.text
    ana.goto(link_in(confirmation))
    expect(ana).to_have_url(site.url(SLUG, f"/tickets/{first}/"))
    expect(ana.locator("#talk").get_by_text(f"de {second}").first).to_be_visible()
    with ana.expect_download() as coming:
        ana.locator("#talk").get_by_role("link", name="comprobante.pdf").last.click()
    assert coming.value.path().read_bytes() == PDF


def test_what_was_closed_too_soon_is_taken_up_again_and_a_thank_you_takes_nothing_up(
    site: Site, ana: Page, bruno: Page
) -> None:
    code = case.lodge(ana, site, SLUG, PAYMENT)
    case.close(bruno, site, SLUG, code)
    ana.goto(site.url(SLUG, f"/tickets/{code}/"))
    ana.get_by_role("link", name="Retomar la solicitud").click()
    ana.get_by_label("¿Qué no quedó resuelto?").fill("El pago sigue sin aparecer.")
    ana.get_by_role("button", name="Retomar la solicitud").click()
    expect(ana.get_by_text("Su solicitud vuelve a estar abierta.")).to_be_visible()
    bruno.goto(site.url(SLUG, f"/desk/tickets/{code}/"))
    expect(bruno.locator("#talk")).to_contain_text("El pago sigue sin aparecer.")
    expect(bruno.locator(".standing")).to_contain_text("En curso")
    bruno.get_by_label("La respuesta", exact=True).check()
    bruno.get_by_label("Texto").fill("Ya quedó registrado su pago.")
    bruno.get_by_role("button", name="Enviar", exact=True).click()
    site.mail("ana@umecit.example", subject=f"[{code}] La respuesta")
    ana.goto(site.url(SLUG, f"/tickets/{code}/"))
    ana.locator("#reply textarea").fill(THANKS)
    ana.locator("#reply form").get_by_role("button", name="Enviar").click()
    expect(ana.get_by_role("heading", name="¿Quedó resuelto?")).to_be_visible()
    expect(ana.locator(".standing")).to_contain_text("Respuesta enviada")
    ana.get_by_role("button", name="Sigue sin resolverse").click()
    expect(ana.get_by_text("Su solicitud vuelve a estar abierta.")).to_be_visible()


def test_what_came_to_the_wrong_service_is_passed_on_and_completed(
    site: Site, catcher: Catcher, ana: Page, bruno: Page
) -> None:
    code = case.lodge(ana, site, SLUG, case.CLEARANCE)
    more(bruno, site, code, "Servicio o unidad equivocados")
    bruno.get_by_label("Buscar el servicio").fill("validación de pago")
    bruno.get_by_role("button", name="Buscar", exact=True).last.click()
    bruno.get_by_label("Validación de un pago").check()
    bruno.get_by_label("Motivo").fill("Lo que pide es que validemos su pago.")
    bruno.get_by_role("button", name="Ver qué ocurre").click()
    expect(bruno.get_by_text("Falta: se le pide al solicitante")).to_be_visible()
    bruno.get_by_role("button", name="Pasarla").click()
    expect(bruno.get_by_text(f"{code} se pasó.")).to_be_visible()
    letter = site.mail("ana@umecit.example", subject="a quien corresponde")
    assert "Lo que pide es que validemos su pago." in letter.text
    ana.goto(link_in(letter))
    expect(ana.get_by_role("heading", level=1)).to_have_text("Completar la solicitud")
    expect(ana.get_by_label("Monto pagado")).to_be_visible()
