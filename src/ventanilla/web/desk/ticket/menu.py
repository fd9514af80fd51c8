"""What can be done with a ticket besides writing: buttons in a row, and all others under "More".

To add one: a function that looks at the `Sight` and returns an `Entry` or None, and a line in MENU.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ventanilla.lib.text import said
from ventanilla.tickets.moves import may_move
from ventanilla.web.desk.ticket.sight import Sight


@dataclass(frozen=True)
class Entry:
    """A link to a page, or with `post` a button that does it at once.

    `first` stands in the row, the most used one `main`; `key` is the single key of the keyboard module;
    `carries` what the page showed, for the action to refuse what changed since (web/desk/shown.py).
    """

    words: Any
    url: str
    post: bool = False
    first: bool = False
    main: bool = False
    danger: bool = False
    key: str = ""
    carries: dict[str, Any] = field(default_factory=dict)


def take(sight: Sight) -> Entry | None:
    ticket = sight.ticket
    if (
        not sight.attends
        or not sight.gives
        or ticket.assignee_id == sight.reader.pk
        or not may_move(ticket, "take")
    ):
        return None
    url = reverse("desk:taking", args=[ticket.code])
    held = {"holder": ticket.assignee_id or ""}
    return Entry(_("Take"), url, post=True, first=True, main=True, key="t", carries=held)


def assign(sight: Sight) -> Entry | None:
    if not sight.attends or not sight.gives:
        return None
    return Entry(_("Assign"), reverse("desk:assignment", args=[sight.ticket.code]), first=True, key="a")


def close(sight: Sight) -> Entry | None:
    if not sight.attends or not may_move(sight.ticket, "close"):
        return None
    url, seen = reverse("desk:closure", args=[sight.ticket.code]), {"seen": sight.seen}
    return Entry(_("Close"), url, post=True, first=True, key="e", carries=seen)


def user_type(sight: Sight) -> Entry | None:
    if not sight.attends:
        return None
    return Entry(_("Change the user type"), reverse("desk:classification", args=[sight.ticket.code]))


def history(sight: Sight) -> Entry | None:
    return Entry(_("History"), reverse("desk:history", args=[sight.ticket.code]), key="h")


def ask_unit(sight: Sight) -> Entry | None:
    if not sight.attends or sight.waits or not may_move(sight.ticket, "involve"):
        return None
    return Entry(_("Ask another unit for a step"), reverse("desk:step-asking", args=[sight.ticket.code]))


def refer(sight: Sight) -> Entry | None:
    if not sight.attends or sight.waits or not may_move(sight.ticket, "refer"):
        return None
    return Entry(_("Refer it, or say where to write"), reverse("desk:referral", args=[sight.ticket.code]))


def transfer(sight: Sight) -> Entry | None:
    if not sight.attends or not may_move(sight.ticket, "transfer"):
        return None
    words = _("Transfer it to the competent body")
    return Entry(words, _with_seen(sight, "desk:transfer"))


def critical(sight: Sight) -> Entry | None:
    if not sight.attends or not may_move(sight.ticket, "escalate"):
        return None
    return Entry(_("Critical matter"), reverse("desk:escalation", args=[sight.ticket.code]))


def answer(sight: Sight) -> Entry | None:
    """Down to the composer, which stands under a conversation that may be long."""
    if not sight.attends or sight.waits or not may_move(sight.ticket, "answer"):
        return None
    return Entry(_("Write"), "#say", first=True, key="r")


def note(sight: Sight) -> Entry | None:
    return Entry(_("Add a note"), "#noting", key="n") if sight.attends else None


def _page(words: Any, name: str, wanted: str) -> Callable[[Sight], Entry | None]:
    """The page of a correction, while the ticket's state allows the move."""

    def entry(sight: Sight) -> Entry | None:
        if not sight.attends or not may_move(sight.ticket, wanted):
            return None
        return Entry(words, reverse(f"desk:{name}", args=[sight.ticket.code]))

    return entry


CORRECTIONS = (
    _page(_("Wrong service or unit"), "reclassification", "reclassify"),
    _page(_("Join with another request"), "merging", "receive"),
    _page(_("Split off a part"), "splitting", "split"),
    _page(_("Link with another request"), "links", "note"),
    _page(_("Take the request up again"), "reopening", "reopen"),
    _page(_("The case as a PDF"), "case", "note"),
)
MENU: tuple[Callable[[Sight], Entry | None], ...] = (
    take,
    answer,
    assign,
    close,
    note,
    user_type,
    history,
    ask_unit,
    refer,
    transfer,
    critical,
    *CORRECTIONS,
)


@dataclass(frozen=True)
class Menu:
    first: list[Entry]
    more: list[Entry]


def entries(sight: Sight) -> Menu:
    found = [entry for entry in (make(sight) for make in MENU) if entry is not None]
    found += [_macro(sight, row) for row in sight.beside("macro_rows") if sight.attends]
    return Menu([one for one in found if one.first], [one for one in found if not one.first])


def _macro(sight: Sight, row: dict[str, Any]) -> Entry:
    name = {"name": said(row["name"], get_language()).words}
    return Entry(_("Macro: %(name)s") % name, _with_seen(sight, "desk:macro", row["slug"]))


def _with_seen(sight: Sight, name: str, *more: str) -> str:
    """The address of a page that tells what came since this one was made."""
    address = reverse(name, args=[sight.ticket.code, *more])
    return f"{address}?{urlencode({'seen': sight.seen})}"
