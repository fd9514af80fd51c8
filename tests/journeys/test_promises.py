"""Promises of time as student and agent live them: kept, extended in time, returned to be corrected, never after."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.documents.files import PDF
from tests.journeys import case
from tests.journeys.case import CLEARANCE, QUESTION, REGRADING, Errand
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import Paper, Pick
from tests.journeys.site import ROOT, Site
from tests.journeys.visit import left, link_in
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits

REASON = "Finanzas aún espera el reporte del banco; lo recibe el lunes."
COMPLAINT = Errand(
    "reporta-tu-queja",
    [
        ("¿Sobre qué es tu queja?", Pick("Un servicio")),
        ("¿Cuándo pasó?", (datetime.now(UTC) - timedelta(days=2)).date().isoformat()),
        ("Cuéntanos qué pasó", "El laboratorio estuvo cerrado toda la semana y nadie avisó."),
        ("Capturas o documentos que lo sustenten", Paper("captura.pdf", PDF)),
    ],
)
FAULT = "En la captura no se lee la nota: súbala de nuevo, por favor."


def due_of(tab: Page, lead: str) -> str:
    """The date of a promise at the top of the student's page: “jueves 26 de noviembre, 18:00”."""
    line = tab.locator("header .promise-line", has_text=lead)
    return line.locator("b").inner_text()


