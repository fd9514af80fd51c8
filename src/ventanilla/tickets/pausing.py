"""Who made a ticket wait, and how long: rows for directors (parking a ticket to stop its clock must show)."""

from datetime import datetime

from ventanilla.tickets.clocks import rests
from ventanilla.tickets.models import Pause, Ticket


def note(ticket: Ticket, left: str, *, at: datetime, by: int | None) -> None:
    """Called at a change of state from `left`; one statement for each pause that ends or begins."""
    if rests(left):
        Pause.objects.filter(ticket=ticket, until__isnull=True).update(until=at)
    if rests(ticket.state):
        Pause.objects.create(ticket=ticket, unit_id=ticket.unit_id, agent_id=by, state=ticket.state, since=at)
