"""What a ticket belongs to, as a page tells it: beside the statement that reads the ticket."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, JSONField, QuerySet, Value
from django.db.models.functions import JSONObject

from ventanilla.tickets.models import Link, Ticket
from ventanilla.tickets.parts import parts
from ventanilla.tickets.states import OPEN, State

#: Kind of the row and which end the reader stands at → what the other one is to him.
ROLES = {
    ("related", True): "related",
    ("related", False): "related",
    ("child", True): "parent",
    ("child", False): "child",
    ("split", True): "source",
    ("split", False): "part",
    ("follows", True): "earlier",
    ("follows", False): "later",
}
MOST = 50


@dataclass(frozen=True)
class Related:
    """`role`: what the other ticket is to this one (ROLES)."""

    link: int
    role: str
    code: str
    title: str
    state: str
    at: datetime

    @property
    def is_open(self) -> bool:
        return State(self.state) in OPEN

    @property
    def may_be_undone(self) -> bool:
        """What somebody said, not what followed from what was done."""
        return self.role in {"related", "parent", "child"}


def beside(ticket: Any, seen: QuerySet[Any] | None = None) -> Func:
    """Rows for `related`, of a ticket (or an `OuterRef`) with all that was merged into it.

    `seen` are the tickets that the reader may know of: no link betrays another one.
    """
    whole = parts(ticket)
    here, there = Link.objects.filter(ticket__in=whole), Link.objects.filter(other__in=whole)
    return Func(
        _rows(here, "other", seen),
        _rows(there.exclude(ticket__in=whole), "ticket", seen),
        function="array_cat",
        output_field=ArrayField(JSONField()),
    )


def _rows(found: QuerySet[Any], far: str, seen: QuerySet[Any] | None) -> ArraySubquery:
    """From one end, by its index. `far` is the column of the other end."""
    if seen is not None:
        found = found.filter(**{f"{far}__in": seen.values("pk")})
    told = {name: F(f"{far}__{name}") for name in ("code", "title", "state")}
    mine = Value(int(far == "other"))
    row = JSONObject(id="id", kind="kind", mine=mine, at="at", **told)
    return ArraySubquery(found.order_by("id")[:MOST].values(row=row))


def related(rows: list[dict[str, Any]]) -> list[Related]:
    return [
        Related(
            link=row["id"],
            role=ROLES[row["kind"], bool(row["mine"])],
            code=row["code"],
            title=row["title"],
            state=row["state"],
            at=datetime.fromisoformat(row["at"]),
        )
        for row in sorted(rows, key=lambda row: int(row["id"]))
    ]


def of(ticket: Ticket, seen: QuerySet[Any] | None = None) -> list[Related]:
    """One statement, for a page that has nothing else to ask."""
    found = Ticket.objects.filter(pk=ticket.pk).values_list(beside(ticket.pk, seen), flat=True).get()
    return related(found)


def open_children(ticket: Ticket) -> QuerySet[Any]:
    """The parts of a parent that nobody has ended: who closes it is told."""
    rows = Link.objects.filter(kind=Link.Kind.CHILD, other=ticket, ticket__state__in=sorted(OPEN))
    return rows.order_by("id").values_list("ticket__code", flat=True)