@pytest.mark.requirement("UME-06")
@pytest.mark.requirement("UME-07")
def test_first_and_second_contact_with_an_extension_and_its_notice(
    site: Site, opened: Opened, cookies: Cookies, catcher: Catcher
) -> None:
    ana = opened(**PHONE, storage_state=cookies("umecit", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("umecit", "bruno"))
    code = case.lodge(ana, site, "umecit", CLEARANCE)
    bruno.goto(site.url("umecit", f"/desk/tickets/{code}/"))
    clocks = bruno.get_by_role("complementary").locator(".clock")
    expect(clocks).to_have_count(2)
    expect(clocks.nth(0)).to_contain_text("Primer contacto: respuesta inmediata o hasta 24 horas hábiles")
    expect(clocks.nth(1)).to_contain_text("Segundo contacto: 72, 120 o 160 horas hábiles")
    case.to_extension(bruno, "Primer contacto")
    expect(bruno.get_by_text("Este plazo no admite prórroga.")).to_be_visible()

    ana.goto(site.url("umecit", f"/tickets/{code}/"))
    assert due_of(ana, "Primer contacto a más tardar el")
    promised = due_of(ana, "Respuesta a más tardar el")
    case.say(bruno, site, "umecit", code, "¿Es para la graduación de este año?", question=True)
    ana.reload()
    expect(ana.locator(".clocks")).to_contain_text("Cumplido")
    expect(ana.locator("header.flow").first).to_contain_text("el plazo está detenido; quedan")
    ana.locator("#reply textarea").fill("Sí, de este año.")
    ana.get_by_role("button", name="Enviar", exact=True).click()

    case.extend(bruno, site, "umecit", code, more="48 horas hábiles", reason=REASON)
    letter = site.mail("ana@umecit.example", subject="Necesitamos más tiempo para su solicitud")
    assert REASON in letter.text
    assert "Antes: " in letter.text and "Se prorrogó por 48 horas hábiles el " in letter.text
    ana.goto(link_in(letter))
    header = ana.locator("header", has=ana.get_by_role("heading", level=1))
    assert due_of(ana, "Respuesta a más tardar el") != promised
    expect(header.locator("s")).to_contain_text(re.compile(r"\d+ de \w+, \d+:\d\d"))
    expect(header).to_contain_text(REASON)
    assert [m.subject for m in catcher.messages(to="ana@umecit.example")].count(letter.subject) == 1


@pytest.mark.requirement("MEN-08", "terms; extension only before expiry and with notice")
def test_fifteen_ten_and_thirty_days_extended_before_the_expiry_and_never_after(
    site: Site, page: Page, opened: Opened, cookies: Cookies, catcher: Catcher
) -> None:
    for service, days in (("peticion", 15), ("informacion", 10), ("consulta", 30)):
        page.goto(site.url("soacha", f"/services/{service}/"))
        page.get_by_text("¿Por qué esta fecha?").first.click()
        expect(
            page.get_by_text(f"El plazo es de {days} días hábiles, contados desde el día siguiente.")
        ).to_be_visible()
    ana = opened(**PHONE, storage_state=cookies("soacha", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("soacha", "bruno"))
    code = case.lodge(ana, site, "soacha", QUESTION)
    case.extend(bruno, site, "soacha", code, more="30 días hábiles", reason=REASON)
    assert REASON in site.mail("ana@soacha.example", subject="Necesitamos más tiempo").text
    case.to_extension(bruno, "Respuesta")
    expect(bruno.get_by_text("este plazo solo puede prorrogarse una vez")).to_be_visible()
    expect(bruno.locator("[name=amount]")).to_have_count(0)
    assert len(catcher.messages(to="ana@soacha.example")) == 2

    answers = {"contenido": "¿Cuándo se paga el retroactivo?"}
    late = case.lodged_before(site, "soacha", "consulta", answers, days=120)
    bruno.goto(site.url("soacha", f"/desk/tickets/{late}/extension/?clock=resolution"))
    expect(bruno.get_by_text("un plazo vencido no se prorroga")).to_be_visible()
    expect(bruno.locator("[name=amount]")).to_have_count(0)


@pytest.mark.requirement("UNE-09", "three business days; the clock of the service stops meanwhile")
def test_a_fault_in_the_documents_gives_three_days_and_stops_our_clock(
    site: Site, opened: Opened, cookies: Cookies, catcher: Catcher
) -> None:
    ana = opened(**PHONE, storage_state=cookies("unemi", "ana"))
    bruno = opened(**COMPUTER, storage_state=cookies("unemi", "bruno"))
    code = case.lodge(ana, site, "unemi", REGRADING)
    bruno.goto(site.url("unemi", f"/desk/tickets/{code}/"))
    bruno.get_by_label("Devolver para corregir").check()
    bruno.get_by_label("Texto").fill(FAULT)
    bruno.get_by_role("button", name="Vista previa").click()
    preview = bruno.get_by_role("region", name="Vista previa")
    expect(preview).to_contain_text("El solicitante tiene plazo hasta el")
    until = preview.locator("p b").inner_text()
    bruno.get_by_role("button", name="Enviar", exact=True).click()
    left(bruno, FAULT)
    bruno.goto(site.url("unemi", "/desk/?view=waiting"))
    expect(bruno.get_by_role("row").filter(has_text=code)).to_be_visible()

    letter = site.mail("ana@unemi.example", subject="Corrija su solicitud")
    assert FAULT in letter.text
    assert "El plazo es de 3 días hábiles, contados desde el día siguiente." in letter.text
    ana.goto(link_in(letter))
    expect(ana.get_by_role("heading", name="Corrija su solicitud")).to_be_visible()
    assert due_of(ana, "Corríjala a más tardar el") == until
    expect(ana.locator("header.flow").first).to_contain_text("Respuesta: el plazo está detenido; quedan")
    ana.locator("#reply textarea").fill("Aquí está, completa.")
    ana.get_by_role("button", name="Enviar", exact=True).click()
    expect(ana.get_by_text("Su mensaje fue enviado")).to_be_visible()
    assert due_of(ana, "Respuesta a más tardar el")
    bruno.goto(site.url("unemi", f"/desk/tickets/{code}/"))
    expect(bruno.locator(".clock", has_text="Corrección del solicitante")).to_contain_text("Cumplido")
    expect(bruno.locator(".clock", has_text="Respuesta")).not_to_contain_text("Detenido")


VOUCHER = Paper("recibo.pdf", PDF)
CLAIM = """\
name: {es: "Reclamo", en: "Claim"}
summary: {es: "Un problema específico que resolver.", en: "A specific problem to be solved."}
for_whom: {es: "Estudiantes.", en: "Students."}
unit: contacto
request_type: reclamo
terms: {resolution: reclamo}
evidence: statement
stages:
  - {slug: registrado, name: {es: "Registrado", en: "Registered"}, state: submitted}
  - {slug: respuesta, name: {es: "Respuesta enviada", en: "Answer sent"}, state: answered}
form:
  - {name: hechos, label: {es: "¿Qué pasó?", en: "What happened?"}, type: long, required: true}
  - {name: sustento, label: {es: "Sustento", en: "Evidence"}, type: file}
"""


@pytest.mark.requirement("UPN-11", "a queja is answered within 10 business days")
@pytest.mark.requirement("UPN-12", "15 business days that nobody can extend")
def test_ten_days_for_a_complaint_and_fifteen_for_a_claim_that_nobody_can_extend(
    site: Site, page: Page, opened: Opened, cookies: Cookies, command: Callable[..., str], tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(ROOT / "institutions" / "upn", tmp_path / "upn"))
    (folder / "services/registra-tu-inconveniente/reclamo.yaml").write_text(CLAIM)
    command("institution", "apply", str(folder))
    for service, days in (("reporta-tu-queja", 10), ("reclamo", 15)):
        page.goto(site.url("upn", f"/services/{service}/"))
        page.get_by_text("¿Por qué esta fecha?").first.click()
        expect(
            page.get_by_text(f"El plazo es de {days} días hábiles, contados desde el día siguiente.")
        ).to_be_visible()
    ana = opened(**PHONE, storage_state=cookies("upn", "ana"))
    code = case.lodge(
        ana,
        site,
        "upn",
        Errand("reclamo", [("¿Qué pasó?", "Pagué dos veces la cuota."), ("Sustento", VOUCHER)]),
    )
    for who in ("bruno", "carla"):
        agent = opened(**COMPUTER, storage_state=cookies("upn", who))
        agent.goto(site.url("upn", f"/desk/tickets/{code}/"))
        case.to_extension(agent, "Respuesta")
        expect(agent.get_by_text("Por ley nadie puede prorrogar este plazo")).to_be_visible()
        expect(agent.locator("[name=amount]")).to_have_count(0)


@pytest.mark.requirement("UPN-13")
def test_whoever_lodged_a_complaint_follows_its_stages_each_until_its_date(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    ana = opened(**PHONE, storage_state=cookies("upn", "ana"))
    code = case.lodge(ana, site, "upn", COMPLAINT)
    ana.goto(site.url("upn", f"/tickets/{code}/"))
    line = ana.locator(".track")
    expect(line.locator("[aria-current=step]")).to_contain_text("Queja registrada")
    expect(line.get_by_role("listitem")).to_contain_text(
        ["Queja registrada", "analizamos tu caso", "El área responde", "Respuesta enviada", "Cerrada"]
    )
    answered = line.get_by_role("listitem").filter(has_text="Respuesta enviada")
    expect(answered).to_contain_text("a más tardar")

    bruno = opened(**COMPUTER, storage_state=cookies("upn", "bruno"))
    case.take(bruno, site, "upn", code)
    ana.reload()
    expect(line.locator("[aria-current=step]")).to_contain_text("analizamos tu caso")
