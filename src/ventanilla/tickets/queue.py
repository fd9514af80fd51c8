"""The desk's lists: one view of one unit at a time, in pages that continue after the last row, never counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.models import IS_OPEN, IS_WAITING, Ticket
from ventanilla.tickets.states import State

PAGE = 50


@dataclass(frozen=True)
class View:
    """`key` is the column that orders (with the id); `newest` first or what is due first."""

    slug: str
    name: Any
    rows: Callable[[Person], Q]
    key: str = "due_at"
    newest: bool = False
    of_unit: bool = True


VIEWS = {
    view.slug: view
    for view in (
        View("unit", _("My unit"), lambda person: IS_OPEN),
        View("mine", _("Mine"), lambda person: IS_OPEN & Q(assignee=person), of_unit=False),
        View("unassigned", _("Not assigned"), lambda person: IS_OPEN & Q(assignee__isnull=True)),
        View(
            "waiting",
            pgettext_lazy("several", "Waiting for the requester"),
            lambda person: IS_WAITING,
        ),
        View(
            "answered", _("Answered"), lambda person: Q(state=State.ANSWERED), "last_activity_at", newest=True
        ),
        View("ended", _("Closed"), lambda person: Q(closed_at__isnull=False), "closed_at", newest=True),
    )
}


@dataclass(frozen=True)
class Page:
    tickets: list[Ticket]
    older: str  # where the next page begins; empty on the last


def page(view: View, *, person: Person, units: list[Unit], after: str = "") -> Page:
    """Fifty tickets of a view over some units, from the cursor `after` on. What one may not read is not in it.

    Each unit's first fifty come from its index; the fifty to show are chosen among them: two statements.
    """
    attended = set(rules.unit_ids(person))
    order = (f"-{view.key}", "-id") if view.newest else (view.key, "id")
    parts = []
    for unit_id in attended if not view.of_unit else {unit.pk for unit in units}:
        part = Ticket.objects.filter(view.rows(person), unit_id=unit_id).exclude(requester=person)
        if unit_id not in attended:
            part = part.filter(confidential=False)
        parts.append(_from(part, view, after).order_by(*order).values_list(view.key, "id")[: PAGE + 1])
    chosen = _merged(parts, order)
    rows = Ticket.objects.filter(pk__in=chosen[:PAGE]).select_related("requester", "assignee", "campus")
    tickets = list(rows.annotate(service_name=F("version__data__name")).order_by(*order)) if chosen else []
    return Page(tickets, cursor(tickets[-1], view) if len(chosen) > PAGE else "")


def _merged(parts: list[QuerySet[Any]], order: tuple[str, ...]) -> list[int]:
    """The ids of the first rows of all parts together, one more than a page."""
    if not parts:
        return []
    first, *others = parts
    rows = first.union(*others, all=True).order_by(*order)[: PAGE + 1] if others else first
    return [pk for _key, pk in rows]


def units_of(person: Person) -> QuerySet[Any]:
    """The units whose queue somebody may open."""
    units = Unit.objects.filter(active=True).order_by("slug")
    return units if person.has_role("administrator") else units.filter(pk__in=rules.unit_ids(person))


def cursor(ticket: Ticket, view: View) -> str:
    return f"{getattr(ticket, view.key).isoformat()}_{ticket.pk}"


def _from(found: QuerySet[Any], view: View, after: str) -> QuerySet[Any]:
    place = read_cursor(after)
    if place is None:
        return found
    at, identifier = place
    beyond = "lt" if view.newest else "gt"
    # The first comparison is answered by the index, so that nothing shown before is read again.
    later = Q(**{f"{view.key}__{beyond}": at}) | Q(**{view.key: at, f"id__{beyond}": identifier})
    return found.filter(later, **{f"{view.key}__{beyond}e": at})


def read_cursor(after: str) -> tuple[datetime, int] | None:
    """The place a cursor names; None for nothing and for nonsense."""
    instant, _sep, identifier = after.partition("_")
    try:
        at = parse_datetime(instant)
    except ValueError:
        return None
    if at is None or at.tzinfo is None or not identifier.isdecimal() or len(identifier) > 18:
        return None
    return at, int(identifier)
