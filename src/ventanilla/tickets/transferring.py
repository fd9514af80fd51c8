"""Until when what another body is competent for must be sent on to it: the law's term, from the arrival (MEN-08)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ventanilla.tickets.deadlines import dated
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.reckoning import amount_of
from ventanilla.tickets.terms import term_of
from ventanilla.worktime import Step


@dataclass(frozen=True)
class Limit:
    """`row` is no deadline that runs: who answers himself breaks nothing."""

    row: Deadline
    why: tuple[Step, ...]

    @property
    def due(self) -> datetime:
        at: datetime = self.row.due_at
        return at

    @property
    def term(self) -> Any:
        return self.row.term.data


def limit(ticket: Ticket, *, like: Deadline, at: datetime) -> Limit | None:
    """One statement; None where the service names no such term."""
    slug = ticket.version.data["terms"].get("transfer")
    if slug is None:
        return None
    row = Deadline(clock="transfer", term=term_of(slug, on=at.date()), calendar=like.calendar)
    row.amount = amount_of(row.term.data, ticket.version.data.get("complexity"))
    row.start_at = ticket.created_at
    found = dated(row)
    return Limit(found.row, found.why)
