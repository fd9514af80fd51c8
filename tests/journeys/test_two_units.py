"""A request that needs other units: it stays one, each unit finds its step, and the student sees who has it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import case
from tests.journeys.case import Errand
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import Pick
from tests.journeys.site import Site
from tests.journeys.visit import link_in
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits

CONTINUING = Errand(
    "educacion-continua",
    [
        ("¿Qué quieres saber?", "¿Cuándo empieza el diplomado?"),
        ("¿Cómo prefieres que te contacten?", Pick("Correo")),
    ],
)
DOUBT = Errand(
    "programas",
    [("¿Qué quieres estudiar?", Pick("Licenciatura")), ("¿Qué quieres saber?", "¿Cuánto dura la carrera?")],
)
PETITION = Errand("consulta", [("Contenido de la consulta", "¿Cómo convalido mi título extranjero?")])


def more(agent: Page, words: str) -> None:
    """One of the things under “Más acciones”."""
    agent.get_by_text("Más acciones").click()
    agent.get_by_role("link", name=words, exact=True).click()


@pytest.mark.requirement("UME-12")
def test_a_request_that_needs_two_units(
    site: Site, opened: Opened, cookies: Cookies, catcher: Catcher
) -> None:
    ana = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("umecit", "bruno"))
    irene = opened(**COMPUTER, storage_state=cookies("umecit", "irene"))
    code = case.lodge(ana, site, "umecit", case.CLEARANCE)
    case.take(bruno, site, "umecit", code)
    for unit, words in (
        ("Biblioteca", "¿Tiene préstamos por devolver?"),
        ("Dirección Académica", "Apruebe la salida."),
    ):
        bruno.goto(site.url("umecit", f"/desk/tickets/{code}/"))
        more(bruno, "Pedir un paso a otra unidad")
        bruno.get_by_label("¿A qué unidad?").select_option(label=unit)
        kind = "Validación" if unit == "Biblioteca" else "Aprobación"
        bruno.get_by_role("radio", name=kind, exact=True).check()
        bruno.get_by_label("¿Qué le pide?").fill(words)
        bruno.get_by_label("Validación de otra unidad: 24 horas hábiles").check()
        bruno.get_by_role("button", name="Pedirlo", exact=True).click()
        expect(bruno.get_by_text("Quedó pedido.")).to_be_visible()
    expect(bruno.get_by_text("Viene después de los demás")).to_be_visible()

    ana.goto(site.url("umecit", "/tickets/"))
    expect(ana.get_by_text(re.compile("Con Biblioteca, hasta el"))).to_be_visible()
    ana.goto(site.url("umecit", f"/tickets/{code}/"))
    expect(ana.locator(".track")).to_contain_text("Biblioteca")

    letter = site.mail("irene@umecit.example", subject="Piden un paso a su unidad")
    assert "¿Tiene préstamos por devolver?" in letter.text
    irene.goto(site.url("umecit", "/desk/steps/"))
    irene.get_by_role("link", name="Validación").first.click()
    irene.get_by_role("button", name="Tomar").click()
    irene.get_by_role("link", name="Abrir la solicitud").click()
    expect(irene.get_by_text("Solo su unidad la responde")).to_be_visible()
    irene.goto(link_in(letter))
    irene.get_by_text("Falta algo: devolverlo").click()
    irene.get_by_label("¿Qué falta?").fill("¿De qué sede es?")
    irene.get_by_role("button", name="Devolverlo a la unidad que lo pidió").click()
    expect(irene.get_by_text("Volvió a la unidad que lo pidió.")).to_be_visible()

    bruno.goto(link_in(site.mail("bruno@umecit.example", subject="Falta algo para un paso")))
    bruno.get_by_role("link", name="Validación").click()
    bruno.get_by_label("Lo que usted agrega").fill("De Fundadores.")
    bruno.get_by_role("button", name="Pedirlo de nuevo").click()
    irene.goto(link_in(site.mail("irene@umecit.example", subject="Piden un paso", count=2)))
    expect(irene.get_by_text("De Fundadores.")).to_be_visible()
    irene.get_by_label("Se aprueba", exact=True).check()
    irene.get_by_label("Su respuesta").fill("No debe nada.")
    irene.get_by_role("button", name="Enviar la respuesta").click()
    expect(irene.get_by_text("El paso está hecho.")).to_be_visible()

    irene.goto(link_in(site.mail("irene@umecit.example", subject="Piden un paso", count=3)))
    expect(irene.get_by_text("Apruebe la salida.")).to_be_visible()
    irene.get_by_label("Se aprueba", exact=True).check()
    irene.get_by_role("button", name="Enviar la respuesta").click()
    site.mail("bruno@umecit.example", subject="Un paso está hecho", count=2)
    case.say(bruno, site, "umecit", code, "Aquí está su paz y salvo.")
    ana.goto(site.url("umecit", f"/tickets/{code}/"))
    expect(ana.get_by_text("Aquí está su paz y salvo.")).to_be_visible()
    expect(ana.locator("body")).not_to_contain_text("No debe nada.")


@pytest.mark.requirement("UDG-03")
def test_continuing_education_is_registered_closed_and_handed_over(
    site: Site, opened: Opened, cookies: Cookies, catcher: Catcher
) -> None:
    ana = opened(**PHONE, storage_state=cookies("udgvirtual", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("udgvirtual", "bruno"))
    leo = opened(**COMPUTER, storage_state=cookies("udgvirtual", "leo"))
    code = case.lodge(ana, site, "udgvirtual", CONTINUING)
    case.take(bruno, site, "udgvirtual", code)
    case.close(bruno, site, "udgvirtual", code)
    bruno.reload()
    expect(bruno.get_by_text("La unidad aún no lo marcó como recibido")).to_be_visible()
    leo.goto(site.url("udgvirtual", "/desk/steps/"))
    leo.get_by_role("link", name="Contactos para mi unidad").click()
    row = leo.get_by_role("row", name=code)
    expect(row).to_contain_text("¿Cuándo empieza el diplomado?")
    with leo.expect_download() as download:
        leo.get_by_role("link", name="Descargar en CSV").click()
    assert code in download.value.path().read_text("utf-8-sig")
    row.get_by_role("button", name="Marcar como recibido").click()
    expect(leo.get_by_text("Marcado como recibido.")).to_be_visible()
    assert leo.request.get(site.url("udgvirtual", f"/desk/tickets/{code}/")).status == 404


@pytest.mark.requirement("UDG-06")
def test_referred_by_mail_and_advised_where_to_write(
    site: Site, opened: Opened, cookies: Cookies, catcher: Catcher
) -> None:
    """It came through the portal: the desk proposes the address to write to; the agent overrules and asks himself."""
    ana = opened(**PHONE, storage_state=cookies("udgvirtual", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("udgvirtual", "bruno"))
    code = case.lodge(ana, site, "udgvirtual", DOUBT)
    case.take(bruno, site, "udgvirtual", code)
    more(bruno, "Derivarla o indicar adónde escribir")
    expect(bruno.get_by_label("Se le indica al solicitante adónde escribir")).to_be_checked()
    bruno.get_by_role("link", name="Control Escolar").click()
    expect(bruno.get_by_label("Correo, teléfono o dirección")).to_have_value(
        "control.escolar@udgvirtual.example"
    )
    bruno.get_by_role("button", name="Derivar", exact=True).click()
    expect(bruno.get_by_text("Se le indica al solicitante adónde escribir.")).to_be_visible()
    letter = site.mail("ana@udgvirtual.example", subject="Adónde escribir")
    assert "control.escolar@udgvirtual.example" in letter.text

    more(bruno, "Derivarla o indicar adónde escribir")
    bruno.get_by_role("link", name="Coordinación académica del programa").click()
    bruno.get_by_label("La ventanilla pregunta a la otra área").check()
    bruno.get_by_label("Lo que dices").fill("¿Cuánto dura la licenciatura?")
    bruno.get_by_role("button", name="Derivar", exact=True).click()
    sent = site.mail("academica@udgvirtual.example", subject=f"[{code}]")
    assert "¿Cuánto dura la licenciatura?" in sent.text
    bruno.get_by_text("Anotar su respuesta").click()
    bruno.get_by_label("Su respuesta").fill("Ocho ciclos.")
    bruno.get_by_role("button", name="Anotarla").click()
    expect(bruno.get_by_text("Ocho ciclos.")).to_be_visible()
    ana.goto(site.url("udgvirtual", f"/tickets/{code}/"))
    expect(ana.get_by_text("Coordinación académica del programa")).to_be_visible()
    expect(ana.get_by_text("respondieron")).to_be_visible()


@pytest.mark.requirement("MEN-08", "transfer")
def test_a_petition_is_transferred_to_the_competent_body_with_notice(
    site: Site, opened: Opened, cookies: Cookies, catcher: Catcher
) -> None:
    ana = opened(**PHONE, storage_state=cookies("soacha", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("soacha", "bruno"))
    code = case.lodge(ana, site, "soacha", PETITION)
    case.take(bruno, site, "soacha", code)
    more(bruno, "Trasladarla a la entidad competente")
    expect(bruno.get_by_text("La ley da hasta el")).to_be_visible()
    expect(bruno.get_by_text("Ley 1755 de 2015, art. 21").first).to_be_visible()
    expect(bruno.get_by_label("¿A quién?")).to_have_value("Ministerio de Educación Nacional")
    bruno.get_by_role("button", name="Ver qué ocurre").click()
    expect(bruno.get_by_text("no tiene vuelta atrás")).to_be_visible()
    bruno.get_by_role("button", name="Trasladarla ahora").click()
    expect(bruno.get_by_text("La solicitud se trasladó y terminó aquí.")).to_be_visible()
    sent = site.mail("radicacion@ministerio.example", subject=f"[{code}]")
    assert "¿Cómo convalido mi título extranjero?" in sent.text and "Ana Rivera" in sent.text
    letter = site.mail("ana@soacha.example", subject="Trasladamos su solicitud")
    assert "Ministerio de Educación Nacional" in letter.text and "Trasladamos por competencia" in letter.text
    ana.goto(link_in(letter))
    expect(ana.get_by_text("Ministerio de Educación Nacional").first).to_be_visible()
