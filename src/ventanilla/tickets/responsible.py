"""Whose a promise was at an instant, from the journal: who has the request now may have come later."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from ventanilla.journal.models import Event
from ventanilla.tickets.clocks import is_step
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.stepping import step_id, whose

#: These say where it is from then on.
PLACING = frozenset({"ticket.submitted", "ticket.assigned"})
#: Says where it is and whose it is, as `to`: one that was passed on is often nobody's at first.
PASSING = "ticket.reclassified"
#: These name the agent (`to`, null: nobody).
NAMING = frozenset({"ticket.assigned", "ticket.taken", "ticket.passed_on", "ticket.absorbed"})
#: Who does these to a request that is nobody's makes it his own.
ACTING = frozenset(
    {"ticket.answered", "ticket.asked", "ticket.returned", "ticket.referred", "ticket.step_asked"}
)
TAKEN = "ticket.step_taken"
Told = tuple[str, datetime, int | None, dict[str, Any]]


def at_instant(ticket: Ticket, row: Deadline, *, at: datetime) -> tuple[int, int | None]:
    """The unit and the agent who were responsible at `at`; one statement, of a step two."""
    if is_step(row.clock):
        unit_id, _now = whose(ticket, row)
        return unit_id, _step_taker(_told(ticket, {TAKEN}, at), step_id(row.clock))
    unit_id, agent_id = ticket.unit_id, None
    for kind, _when, actor, data in _told(ticket, PLACING | NAMING | ACTING | {PASSING}, at):
        if kind in PLACING:
            unit_id = data.get("unit") or unit_id
        if kind == PASSING:
            unit_id, agent_id = data["to"]["unit"], data["to"]["agent"]
        elif kind in NAMING:
            agent_id = data.get("to", actor)
        elif kind in ACTING and agent_id is None:
            agent_id = actor
    return unit_id, agent_id


def _step_taker(told: Iterable[Told], step: int) -> int | None:
    takers = [actor for _kind, _when, actor, data in told if data.get("step") == step]
    return takers[-1] if takers else None


def _told(ticket: Ticket, kinds: Iterable[str], at: datetime) -> list[Told]:
    events = Event.objects.filter(subject_kind="ticket", subject_id=ticket.pk, kind__in=sorted(kinds))
    rows = events.order_by("n").values_list("kind", "at", "actor_id", "data")
    return [row for row in rows if row[1] <= at]
