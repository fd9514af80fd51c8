"""Cases that a test needs before it begins, each made on the pages in as few steps as they allow."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.journeys.desks import Answers, Paper, Pick
from tests.journeys.site import Site
from tests.journeys.visit import answer, left

SEND = "form[enctype] > .actions button"


@dataclass(frozen=True)
class Errand:
    """A service by its address, and answers that it takes."""

    service: str
    answers: Answers
    declares: bool = False


CLEARANCE = Errand("paz-y-salvo", [("¿Para qué lo necesita?", Pick("Graduación"))])
ACCESS = Errand(
    "credenciales",
    [
        ("¿A qué no puede ingresar?", Pick("Aula virtual")),
        ("¿Qué mensaje ve? Nunca escriba su contraseña.", "Usuario desconocido"),
    ],
)
REGRADING = Errand(
    "recalificacion",
    [
        ("Asignatura", "Estadística II"),
        ("¿Qué nota?", Pick("Segundo parcial")),
        ("Fundamento de la solicitud", "La suma de los puntos no coincide."),
        ("Evaluación o captura", Paper("examen.pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n")),
    ],
    declares=True,
)
QUESTION = Errand("consulta", [("Contenido de la consulta", "¿Cuándo abre la inscripción?")])
CERTIFICATE = Errand(
    "constancia",
    [
        ("¿Qué documento necesitas?", Pick("Constancia de estudios")),
        ("¿Cómo lo quieres recibir?", Pick("Por correo, en PDF")),
    ],
)


def lodge(tab: Page, site: Site, slug: str, errand: Errand) -> str:
    """From the service's form to its confirmation; the number of the request."""
    tab.goto(site.url(slug, f"/services/{errand.service}/request/"))
    answer(tab, errand.answers)
    if errand.declares:
        tab.get_by_role("checkbox", name="Declaro").check()
    tab.locator(SEND).click()
    return tab.locator("main .slip-code").inner_text()


def lodged_before(site: Site, slug: str, service: str, answers: dict[str, str], *, days: int) -> str:
    """A request of Ana's that is so many days old; its number."""
    words = [slug, service, f"ana@{slug}.example", str(days), json.dumps(answers)]
    return site.script("tests.journeys.past", *words).strip()


def take(agent: Page, site: Site, slug: str, code: str) -> None:
    agent.goto(site.url(slug, f"/desk/tickets/{code}/"))
    agent.get_by_role("button", name="Tomar").click()
    expect(agent.get_by_text("Responsable: ")).to_be_visible()


def hand_out(director: Page, site: Site, slug: str, code: str, *, to: str) -> None:
    """What nobody takes by himself: its service is excepted from the draw."""
    director.goto(site.url(slug, f"/desk/tickets/{code}/assignment/"))
    director.get_by_role("radio", name=to).check()
    director.get_by_role("button", name="Asignar").click()
    expect(director.get_by_text(f"Responsable: {to}")).to_be_visible()


def say(agent: Page, site: Site, slug: str, code: str, words: str, *, question: bool = False) -> None:
    """The answer to a request, or a question about it."""
    agent.goto(site.url(slug, f"/desk/tickets/{code}/"))
    agent.get_by_label("Una pregunta" if question else "La respuesta").check()
    agent.get_by_label("Texto").fill(words)
    agent.get_by_role("button", name="Enviar", exact=True).click()
    left(agent, words)


def to_extension(agent: Page, clock: str) -> None:
    """From the ticket to the page on which a term is extended."""
    agent.get_by_role("link", name=re.compile(f"^Prórroga.*{clock}$")).click()


def extend(
    agent: Page, site: Site, slug: str, code: str, *, more: str, reason: str, clock: str = "Respuesta"
) -> None:
    """From the ticket to the page of its term, and more time there: “3 días hábiles”."""
    agent.goto(site.url(slug, f"/desk/tickets/{code}/"))
    to_extension(agent, clock)
    offered = agent.locator("[name=amount]")
    if offered.count() == 1 and offered.evaluate("box => box.tagName") == "SELECT":
        value = offered.locator("option", has_text=f"({more} más)").get_attribute("value")
        offered.select_option(value)
    else:
        agent.get_by_label(f"({more} más)").check()
    agent.get_by_label("Motivo").fill(reason)
    agent.get_by_role("button", name="Prorrogar", exact=True).click()
    expect(agent.get_by_text("Prorrogado hasta el")).to_be_visible()


def close(agent: Page, site: Site, slug: str, code: str) -> None:
    agent.goto(site.url(slug, f"/desk/tickets/{code}/"))
    agent.get_by_role("button", name="Cerrar", exact=True).click()
    expect(agent.get_by_text("La solicitud quedó cerrada.")).to_be_visible()
