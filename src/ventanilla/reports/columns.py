"""What is open in a unit as columns: nobody's first, then each agent's, what is due first on top. Two statements."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import F

from ventanilla.institutions.models import Unit
from ventanilla.reports.staff import staff_of
from ventanilla.tickets.models import IS_OPEN, Ticket

#: Of each, so many are shown; the rest stands on the desk's list.
MOST = 20


@dataclass
class Column:
    """`person` None: nobody's. `more`: there are others below."""

    person: Any
    tickets: list[Any] = field(default_factory=list)
    more: bool = False


def columns_of(unit: Unit, *, at: datetime) -> list[Column]:
    """Of each who attends here, and of who left and still has something."""
    people = staff_of(unit, at=at, holding=True)
    open_here = Ticket.objects.filter(IS_OPEN, unit=unit)
    parts = [open_here.filter(assignee__isnull=True), *(open_here.filter(assignee=one) for one in people)]
    columns: dict[int | None, Column] = {None: Column(None)}
    columns |= {person.pk: Column(person) for person in people}
    for ticket in _first(parts):
        column = columns[ticket.assignee_id]
        if len(column.tickets) < MOST:
            column.tickets.append(ticket)
        else:
            column.more = True
    return list(columns.values())


def _first(parts: list[Any]) -> list[Any]:
    """The first of each part and one more, each part from its index."""
    first, *others = [part.order_by("due_at", "id").values("pk")[: MOST + 1] for part in parts]
    ids = first.union(*others, all=True)
    rows = Ticket.objects.filter(pk__in=[row["pk"] for row in ids])
    told = rows.select_related("requester", "assignee").annotate(service_name=F("version__data__name"))
    return list(told.order_by("due_at", "id"))
