"""What a number of the board is made of: its cases, the latest first, in pages that continue, never counted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q

from ventanilla.reports.models import Fact
from ventanilla.reports.period import Period
from ventanilla.tickets.queue import read_cursor

PAGE = 50


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    older: str  # where the next page begins; empty on the last


@dataclass(frozen=True)
class Wish:
    """`agent` 0 is nobody; None for everybody, as with `service`. `late`: only what was not in time."""

    unit_id: int
    kind: str
    period: Period
    agent: int | None = None
    service: int | None = None
    late: bool = False


def page(wish: Wish, *, zone: ZoneInfo, after: str = "") -> Page:
    """Two statements: which facts, from their index; and what is told of them."""
    since, before = wish.period.instants(zone)
    rows = Fact.objects.filter(unit=wish.unit_id, kind=wish.kind, at__gte=since, at__lt=before)
    if wish.agent is not None:
        rows = rows.filter(agent=wish.agent or None)
    if wish.service is not None:
        rows = rows.filter(service=wish.service)
    if wish.late:
        rows = rows.filter(kept=False)
    chosen = list(_from(rows, after).order_by("-at", "-id").values_list("pk", flat=True)[: PAGE + 1])
    shown = Fact.objects.filter(pk__in=chosen[:PAGE]).select_related("ticket", "agent", "unit")
    told = shown.annotate(service_name=F("ticket__version__data__name")).order_by("-at", "-id")
    facts = list(told) if chosen else []
    return Page(facts, cursor(facts[-1].at, facts[-1].pk) if len(chosen) > PAGE else "")


def cursor(at: datetime, pk: int) -> str:
    return f"{at.isoformat()}_{pk}"


def _from(rows: Any, after: str) -> Any:
    place = read_cursor(after)
    if place is None:
        return rows
    at, pk = place
    return rows.filter(Q(at__lt=at) | Q(pk__lt=pk), at__lte=at)
