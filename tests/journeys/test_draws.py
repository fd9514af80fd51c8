"""A draw on the pages: who could be chosen, who not and why, its proof, and what shows when somebody tampers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date, timedelta

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.journeys import axe, case
from tests.journeys.case import REGRADING, Errand
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import Paper
from tests.journeys.site import Site

pytestmark = pytest.mark.commits
SLUG = "unemi"
ALWAYS = "00:00-24:00"
DAYS = ("Lunes", "Martes", "Miércoles", "Jueves", "Viernes", "Sábado", "Domingo")
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n"
EXCEPTED = Errand(
    "cambio-de-carrera",
    [
        ("Carrera actual", "Derecho"),
        ("Carrera a la que quiere pasar", "Enfermería"),
        ("Semestre que cursa", "2"),
        ("Motivo", "Vocación"),
        ("Récord académico", Paper("record.pdf", PDF)),
    ],
    declares=True,
)


@pytest.fixture
def ana(opened: Opened, cookies: Cookies) -> Page:
    return opened(**PHONE, storage_state=cookies(SLUG, "ana"))


@pytest.fixture
def carla(opened: Opened, cookies: Cookies) -> Page:
    """The director of the unit."""
    return opened(**COMPUTER, storage_state=cookies(SLUG, "carla"))


@pytest.fixture
def omar(opened: Opened, cookies: Cookies) -> Page:
    """An agent of the unit."""
    return opened(**COMPUTER, storage_state=cookies(SLUG, "omar"))


def settle_shifts(carla: Page, site: Site) -> None:
    """Two of the unit work at all hours, so that the test does too; the third is absent from today on."""
    for name in ("Bruno Alvarado", "Nadia Quinde"):
        carla.goto(site.url(SLUG, "/office/shifts/?unit=grado"))
        carla.get_by_role("link", name=name).click()
        for day in DAYS:
            carla.get_by_label(day).fill(ALWAYS)
        carla.get_by_label("Solicitudes abiertas como máximo").fill("900")
        carla.get_by_role("button", name="Guardar").click()
        expect(carla.get_by_text("Vale para lo que se asigne desde ahora")).to_be_visible()
    carla.goto(site.url(SLUG, "/office/shifts/?unit=grado"))
    carla.get_by_role("link", name="Omar Chávez").click()
    carla.get_by_label("Primer día").fill((date.today() - timedelta(days=1)).isoformat())  # noqa: DTZ011  (as he writes)
    carla.get_by_label("Último día").fill((date.today() + timedelta(days=2)).isoformat())  # noqa: DTZ011
    carla.get_by_label("Motivo").first.fill("Congreso")
    carla.get_by_role("button", name="Anotar la ausencia").click()
    expect(carla.get_by_text("La ausencia está anotada")).to_be_visible()
    assert not axe.findings(carla)


def as_owner(site: Site, statement: str, *values: object) -> None:
    """What somebody does who holds the keys of the database."""
    with psycopg.connect(site.environment["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(statement, values)


@pytest.mark.requirement("UNE-07", "draw")
def test_a_draw_is_verified_and_a_tampered_one_found(
    site: Site, ana: Page, carla: Page, command: Callable[..., str]
) -> None:
    settle_shifts(carla, site)
    code = case.lodge(ana, site, SLUG, REGRADING)
    carla.goto(site.url(SLUG, f"/desk/tickets/{code}/assignment/"))
    main = carla.get_by_role("main")
    expect(main).to_contain_text("Este servicio: Por sorteo")
    expect(main).to_contain_text("Ahora se puede elegir entre 2 personas")
    expect(main.locator("label", has_text="Omar Chávez")).to_contain_text("tiene una ausencia")
    expect(main.locator("label", has_text="Carla Macías")).to_contain_text("no es agente de la unidad")
    assert not axe.findings(carla)
    carla.get_by_role("button", name="Sortear").click()

    expect(carla.get_by_role("heading", level=1)).to_have_text("Cómo se sorteó")
    expect(main).to_contain_text("da lo mismo")
    chosen = main.get_by_role("heading", level=2).inner_text()
    assert chosen in {"Bruno Alvarado", "Nadia Quinde"}
    assert not axe.findings(carla)
    told = command("assignment", "verify", code)
    assert chosen in told
    assert "1 sorteo se sostiene" in told
    proof = json.loads(command("assignment", "verify", code, "--json"))
    [row] = proof["draws"]
    assert any("absent" in one["reasons"] for one in row["exclusions"])

    other = next(who for who in row["candidates"] if who != row["chosen"])
    as_owner(site, "UPDATE assignment_draw SET chosen = %s WHERE id = %s", other, row["id"])
    with pytest.raises(AssertionError, match="un sorteo no se sostiene"):
        command("assignment", "verify", code)
    carla.reload()
    expect(carla.get_by_role("alert")).to_contain_text("Este sorteo no se sostiene")
    expect(carla.get_by_role("alert")).to_contain_text(chosen)


@pytest.mark.requirement("UNE-07", "exceptions")
def test_an_excepted_process_is_handed_out_by_the_director(
    site: Site, ana: Page, carla: Page, omar: Page
) -> None:
    """An agent finds nothing by which to have it, by mouse or by keyboard; what he is given he answers."""
    code = case.lodge(ana, site, SLUG, EXCEPTED)
    omar.goto(site.url(SLUG, f"/desk/tickets/{code}/"))
    expect(omar.get_by_role("main")).to_contain_text(
        "Las solicitudes de este servicio las reparte la dirección"
    )
    for offered in ("Tomar", "Asignar", "Enviar"):
        expect(
            omar.get_by_role("button", name=offered).or_(omar.get_by_role("link", name=offered))
        ).to_have_count(0)
    omar.keyboard.press("t")
    expect(omar.get_by_text("La asigna la dirección")).to_be_visible()
    assert not axe.findings(omar)
    omar.goto(site.url(SLUG, "/desk/?view=unassigned"))
    row = omar.get_by_role("row").filter(has_text=code)
    expect(row).to_contain_text("la asigna la dirección")
    expect(row.get_by_role("button")).to_have_count(0)
    carla.goto(site.url(SLUG, f"/desk/tickets/{code}/assignment/"))
    expect(carla.get_by_role("main")).to_contain_text("la dirección las asigna por nombre")
    expect(carla.get_by_role("button", name="Sortear")).to_have_count(0)
    carla.get_by_label("Omar Chávez").check()
    carla.get_by_role("button", name="Asignar", exact=True).click()
    expect(carla.get_by_role("main")).to_contain_text("Omar Chávez")
    omar.goto(site.url(SLUG, f"/desk/tickets/{code}/"))
    expect(omar.get_by_text("Responsable: Omar Chávez")).to_be_visible()
    expect(omar.get_by_role("button", name="Enviar").first).to_be_visible()


@pytest.mark.requirement("UNE-16", "reassigns")
def test_what_somebody_attends_who_leaves_passes_to_a_colleague(site: Site, carla: Page) -> None:
    """Omar leaves: the director takes his role back, and his requests need somebody else."""
    carla.goto(site.url(SLUG, "/office/shifts/?unit=grado"))
    carla.get_by_role("link", name="Omar Chávez").click()
    carla.get_by_role("link", name="Función").or_(carla.get_by_role("link", name="Funciones")).click()
    carla.get_by_text("Quitar esta función").click()
    carla.get_by_label("Motivo").first.fill("Se jubila")
    carla.get_by_role("button", name="Quitarla").click()
    expect(carla.get_by_text("necesitan ahora a otra persona")).to_be_visible()
    carla.get_by_label("A otra persona de la unidad").check()
    carla.get_by_label("Nadia Quinde").check()
    carla.get_by_label("Motivo").fill("Se jubila")
    carla.get_by_role("button", name="Traspasarlas").click()
    mail = site.mail("nadia@unemi.example", subject="de Omar Chávez pasa a usted")
    assert re.search(r"UNEMI-\d{2}-\d{6}-\d", mail.text)
    carla.reload()
    expect(carla.get_by_role("main")).to_contain_text("1 solicitud")
    assert not axe.findings(carla)
