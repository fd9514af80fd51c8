"""The requester's own time to put his request right (UNE-09): until when he would have it, until when he has."""

from datetime import datetime

from ventanilla.tickets.clocks import Clock
from ventanilla.tickets.deadlines import dated
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.reckoning import amount_of, calendar_of
from ventanilla.tickets.states import State
from ventanilla.tickets.terms import term_of


def allowed(ticket: Ticket) -> bool:
    """Whether the service gives its requesters time to correct."""
    return bool(ticket.version.data["terms"].get("correction"))


def until(ticket: Ticket, *, like: Deadline, at: datetime) -> datetime:
    """When it would end, were the request returned now; by the calendars of `like`; one statement.

    Raises NoSuchPromise.
    """
    today = at.astimezone(calendar_of(like).zone).date()
    term = term_of(ticket.version.data["terms"]["correction"], on=today)
    row = Deadline(clock=Clock.CORRECTION, term=term, calendar=like.calendar, local=like.local, start_at=at)
    row.amount = amount_of(term.data, ticket.version.data.get("complexity"))
    return dated(row).due


def running(ticket: Ticket, rows: list[Deadline]) -> Deadline | None:
    """The clock of a correction that is awaited."""
    if ticket.state != State.CORRECTING:
        return None
    return next((row for row in rows if row.clock == Clock.CORRECTION and row.runs), None)
