"""The rows of a list, and the page that holds them."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from ventanilla.people.rules import directed_units
from ventanilla.tickets import queue
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.search import Hits, search
from ventanilla.tickets.states import ENDED, OPEN, State
from ventanilla.web.desk.queue.asking import Asked


def listed(asked: Asked) -> dict[str, Any]:
    """What the template shows of the list; two statements."""
    if asked.words:
        return _found(asked)
    page = queue.page(asked.list, asked.after)
    return {
        "rows": _rows(page.tickets, asked),
        "older": asked.url(after=page.older) if page.older else "",
        "newest": asked.url() if asked.after else "",
        "looked_to": page.looked_to,
    }


def _found(asked: Asked) -> dict[str, Any]:
    """Search goes over all units that one may open, whatever the view."""
    units = [unit.pk for unit in asked.units]
    hits: Hits = search(asked.words, person=asked.person, units=units, after=asked.after)
    here = {"view": asked.view.slug, "q": asked.words}
    return {
        "rows": _rows(hits.tickets, asked),
        "older": asked.url(**here, after=hits.older) if hits.older else "",
        "newest": asked.url(**here) if asked.after else "",
        "looked_to": None,
    }


def _rows(tickets: list[Ticket], asked: Asked) -> list[dict[str, Any]]:
    attended, directed = queue.Sight.of(asked.person).attended, directed_units(asked.person)
    page, taking = _addresses("desk:ticket"), _addresses("desk:taking")
    return [
        row(ticket, asked, attends=ticket.unit_id in attended, directs=ticket.unit_id in directed)
        | {"url": page(ticket.code), "taking": taking(ticket.code)}
        for ticket in tickets
    ]


def _addresses(name: str) -> Callable[[str], str]:
    """Of a page by a ticket's code, for many codes: the table of addresses is read once."""
    before, after = reverse(name, args=["CODE"]).split("CODE")
    return lambda code: f"{before}{code}{after}"


def row(ticket: Any, asked: Asked, *, attends: bool, directs: bool) -> dict[str, Any]:
    state, excepted = State(ticket.state), ticket.draw == "excepted"
    return {
        "ticket": ticket,
        "service": ticket.service_name,
        "tags": [(tag, asked.url(tag=tag)) for tag in ticket.tags],
        "attends": attends,
        "may_take": attends and ticket.assignee_id is None and state in OPEN and (directs or not excepted),
        "waits": excepted and state in OPEN,
        "over": state in ENDED,
    }


def shows(rows: list[dict[str, Any]]) -> bool:
    """Whether there is anything to choose rows for."""
    return any(one["attends"] for one in rows)
