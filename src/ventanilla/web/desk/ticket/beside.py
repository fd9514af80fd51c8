"""What stands beside a ticket on its page, brought along by the one statement that reads the ticket.

Each function here names expressions over `OuterRef("pk")` of the ticket (lists as `ArraySubquery` of `JSONObject`);
a panel finds them by name: `sight.beside("…")`. So another panel costs the page no other statement.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from ventanilla.notify.models import Delivery
from ventanilla.notify.queries import LOST
from ventanilla.people.models import Person

Beside = Callable[[Person, datetime], dict[str, Any]]


def lost(reader: Person, at: datetime) -> dict[str, Any]:
    """What could not be delivered, and is not told again."""
    rows = Delivery.objects.filter(ticket=OuterRef("pk"), status__in=LOST).order_by("id")
    told = JSONObject(address="address", at="created_at")
    return {"lost_rows": ArraySubquery(rows.values(row=told))}


BESIDE: tuple[Beside, ...] = (lost,)


def all_beside(reader: Person, at: datetime) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    """For `desk_ticket(also=…)`."""

    def brought(tickets: QuerySet[Any]) -> QuerySet[Any]:
        named = {name: what for one in BESIDE for name, what in one(reader, at).items()}
        return tickets.annotate(**named)

    return brought
