"""One request from registration to survey, at each of the six desks, in a real browser with real mail."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.journeys import line
from tests.journeys.conftest import COMPUTER, PHONE, Cookies, Opened
from tests.journeys.desks import BEFORE, DESKS, PASSWORD, SCREENSHOT, UMECIT, VOUCHER, Desk
from tests.journeys.site import Site
from tests.journeys.visit import answer, box, code_in, left, link_in, sign_in, stages
from ventanilla.config.demo.catcher import Catcher

pytestmark = pytest.mark.commits


@pytest.mark.parametrize("desk", DESKS, ids=lambda desk: desk.slug)
def test_a_request_goes_from_registration_to_survey(
    site: Site, catcher: Catcher, page: Page, agent: Page, stranger: Page, desk: Desk
) -> None:
    line.register(page, site, desk)
    line.find(page, desk)
    request = line.submit(page, desk)
    line.confirmed(page, site, request)
    received, at_work, answered, closed = desk.stages
    assert stages(page)[:2] == [("Ahora", received), ("Por venir", at_work)]

    sign_in(agent, site, desk.slug, desk.agent)
    line.take(agent, request)
    line.ask(agent)
    line.reply(page, site, request)
    line.attend(agent)
    line.read_answer(page, site, request)
    done, now, to_come = "Hecho", "Ahora", "Por venir"
    told = [step for step in stages(page) if step[1] in desk.stages]
    assert told == [(done, received), (done, at_work), (now, answered), (to_come, closed)]

    line.close(agent)
    line.rate(stranger, site, request)
    page.goto(site.url(desk.slug, "/tickets/"))
    expect(page.locator("main").get_by_role("listitem").filter(has_text=request.code)).to_contain_text(closed)


def test_all_of_it_works_without_javascript(site: Site, catcher: Catcher, opened: Opened) -> None:
    """An old phone: every question shows, those that depend on an answer say on which."""
    desk = UMECIT
    phone = opened(**PHONE, java_script_enabled=False)
    sign_in(phone, site, desk.slug, "ana@umecit.example")
    phone.get_by_role("searchbox").fill(desk.search)
    phone.get_by_role("button", name="Buscar").click()
    phone.get_by_role("link", name=desk.service).click()
    phone.get_by_role("link", name="Empezar la solicitud").click()
    expect(phone.get_by_text("Solo si «¿Cómo pagó?» es «Efectivo».")).to_be_visible()
    answer(phone, [given for given in desk.answers if given[0] != desk.hidden])
    phone.get_by_role("button", name="Enviar la solicitud").click()
    expect(phone.get_by_role("alert")).to_contain_text("Antes de enviar, falta algo")
    answer(phone, [given for given in desk.answers if given[0] == desk.hidden])
    phone.get_by_role("button", name="Enviar la solicitud").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(desk.thanks)
    code = phone.locator("main .slip-code").inner_text()

    agent = opened(**COMPUTER, java_script_enabled=False)
    sign_in(agent, site, desk.slug, desk.agent)
    agent.get_by_role("button", name=f"Tomar {code}").click()
    line.ask(agent, reloading=True)

    phone.goto(link_in(site.mail("ana@umecit.example", subject=desk.words.we_need)))
    phone.locator("#reply textarea").fill(line.REPLIED)
    phone.locator("#reply input[type=file]").set_input_files(SCREENSHOT.upload)  # type: ignore[arg-type]
    phone.get_by_role("button", name="Enviar", exact=True).click()
    expect(phone.get_by_text("Su mensaje fue enviado.")).to_be_visible()
    expect(phone.get_by_role("link", name=SCREENSHOT.name)).to_be_visible()

    agent.reload()
    agent.get_by_label("La respuesta").check()
    agent.get_by_label("Texto").fill(line.ANSWERED)
    agent.get_by_role("button", name="Enviar", exact=True).click()
    left(agent, line.ANSWERED, reloading=True)
    line.close(agent)
    phone.goto(link_in(site.mail("ana@umecit.example", subject=desk.words.how_did_we_do)))
    phone.get_by_role("radio", name=desk.opinion, exact=True).check()
    phone.get_by_role("button", name="Enviar mi opinión").click()
    expect(phone.get_by_text(desk.words.survey_closed)).to_be_visible()


def test_all_of_it_speaks_english(site: Site, catcher: Catcher, opened: Opened, cookies: Cookies) -> None:
    """Pages and mails in the reader's language, while the agent works in Spanish."""
    who = "julia@umecit.example"
    phone = opened(**PHONE, locale="en-GB")
    phone.goto(site.url("umecit", "/register/"))
    box(phone, "E-mail address").fill(who)
    phone.get_by_role("button", name="Send me the code").click()
    box(phone, "Code").fill(code_in(site.mail(who, subject="is your code for UMECIT Tickets")))
    phone.get_by_role("button", name="Go on").click()
    box(phone, "New password").fill(PASSWORD)
    phone.get_by_role("button", name="Register and enter").click()
    phone.get_by_role("searchbox").press_sequentially("payment missing")
    phone.locator("#found").get_by_role("link", name="Validation of a payment").click()
    phone.get_by_role("link", name="Start the request").click()
    phone.get_by_role("radiogroup", name="How did you pay?").get_by_label("Yappy").check()
    box(phone, "Operation number").fill("7781")
    box(phone, "Date of the payment").fill(BEFORE)
    box(phone, "Amount paid").fill("80.00")
    box(phone, "What did you pay for?").fill("The October instalment")
    box(phone, "Receipt").set_input_files(VOUCHER.upload)  # type: ignore[arg-type]
    phone.get_by_role("button", name="Send the request").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("We have received your request")
    code = phone.locator("main .slip-code").inner_text()
    day, _ = phone.locator(".promise-line b").inner_text().rsplit(", ", 1)

    letter = site.mail(who, subject=code)
    assert "We have received your request" in letter.subject
    assert f"Number: {code}" in letter.text and "Service: Validation of a payment" in letter.text
    assert f"Answer at the latest: {day}" in letter.text
    phone.goto(link_in(letter))
    expect(phone.get_by_role("heading", name="How your request is going")).to_be_visible()
    assert stages(phone)[0] == ("Now", "Received")

    agent = opened(**COMPUTER, storage_state=cookies("umecit", "bruno"))
    agent.goto(site.url("umecit", f"/desk/tickets/{code}/"))
    agent.get_by_role("button", name="Tomar").click()
    agent.get_by_label("La respuesta").check()
    agent.get_by_label("Texto").fill("We found it.")
    agent.get_by_role("button", name="Enviar", exact=True).click()
    left(agent, "We found it.")
    line.close(agent)

    assert "We found it." in site.mail(who, subject="The answer to your request").text
    phone.goto(link_in(site.mail(who, subject="How did we do?")))
    expect(phone.get_by_role("radiogroup")).to_contain_text("Very good")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your opinion")


@pytest.mark.requirement("UME-02", "cannot be edited or deleted")
def test_the_record_of_all_that_is_whole_and_nobody_edits_it_unseen(
    site: Site, command: Callable[..., str]
) -> None:
    """Neither the application nor the owner of the tables can; who takes the database over is found out."""
    statements = (
        "UPDATE journal_event SET at = now()",
        "DELETE FROM journal_event",
        "TRUNCATE journal_event",
    )
    for role in ("DATABASE_URL", "DATABASE_OWNER_URL"):
        for statement in statements:
            with psycopg.connect(site.environment[role]) as connection, pytest.raises(psycopg.Error):
                connection.execute(statement)
    assert "the record is whole" in command("journal", "verify")

    with psycopg.connect(site.environment["DATABASE_SUPERUSER_URL"]) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "UPDATE journal_event SET at = at - interval '1 day' WHERE kind = 'ticket.answered'"
        )
    with pytest.raises(AssertionError, match="the record was changed"):
        command("journal", "verify")
