"""“¿Por qué esta fecha?” says in a letter, line by line, what it says on the page."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import transaction

from tests.notify.conftest import Mails
from tests.tickets.promised import SERVICE, wish, with_term
from tests.world import BORN, MONDAY, World
from ventanilla.institutions.models import CalendarVersion
from ventanilla.institutions.versions import publish
from ventanilla.lib.clock import now
from ventanilla.notify.wording import why as wording
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.extend import extend
from ventanilla.tickets.actions.request import reply

GRANTED = {
    "es": "Si no se responde, se tiene por aceptada.",
    "en": "Without an answer it is held to be granted.",
}


def of_page(page: Any) -> list[str]:
    """The lines of the answer's promise."""
    found = [
        [unescape(line) for line in re.findall(r"<p>(.*?)</p>", block)]
        for block in re.findall(r'<div class="why-lines">(.*?)</div>', page.content.decode(), re.DOTALL)
    ]
    return next(lines for lines in found if any("días hábiles" in line for line in lines))


def of_letter(letter: Any) -> list[str]:
    _, _, after = letter.text.replace("\r", "").partition("¿Por qué esta fecha?\n")
    return [line.removeprefix("- ") for line in after.split("\n\n")[0].splitlines()]


def rest(days: int) -> None:
    """A day off in so many days, by decree."""
    old = CalendarVersion.objects.get(slug="oficina", current=True)
    off = [
        {"on": str((now() + timedelta(days=n)).date()), "reason": "Duelo nacional", "source": "Decreto 1"}
        for n in (days, days + 1, days + 2)
    ]
    with transaction.atomic():
        publish(CalendarVersion, slug="oficina", data={**old.data, "closed": off}, at=BORN)


def test_the_letter_of_an_extension_says_what_the_page_says(
    acting: World, mails: Mails, client_of: Any
) -> None:
    at = now()
    rest(3)
    ticket = with_term(acting, 5, at=at - timedelta(hours=6), extension="up_to_double", silence=GRANTED)
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=at - timedelta(hours=5))
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(2), at=at - timedelta(hours=4))
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(1), at=at - timedelta(hours=3))
    *_, letter = mails(acting.ana, subject="más tiempo")
    page = client_of(acting.ana).get(f"/tickets/{ticket.code}/")
    told = of_letter(letter)
    assert told == of_page(page)
    whole = "\n".join(told)
    assert whole.count("Se prorrogó por") == 2
    assert "Se prorrogó por 2 días hábiles el " in whole and "Se prorrogó por 1 día hábil el " in whole
    assert "no cuenta (Duelo nacional)" in whole
    assert "(van 8 días)." in whole, "each counted week"
    assert (
        "Si no se responde a tiempo, rige lo siguiente: «Si no se responde, se tiene por aceptada.»" in told
    )
    for line in told:
        assert line in unescape(letter.html)


def test_a_pause_is_told_in_both(acting: World, mails: Mails, client_of: Any) -> None:
    at = now()
    ticket = with_term(acting, 5, at=at - timedelta(hours=6), extension="once", pauses=["requester"])
    attend.take(ticket_id=ticket.pk, agent=acting.bruno, at=at - timedelta(hours=5))
    attend.ask(
        ticket_id=ticket.pk, agent=acting.bruno, body="¿Cuál?", documents=[], at=at - timedelta(hours=4)
    )
    said: dict[str, Any] = {"body": "Esta.", "documents": [], "channel": "web"}
    reply(ticket_id=ticket.pk, requester=acting.ana, at=at - timedelta(hours=3), **said)
    extend(ticket_id=ticket.pk, agent=acting.bruno, wish=wish(2), at=at - timedelta(hours=2))
    [letter] = mails(acting.ana, subject="más tiempo")
    told = of_letter(letter)
    assert told == of_page(client_of(acting.ana).get(f"/tickets/{ticket.code}/"))
    assert any(line.startswith("Estuvo ") for line in told)


def test_the_confirmation_says_what_the_page_before_sending_says(
    acting: World, mails: Mails, client_of: Any
) -> None:
    at = now()
    visitor = client_of(acting.ana)
    before = of_page(visitor.get(f"/services/{SERVICE}/"))
    ticket = acting.ticket(acting.ana, SERVICE, at=at)
    [letter] = mails(acting.ana, subject=ticket.code)
    told = of_letter(letter)
    assert told == of_page(visitor.get(f"/tickets/{ticket.code}/"))
    assert told[1:] == before[1:], "all but the minute"


def test_of_very_many_lines_the_first_are_told_and_where_the_others_are(
    acting: World, mails: Mails, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wording, "MOST", 3)
    acting.ticket(acting.ana, SERVICE, at=MONDAY)
    [letter] = mails(acting.ana)
    told = of_letter(letter)
    assert told[3:] == ["El resto está en la página de su solicitud."]
