"""Until when what was closed can be taken up again, and when not at all."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from ventanilla.catalogue.shape import Reopening
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.states import State

#: What closes; what is noted afterwards changes nothing of it.
CLOSINGS = ("ticket.closed", "ticket.transferred", "ticket.merged")
#: Of `ticket.closed`: the requester may not undo these (the desk may).
FOR_GOOD = frozenset({"correction_expired", "merged"})


def days_of(data: dict[str, Any]) -> int:
    """Of a service's version; one from before this was said has what is said where nothing is."""
    return int((data.get("reopening") or {}).get("days", Reopening().days))


def until(ticket: Ticket, *, zone: ZoneInfo) -> datetime | None:
    """The last instant of its last day; None for what is not closed, or never taken up again."""
    days = days_of(ticket.version.data)
    if ticket.state != State.CLOSED or ticket.closed_at is None or ticket.merged_into_id or not days:
        return None
    last = ticket.closed_at.astimezone(zone).date() + timedelta(days=days + 1)
    return datetime.combine(last, time(), tzinfo=zone) - timedelta(seconds=1)


def is_open(ticket: Ticket, *, zone: ZoneInfo, at: datetime) -> bool:
    end = until(ticket, zone=zone)
    return end is not None and at <= end
