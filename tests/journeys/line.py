"""The steps of the line, from registration to survey, as each person walks them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.documents.files import PDF, PNG
from tests.journeys.desks import PASSWORD, Desk
from tests.journeys.site import Site
from tests.journeys.visit import answer, box, code_in, left, link_in

ASKED = "¿Puede enviar también la parte de atrás del documento?"
REPLIED = "Aquí va la parte de atrás."
ANSWERED = "Lo encontramos y quedó aplicado. Adjuntamos la constancia."


@dataclass
class Request:
    """What the student keeps of his request: the number, and until when an answer was promised."""

    desk: Desk
    code: str
    due: str


def register(page: Page, site: Site, desk: Desk) -> None:
    """By the institution's own rule, to the first page of somebody who is signed in."""
    page.goto(site.url(desk.slug))
    page.get_by_role("navigation").get_by_role("link", name=re.compile("^Ingresa")).click()
    page.get_by_role("link", name=re.compile("^Registrar")).click()
    box(page, "Correo electrónico").fill(desk.newcomer)
    answer(page, desk.details)
    page.get_by_role("button", name="Enviarme el código").click()
    letter = site.mail(desk.newcomer, subject="código para")
    if desk.by_link:
        page.goto(link_in(letter))
        page.get_by_role("button", name="Sí, es mi correo").click()
    else:
        box(page, "Código").fill(code_in(letter))
        page.get_by_role("button", name="Continuar").click()
    box(page, "Contraseña nueva").fill(PASSWORD)
    page.get_by_role("button", name="Registrarme y entrar").click()
    expect(page.get_by_text("registro está listo")).to_be_visible()
    expect(page.get_by_role("link", name=desk.given_names)).to_be_visible()


def find(page: Page, desk: Desk) -> None:
    """Search in one's own words, while they are being written; then the service's own page."""
    page.get_by_role("banner").get_by_role("link").first.click()
    page.get_by_role("searchbox").press_sequentially(desk.search)
    page.locator("#found").get_by_role("link", name=desk.service).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(desk.service)


def submit(page: Page, desk: Desk) -> Request:
    """Conditions, file, declaration; then the confirmation page with number and promise."""
    page.get_by_role("link", name="Empezar la solicitud").click()
    if desk.hidden:
        expect(page.get_by_text(desk.hidden)).to_be_hidden()
    answer(page, desk.answers)
    if desk.declaration:
        page.get_by_role("checkbox", name=re.compile(desk.declaration)).check()
    page.get_by_role("button", name="Enviar la solicitud").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(desk.thanks)
    code = page.locator("main .slip-code").inner_text()
    return Request(desk, code, page.locator(".promise-line b").inner_text())


def confirmed(page: Page, site: Site, request: Request) -> None:
    """The mail says the number, until when in words, and where to follow it (UME-05)."""
    letter = site.mail(request.desk.newcomer, subject=request.code)
    assert f"[{request.code}] {request.desk.thanks}" in letter.subject
    assert f"Número: {request.code}" in letter.text
    promised = next(line for line in letter.text.splitlines() if line.startswith("Respuesta a más tardar:"))
    day, hour = request.due.rsplit(", ", 1)
    assert day in promised and promised.endswith(hour), (request.due, promised)
    assert (request.desk.service in letter.text) is not request.desk.confidential
    page.goto(link_in(letter))
    expect(page.locator("main header").first).to_contain_text(request.desk.service)
    expect(page.locator("main")).to_contain_text(request.code)


def take(agent: Page, request: Request) -> None:
    """Found in the queue of the unit, by its code, without reading anything else."""
    agent.get_by_role("searchbox").fill(request.code.replace("-", "").lower())
    agent.keyboard.press("Enter")
    agent.get_by_role("button", name="Tomar").click()
    expect(agent.get_by_text("Responsable: ")).to_be_visible()


def ask(agent: Page, *, reloading: bool = False) -> None:
    agent.get_by_label("Una pregunta").check()
    agent.get_by_label("Texto").fill(ASKED)
    agent.get_by_role("button", name="Enviar", exact=True).click()
    left(agent, ASKED, reloading=reloading)


def reply(page: Page, site: Site, request: Request) -> None:
    """From the mail that asks, with a photograph from the phone."""
    words = request.desk.words
    subject = "Hay novedades" if request.desk.confidential else words.we_need
    letter = site.mail(request.desk.newcomer, subject=subject)
    assert (ASKED in letter.text) is not request.desk.confidential
    page.goto(link_in(letter))
    expect(page.get_by_role("heading", name=words.your_turn)).to_be_visible()
    page.get_by_role("link", name="Responder ahora").click()
    page.locator("#reply textarea").fill(REPLIED)
    page.locator("#reply input[type=file]").set_input_files(
        {"name": "IMG_0412.png", "mimeType": "image/png", "buffer": PNG}
    )
    page.get_by_role("button", name="Enviar", exact=True).click()
    expect(page.get_by_text("mensaje fue enviado")).to_be_visible()
    expect(page.locator("#talk").get_by_text(REPLIED)).to_be_visible()


def attend(agent: Page) -> None:
    """Reads what came, looks at how the answer will read, and sends it with a file."""
    agent.reload()
    expect(agent.locator("#talk").get_by_text(REPLIED)).to_be_visible()
    expect(agent.get_by_role("link", name="IMG_0412.png")).to_be_visible()
    agent.get_by_label("La respuesta").check()
    agent.get_by_label("Texto").fill(ANSWERED)
    agent.get_by_label("Archivos").set_input_files(
        {"name": "constancia.pdf", "mimeType": "application/pdf", "buffer": PDF}
    )
    agent.get_by_role("button", name="Vista previa").click()
    expect(agent.get_by_role("region", name="Vista previa").get_by_text(ANSWERED)).to_be_visible()
    expect(agent.get_by_text("constancia.pdf").first).to_be_visible()
    agent.get_by_role("button", name="Enviar", exact=True).click()
    left(agent, ANSWERED)


def read_answer(page: Page, site: Site, request: Request) -> None:
    """The mail holds the whole answer; a confidential one only says that there is news."""
    desk = request.desk
    if desk.confidential:
        letter = site.mail(desk.newcomer, subject="Hay novedades", count=3)
        assert ANSWERED not in letter.text and desk.service not in letter.text + letter.html
    else:
        letter = site.mail(desk.newcomer, subject=desk.words.the_answer)
        assert ANSWERED in letter.text and "1 archivo" in letter.text
    page.goto(link_in(letter))
    expect(page.get_by_role("heading", name="La respuesta está aquí")).to_be_visible()
    expect(page.locator("#talk").get_by_text(ANSWERED)).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="constancia.pdf").click()
    assert coming.value.path().read_bytes() == PDF


def close(agent: Page) -> None:
    agent.get_by_role("button", name="Cerrar", exact=True).click()
    expect(agent.get_by_text("La solicitud quedó cerrada.")).to_be_visible()


def rate(stranger: Page, site: Site, request: Request) -> None:
    """Through the link of the mail, by whoever reads it, without a log-in; once."""
    words = request.desk.words
    link = link_in(site.mail(request.desk.newcomer, subject=words.how_did_we_do))
    stranger.goto(link)
    stranger.get_by_role("radio", name=request.desk.opinion, exact=True).check()
    stranger.get_by_role("textbox").fill("Respondieron antes del plazo.")
    stranger.get_by_role("button", name="Enviar mi opinión").click()
    expect(stranger.get_by_text(words.survey_closed)).to_be_visible()
    stranger.goto(link)
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Esta encuesta ya fue respondida")
    expect(stranger.get_by_role("radio")).to_have_count(0)
