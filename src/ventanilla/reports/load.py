"""What is open in a unit now, by who is responsible and by service: read from the index of what is open."""

from dataclasses import dataclass, fields
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from ventanilla.tickets.models import IS_OPEN, IS_WAITING, Ticket


@dataclass
class Load:
    """`today` and `week` are still to come and run; `late` broke a promise; `waiting` is the requester's turn."""

    open: int = 0
    today: int = 0
    week: int = 0
    late: int = 0
    waiting: int = 0

    def add(self, other: "Load") -> None:
        for name in NAMES:
            setattr(self, name, getattr(self, name) + getattr(other, name))


NAMES = tuple(one.name for one in fields(Load))


def load_of(unit_id: int, *, at: datetime, zone: ZoneInfo) -> list[tuple[int | None, int, Load]]:
    """(assignee or None, service, load); one statement. The week ends on Sunday."""
    today = datetime.combine(at.astimezone(zone).date(), time(), zone)
    tomorrow, monday = today + timedelta(days=1), today + timedelta(days=7 - today.weekday())
    runs = Q(paused_at__isnull=True)
    rows: Any = (
        Ticket.objects.filter(IS_OPEN, unit=unit_id)
        .values("assignee_id", "service_id")
        .annotate(
            open=Count("pk"),
            today=Count("pk", filter=runs & Q(due_at__gte=at, due_at__lte=tomorrow)),
            week=Count("pk", filter=runs & Q(due_at__gte=at, due_at__lte=monday)),
            late=Count("pk", filter=Q(breached_at__isnull=False)),
            waiting=Count("pk", filter=IS_WAITING),
        )
        .order_by()
    )
    return [
        (row["assignee_id"], row["service_id"], Load(**{name: row[name] for name in NAMES})) for row in rows
    ]
