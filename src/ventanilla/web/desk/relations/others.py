"""Another ticket of the same person: chosen from a list, or named by its number."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.queries import desk_ticket, visible_on_desk
from ventanilla.web.components.field import Choice, Field

#: So many are offered; any other is named by its number.
MOST = 6


def others(reader: Person, ticket: Ticket) -> list[Ticket]:
    """What the requester has open beside this one, as far as the reader may see it, newest first."""
    seen = visible_on_desk(reader).filter(requester=ticket.requester_id, closed_at__isnull=True)
    return list(seen.exclude(pk=ticket.pk).order_by("-created_at", "-pk")[:MOST])


def found(reader: Person, ticket: Ticket, said: str) -> tuple[Ticket | None, str]:
    """The ticket of that number, or a sentence; the same for an unknown number and for what one may not see."""
    if not said:
        return None, ""
    other = desk_ticket(reader, said)
    if other is None:
        return None, gettext("There is no request with this number that you may see.")
    if other.pk == ticket.pk:
        return None, gettext("This is the same request: choose another one.")
    return other, ""


def said_in(data: Any) -> str:
    """The number that was written; otherwise the one that was chosen."""
    return str(data.get("number", "").strip() or data.get("with", ""))


def choose(offered: Sequence[Ticket], said: str, *, wrong: str = "") -> list[Field]:
    """Two ways to say which; the number that is written wins."""
    listed = any(one.code == said for one in offered)
    choices = [Choice(one.code, f"{one.code} · {one.title}") for one in offered]
    number = Field(
        "number",
        "text",
        _("Number of the request"),
        help=_("With or without hyphens."),
        value="" if listed else printable(said),
        errors=[wrong] if wrong else [],
        max_length=60,
        plain=True,
        autocomplete="off",
    )
    if not offered:
        return [number]
    value = said if listed else ""
    return [
        Field("with", "choice", _("Open requests of the same person"), choices=choices, value=value),
        number,
    ]
