"""The directory of the student system follows its file, and mail follows the directory (UME-09, UME-10)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.case import CLEARANCE, SEND, Errand, close, lodge, take
from tests.journeys.desks import Pick
from tests.journeys.site import Site, eventually
from tests.journeys.visit import answer, sign_in

HEADER = "Código;Correo institucional;Nombres;Apellidos;Tipo;Sede"
DIEGO = "2023-00891;diego.castillo@umecit.example;Diego;Castillo;Estudiante de maestría;Chitré"
OLGA = "2026-00001;olga@umecit.example;Olga;Núñez;Estudiante;Fundadores"
pytestmark = pytest.mark.commits
KEYS = Errand(
    "claves-y-accesos",
    [
        ("¿En qué plataforma?", Pick("Correo institucional")),
        ("¿Qué pasa cuando intenta entrar?", "Mi clave venció."),
    ],
)
EARLIER = "¿Es sobre una solicitud anterior?"


@pytest.mark.requirement("UME-10", "CSV import", "institutional address")
def test_the_operator_brings_a_file_and_mail_goes_to_the_official_address(
    site: Site, page: Page, command: Callable[..., str], tmp_path: Path
) -> None:
    file = tmp_path / "matricula.csv"
    file.write_bytes("\r\n".join([HEADER, DIEGO, OLGA]).encode("cp1252"))
    preview = command("directory", "umecit", str(file), "--part")
    assert "Nuevas: 1" in preview and "No se aplicó nada." in preview
    assert "diego@umecit.example → diego.castillo@umecit.example" in preview
    command("directory", "umecit", str(file), "--part", "--apply")
    again = json.loads(command("directory", "umecit", str(file), "--part", "--apply", "--json"))
    assert [again["counts"][kind] for kind in ("new", "changed", "gone", "person", "same")] == [0, 0, 0, 0, 2]

    sign_in(page, site, "umecit", "diego@umecit.example")
    page.goto(site.url("umecit", "/me/"))
    expect(page.get_by_text("diego.castillo@umecit.example")).to_be_visible()
    expect(page.get_by_text("Escribimos al correo que tiene Cibërsity.")).to_be_visible()
    code = lodge(page, site, "umecit", CLEARANCE)
    assert code in site.mail("diego.castillo@umecit.example").text
    assert not site.catcher.messages(to="diego@umecit.example")


@pytest.mark.requirement("UME-10", "CSV import")
def test_the_administrator_reads_the_differences_in_the_office_and_applies_them(
    site: Site, agent: Page, tmp_path: Path
) -> None:
    file = tmp_path / "ingreso.csv"
    file.write_text("\n".join([HEADER, OLGA.replace("2026-00001;olga", "2026-00002;rita"), OLGA[:11]]))
    sign_in(agent, site, "umecit", "elena@umecit.example")
    agent.goto(site.url("umecit", "/office/directory/"))
    agent.get_by_label("Archivo CSV del sistema académico").set_input_files(file)
    agent.get_by_label("El archivo es solo una parte").check()
    agent.get_by_role("button", name="Comparar con el directorio").click()
    expect(agent.get_by_text("1 persona entra al directorio.")).to_be_visible()  # the page looks by itself
    agent.get_by_role("link", name="Líneas que no se pueden leer").click()
    expect(agent.get_by_text("No tiene tantas celdas como la primera línea.")).to_be_visible()
    agent.get_by_role("button", name="Aplicar las diferencias").click()
    expect(agent.get_by_text("Elena Pinzón").last).to_be_visible()
    expect(agent.get_by_text("Aplicada").first).to_be_visible()


@pytest.mark.requirement("UME-10", "stale profile")
def test_a_stale_profile_is_asked_once_and_holds_nobody_up(site: Site, page: Page) -> None:
    with psycopg.connect(site.environment["DATABASE_OWNER_URL"]) as owner:
        owner.execute("UPDATE people_person SET created_at = '2020-01-01' WHERE student_code = '2024-10457'")
    sign_in(page, site, "umecit", "ana@umecit.example")
    page.goto(site.url("umecit"))
    expect(page.get_by_role("heading", name="¿Sus datos siguen siendo correctos?")).to_be_visible()
    page.get_by_role("button", name="Todo está correcto").click()
    expect(page.get_by_text("sus datos quedan confirmados")).to_be_visible()
    expect(page.get_by_role("heading", name="¿Sus datos siguen siendo correctos?")).to_have_count(0)


@pytest.mark.requirement("UME-09", "in the form")
def test_the_number_of_an_earlier_request_joins_that_case_and_its_history(
    site: Site, page: Page, agent: Page
) -> None:
    sign_in(page, site, "umecit", "ana@umecit.example")
    code = lodge(page, site, "umecit", CLEARANCE)
    write(page, site, number=code.lower().replace("-", " "))
    expect(page).to_have_url(site.url("umecit", f"/tickets/{code}/"))
    expect(page.get_by_text(f"se añadió a su solicitud {code}")).to_be_visible()
    talk = page.get_by_role("region", name="Conversación")
    expect(talk.get_by_text("Desde el formulario «")).to_contain_text("Correo institucional")
    page.goto(site.url("umecit", f"/tickets/{code}/history/"))
    expect(page.get_by_text("El solicitante escribió")).to_be_visible()

    write(page, site, number="UMECIT-26-999999-0")
    expect(
        page.get_by_role("alert").get_by_text("No tiene ninguna solicitud con este número")
    ).to_be_visible()

    sign_in(agent, site, "umecit", "bruno@umecit.example")
    take(agent, site, "umecit", code)
    close(agent, site, "umecit", code)
    write(page, site, number=code)
    expect(page.get_by_role("alert").get_by_text(f"{code} está cerrada")).to_be_visible()
    page.get_by_label("Enviar esto como una solicitud nueva").check()
    page.locator(SEND).click()
    new = page.locator("main .slip-code").inner_text()
    assert new != code
    page.goto(site.url("umecit", f"/tickets/{new}/"))
    expect(page.get_by_text(f"sigue a mi solicitud anterior {code}")).to_be_visible()
    eventually(lambda: len(site.catcher.messages(to="ana@umecit.example")) >= 2, "both confirmations")


def write(page: Page, site: Site, *, number: str) -> None:
    """The form of another service, about the earlier request."""
    page.goto(site.url("umecit", f"/services/{KEYS.service}/request/"))
    answer(page, KEYS.answers)
    page.get_by_text(EARLIER).click()
    page.get_by_label("Número de esa solicitud").fill(number)
    page.locator(SEND).click()
