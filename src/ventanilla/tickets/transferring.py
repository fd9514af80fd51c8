"""Until when what another body is competent for must be sent on to it: the law's term, from the arrival (MEN-08)."""

from datetime import datetime

from ventanilla.tickets.deadlines import Promise, dated
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.reckoning import amount_of, calendar_of
from ventanilla.tickets.terms import term_of


def limit(ticket: Ticket, *, like: Deadline, at: datetime) -> Promise | None:
    """One statement; None where the service names no such term. No deadline that runs: who answers breaks nothing."""
    slug = ticket.version.data["terms"].get("transfer")
    if slug is None:
        return None
    today = at.astimezone(calendar_of(like).zone).date()
    row = Deadline(clock="transfer", term=term_of(slug, on=today), calendar=like.calendar)
    row.amount = amount_of(row.term.data, ticket.version.data.get("complexity"))
    row.start_at = ticket.created_at
    return dated(row)
