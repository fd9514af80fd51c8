"""What may be asked, what each kind of request is, and what whoever asks declares."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.documents.files import PDF
from tests.journeys import case
from tests.journeys.case import REGRADING, Errand
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import Paper, Pick
from tests.journeys.site import Site
from tests.journeys.visit import answer

pytestmark = pytest.mark.commits

DECLARED = (
    "Declaro que la información y la documentación que cargo en el Balcón de Servicios son exactas y veraces."
)


@pytest.mark.requirement("UNE-03")
def test_a_declaration_of_truth_is_asked_for_and_kept_with_the_request(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    ana = opened(**PHONE, storage_state=cookies("unemi", "ana"))
    ana.goto(site.url("unemi", "/services/recalificacion/request/"))
    answer(ana, REGRADING.answers)
    box = ana.get_by_role("checkbox", name=DECLARED)
    expect(box).not_to_be_checked()
    ana.get_by_role("button", name="Enviar la solicitud").click()
    expect(box).to_be_focused()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Recalificación de notas")
    box.check()
    ana.get_by_role("button", name="Enviar la solicitud").click()
    code = ana.locator("main .slip-code").inner_text()
    for path in (f"/tickets/{code}/", f"/tickets/{code}/receipt/"):
        ana.goto(site.url("unemi", path))
        expect(ana.locator("main")).to_contain_text(DECLARED)
    bruno = opened(**COMPUTER, storage_state=cookies("unemi", "bruno"))
    bruno.goto(site.url("unemi", f"/desk/tickets/{code}/"))
    expect(bruno.locator("#request")).to_contain_text(DECLARED)


@pytest.mark.requirement("UDG-04")
def test_the_four_kinds_of_incident_are_defined_and_each_can_be_lodged(
    site: Site, page: Page, opened: Opened, cookies: Cookies
) -> None:
    page.goto(site.url("udgvirtual"))
    page.get_by_role("navigation").get_by_role("link", name="Tipos de solicitud").click()
    definitions = {
        "Duda": "Cualquier tipo de pregunta, consulta",
        "Queja": "Cualquier inconformidad",
        "Sugerencia": "Una propuesta de mejora",
        "Felicitación": "Expresiones para agradecer o reconocer",
    }
    for name, definition in definitions.items():
        expect(page.get_by_role("region", name=name, exact=True)).to_contain_text(definition)
    ana = opened(**PHONE, storage_state=cookies("udgvirtual", "ana"))
    errands = {
        "Duda": Errand(
            "programas",
            [("¿Qué quieres estudiar?", Pick("Aún no sé")), ("¿Qué quieres saber?", "¿Hay becas?")],
        ),
        "Queja": Errand(
            "queja",
            [
                ("¿Sobre qué es?", Pick("Un trámite")),
                ("¿Qué pasó?", "Nadie contestó."),
                ("Si no tienes evidencia, cuéntanos por qué", "Fue por teléfono."),
            ],
        ),
        "Sugerencia": Errand("sugerencia", [("¿Qué propones?", "Abrir los sábados.")]),
        "Felicitación": Errand("felicitacion", [("¿A quién y por qué?", "A quien me atendió ayer.")]),
    }
    for kind, errand in errands.items():
        ana.goto(site.url("udgvirtual", f"/services/{errand.service}/"))
        expect(ana.get_by_role("link", name=kind, exact=True)).to_be_visible()
        assert case.lodge(ana, site, "udgvirtual", errand).startswith("CAP-")


@pytest.mark.requirement("MEN-01")
def test_a_citizen_reads_what_each_kind_is_lodges_one_and_follows_it(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    ana = opened(**PHONE, storage_state=cookies("soacha", "ana"))
    ana.goto(site.url("soacha", "/types/"))
    definitions = {
        "Petición": "Es cualquier solicitud que haga el usuario al prestador del servicio",
        "Queja": "Es la formalización de una no conformidad en el servicio",
        "Reclamo": "Es una solicitud para que la empresa revise, ajuste o modifique los resultados",
        "Sugerencia": "Una idea para mejorar el servicio",
        "Trámite": "Una gestión que se radica en línea",
    }
    for name, definition in definitions.items():
        expect(ana.get_by_role("region", name=name, exact=True)).to_contain_text(definition)
    petition = ana.get_by_role("region", name="Petición", exact=True)
    for kind in ("De interés general", "De interés particular", "Petición de información", "Consulta"):
        expect(petition.get_by_role("term").filter(has_text=kind)).to_be_visible()
    code = case.lodge(ana, site, "soacha", case.QUESTION)
    ana.goto(site.url("soacha", "/tickets/"))
    mine = ana.locator("main").get_by_role("listitem").filter(has_text=code)
    expect(mine).to_contain_text("Radicado")


@pytest.mark.requirement("MEN-02")
def test_a_new_request_holds_citizen_type_content_and_attachment(
    site: Site, opened: Opened, cookies: Cookies
) -> None:
    words = "Pedimos transporte escolar para la vereda."
    paper = Paper("firmas.pdf", PDF)
    petition = Errand(
        "peticion",
        [
            ("¿De qué interés es su petición?", Pick("Particular: para mí o mi familia")),
            ("Contenido del requerimiento", words),
            ("Adjuntar archivo", paper),
        ],
    )
    ana = opened(**PHONE, storage_state=cookies("soacha", "ana"))
    ana.goto(site.url("soacha", "/services/peticion/request/"))
    expect(ana.get_by_text("Ana Rivera")).to_be_visible()
    code = case.lodge(ana, site, "soacha", petition)
    ana.get_by_role("link", name="Imprimir el comprobante").click()
    told = ana.locator("main")
    for part in (code, "Ana Rivera", "Petición de interés general o particular", words, "firmas.pdf"):
        expect(told).to_contain_text(part)
    bruno = opened(**COMPUTER, storage_state=cookies("soacha", "bruno"))
    bruno.goto(site.url("soacha", f"/desk/tickets/{code}/"))
    for part in ("Ana Rivera", words, "firmas.pdf"):
        expect(bruno.locator("main")).to_contain_text(part)
