"""What somebody does on pages: sign in, answer questions, follow what a mail says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.desks import PASSWORD, Answers, Paper, Pick
from tests.journeys.site import Site

ENTER = re.compile("^(Ingresa|Ingresar|Sign in)$")
SIGN_OUT = re.compile("^(Salir|Sign out)$")


def sign_in(tab: Page, site: Site, slug: str, login: str, *, password: str = PASSWORD) -> None:
    """From the log-in page to wherever it leads."""
    tab.goto(site.url(slug, "/login/"))
    enter(tab, login, password=password)


def enter(tab: Page, login: str, *, password: str = PASSWORD) -> None:
    """On a log-in page that is there already, with whatever it is to lead to."""
    tab.locator("input[name=login]").fill(login)
    tab.locator("input[name=password]").fill(password)
    tab.locator("main").get_by_role("button", name=ENTER).click()
    expect(tab.get_by_role("button", name=SIGN_OUT)).to_be_visible()


def answer(tab: Page, answers: Answers) -> None:
    """Each question found by its words, as whoever reads the page finds it."""
    for question, said in answers:
        if isinstance(said, Pick):
            group = tab.get_by_role("radiogroup", name=question).or_(tab.get_by_role("group", name=question))
            group.get_by_label(said.option, exact=True).check()
        elif isinstance(said, Paper):
            box(tab, question).set_input_files(said.upload)  # type: ignore[arg-type]
        else:
            box(tab, question).fill(said)


def box(tab: Page, question: str) -> Locator:
    """The box of a question; its label goes on to say whether an answer is needed."""
    return tab.get_by_label(re.compile(rf"^{re.escape(question)}\s+(obligatorio|opcional|required|optional)"))


def code_in(letter: Any) -> str:
    """The eight digits of a mail, as they stand there."""
    found = re.search(r"^\s+(\d{4}-?\d{4})\s*$", letter.text, re.MULTILINE)
    assert found, letter.text
    return found[1]


def link_in(letter: Any) -> str:
    """The address to which its button leads, the same in text and HTML."""
    found = re.search(r"^(http://\S+)\s*$", letter.text, re.MULTILINE)
    assert found, letter.text
    assert f'href="{found[1]}"' in letter.html
    return found[1]


def stages(tab: Page) -> list[tuple[str, str]]:
    """The time line as it is read aloud: [(“Hecho”, “Recibida”), …]."""
    lines: Sequence[str] = tab.locator(".track .track-words").all_inner_texts()
    pairs = [line.replace("\n", " ").split(":", 1) for line in lines]
    return [(when.strip(), words.strip()) for when, words in pairs]


def left(agent: Page, words: str, *, reloading: bool = False) -> None:
    """What an agent sent stands in the conversation, and the seconds to take it back are over.

    Without JavaScript no page says by itself that they are over: `reloading` asks again, as the agent would.
    """
    expect(agent.locator("#talk")).to_contain_text(words)
    for _ in range(60 if reloading else 0):
        if not agent.locator("[data-waiting]").count():
            break
        agent.wait_for_timeout(1_000)
        agent.reload()
    expect(agent.locator("[data-waiting]")).to_have_count(0, timeout=60_000)
    expect(agent.locator("#talk")).to_contain_text(words)
