"""Whoever asked for something sees where it is, until when, and who did what."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import case
from tests.journeys.case import ACCESS, CERTIFICATE, CLEARANCE
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import PASSWORD
from tests.journeys.site import Site
from tests.journeys.visit import box, code_in, link_in, stages
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits


@pytest.fixture
def student(opened: Opened, cookies: Cookies) -> Callable[..., Page]:
    return lambda slug, who="ana", **more: opened(**PHONE, storage_state=cookies(slug, who), **more)


@pytest.fixture
def desk(opened: Opened, cookies: Cookies) -> Callable[..., Page]:
    return lambda slug, who="bruno": opened(**COMPUTER, storage_state=cookies(slug, who))


@pytest.mark.requirement("UPN-04")
def test_the_list_says_in_which_state_each_request_is(
    site: Site, student: Callable[..., Page], desk: Callable[..., Page]
) -> None:
    ana, bruno = student("upn"), desk("upn")
    new, taken, answered = (case.lodge(ana, site, "upn", CERTIFICATE) for _ in range(3))
    case.take(bruno, site, "upn", taken)
    case.say(bruno, site, "upn", answered, "Te la enviamos en PDF.")
    ana.goto(site.url("upn", "/tickets/"))
    states = {new: "Ticket registrado", taken: "En curso", answered: "Respuesta enviada"}
    for code, state in states.items():
        expect(ana.locator("main").get_by_role("listitem").filter(has_text=code)).to_contain_text(state)
    expect(ana.locator("main").get_by_role("listitem").filter(has_text=answered)).to_contain_text(
        "Respuesta nueva"
    )


@pytest.mark.requirement("UPN-05")
def test_the_time_line_shows_each_stage_done_current_and_to_come_with_its_deadline(
    site: Site, student: Callable[..., Page], desk: Callable[..., Page]
) -> None:
    ana, bruno = student("upn", "diego"), desk("upn")
    code = case.lodge(ana, site, "upn", CERTIFICATE)
    due = ana.locator(".promise-line b").inner_text()
    case.take(bruno, site, "upn", code)
    ana.goto(site.url("upn", f"/tickets/{code}/"))
    assert stages(ana) == [
        ("Hecho", "Ticket registrado"),
        ("Ahora", "En curso"),
        ("Por venir", "Respuesta enviada"),
        ("Por venir", "Cerrado"),
        ("Por venir", "Tu opinión"),
    ]
    steps = ana.locator(".track li")
    expect(steps.nth(0).locator("time")).to_be_visible()
    expect(steps.nth(1)).to_contain_text("Bruno Chávez")
    expect(steps.nth(2)).to_contain_text(f"a más tardar el {due}")
    line, talk = ana.locator(".track").bounding_box(), ana.locator("#talk").bounding_box()
    assert line and talk and line["y"] < talk["y"], "on a phone the time line comes before the conversation"


@pytest.mark.requirement("UPN-06", "answer by e-mail", "history")
def test_an_answer_is_in_the_mail_and_stays_in_the_history_of_enquiries(
    site: Site, catcher: Catcher, student: Callable[..., Page], desk: Callable[..., Page]
) -> None:
    ana, bruno = student("upn"), desk("upn")
    code = case.lodge(ana, site, "upn", CERTIFICATE)
    case.say(bruno, site, "upn", code, "Tu constancia sale el lunes.\nRecógela con tu DNI.")
    letter = site.mail("ana@upn.example", subject=f"[{code}] La respuesta")
    assert "Tu constancia sale el lunes." in letter.text and "Recógela con tu DNI." in letter.html
    case.close(bruno, site, "upn", code)
    ana.goto(site.url("upn", "/tickets/"))
    ana.locator("main").get_by_role("listitem").filter(has_text=code).get_by_role("link").first.click()
    expect(ana.locator("#talk")).to_contain_text("Recógela con tu DNI.")
    ana.get_by_role("link", name="Historial").click()
    expect(ana.locator("main")).to_contain_text("Se envió la respuesta")


@pytest.mark.requirement("UNE-17")
def test_a_student_sees_state_and_stage_of_each_request(
    site: Site, student: Callable[..., Page], desk: Callable[..., Page]
) -> None:
    ana, irene = student("unemi"), desk("unemi", "irene")
    code = case.lodge(ana, site, "unemi", ACCESS)
    case.take(irene, site, "unemi", code)
    ana.goto(site.url("unemi", "/tickets/"))
    expect(ana.locator("main").get_by_role("listitem").filter(has_text=code)).to_contain_text("En revisión")
    ana.goto(site.url("unemi", f"/tickets/{code}/"))
    expect(ana.locator(".standing")).to_contain_text("En revisión")
    now = ana.get_by_role("listitem").filter(has_text="Ahora:")
    expect(now).to_contain_text("El responsable revisa la documentación.")


@pytest.mark.requirement("UME-02", "who, what, when, through which channel")
def test_the_history_says_who_did_what_when_and_through_which_channel(
    site: Site, student: Callable[..., Page], desk: Callable[..., Page]
) -> None:
    ana, bruno = student("umecit"), desk("umecit")
    code = case.lodge(ana, site, "umecit", CLEARANCE)
    case.take(bruno, site, "umecit", code)
    bruno.get_by_label("Nota interna").fill("No debe nada.")
    bruno.get_by_role("button", name="Agregar la nota").click()
    case.say(bruno, site, "umecit", code, "Va adjunto.")
    case.close(bruno, site, "umecit", code)

    today = re.compile(datetime.now(UTC).strftime("^%Y-%m-%d"))

    def told(tab: Page) -> list[tuple[str, str, str]]:
        rows = tab.locator("main tbody tr").all()
        for row in rows:
            expect(row.locator("time")).to_have_attribute("datetime", today)
        cells = [
            row.locator("[role=rowheader], [role=cell]:not(:has(time))").all_inner_texts() for row in rows
        ]
        return [(what.strip(), who.strip(), channel.strip()) for what, who, channel in cells]

    happened = [
        ("Se registró la solicitud", "Ana Batista", "Portal"),
        ("Un agente tomó la solicitud", "Bruno Aguilar", "Mesa"),
        ("Se envió la respuesta", "Bruno Aguilar", "Mesa"),
        ("Se cerró la solicitud", "Bruno Aguilar", "Mesa"),
    ]
    ana.goto(site.url("umecit", f"/tickets/{code}/history/"))
    assert told(ana)[:4] == happened
    expect(ana.locator("main form, main button, main input")).to_have_count(0)
    bruno.goto(site.url("umecit", f"/desk/tickets/{code}/history/"))
    assert ("Nota interna", "Bruno Aguilar", "Mesa") in told(bruno)


@pytest.mark.requirement("UME-05")
@pytest.mark.requirement("UME-11", "zone")
def test_the_confirmation_says_number_deadline_in_the_students_time_zone_and_link(
    site: Site, catcher: Catcher, page: Page
) -> None:
    """Inés studies from Madrid: page and mail say until when on her clock, and whose clock it is."""
    who = "ines@umecit.example"
    page.goto(site.url("umecit", "/register/"))
    box(page, "Correo electrónico").fill(who)
    page.get_by_label("Dónde está usted").select_option(label="España, Madrid")
    page.get_by_role("button", name="Enviarme el código").click()
    box(page, "Código").fill(code_in(site.mail(who, subject="código para")))
    page.get_by_role("button", name="Continuar").click()
    box(page, "Contraseña nueva").fill(PASSWORD)
    page.get_by_role("button", name="Registrarme y entrar").click()
    code = case.lodge(page, site, "umecit", CLEARANCE)
    promise = page.locator(".promise-line time")
    due = datetime.fromisoformat(promise.get_attribute("datetime") or "").astimezone(
        ZoneInfo("Europe/Madrid")
    )
    expect(promise).to_contain_text(f"{due:%-H:%M}")
    letter = site.mail(who, subject=code)
    assert f"Número: {code}" in letter.text
    promised = next(line for line in letter.text.splitlines() if line.startswith("Respuesta a más tardar:"))
    assert f", {due:%H:%M} (hora de Madrid)" in promised
    page.goto(link_in(letter))
    expect(page.get_by_text("Las horas de esta página son las de Madrid.")).to_be_visible()
    page.get_by_text("¿Por qué esta fecha?").first.click()
    expect(
        page.get_by_text("El horario de atención es el de Bogotá; aquí lo lee en la hora de Madrid.").first
    ).to_be_visible()


@pytest.mark.requirement("UME-11", "mode", "hours")
def test_each_place_says_how_it_attends_when_and_on_whose_clock(site: Site, page: Page) -> None:
    page.goto(site.url("umecit"))
    page.get_by_role("link", name="Sedes y horarios").click()

    def place(name: str) -> str:
        return page.locator("section").filter(has=page.get_by_role("heading", name=name)).inner_text()

    for name in ("Edificio Fundadores", "Edificio Veneto", "Edificio de Maestrías", "Edificio Megamall"):
        assert "Atención presencial" in place(name) and "8:00–17:00" in place(name)
    for name in ("Sede La Chorrera", "Sede Santiago"):
        assert "Atención presencial" in place(name) and "9:00–13:00 y 14:00–18:00" in place(name)
    for name in ("Sede Chitré", "Sede David"):
        assert "Atención remota y próximamente presencial" in place(name)
        assert "Atención presencial" not in place(name)
    for name in ("Estudiantes en Colombia", "Estudiantes en Ecuador"):
        assert "Atención remota" in place(name)
