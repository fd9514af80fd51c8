"""What counts in one ticket's life, from its journal: pure, so that counting twice gives the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ventanilla.journal.models import Event
from ventanilla.reports.life import Life
from ventanilla.reports.models import Fact, FactKind
from ventanilla.reports.times import Times, kept, times
from ventanilla.tickets.clocks import Clock
from ventanilla.tickets.states import ENDED, OPEN, State

#: What the desk says to the requester: the first of these is the first contact.
SPOKEN = frozenset({"ticket.answered", "ticket.asked", "ticket.returned", "ticket.transferred"})
ANSWERS = frozenset({"ticket.answered", "ticket.transferred"})
#: Where a ticket is from then on; others name a unit that they concern beside. One that is passed on names two.
PASSED_ON = "ticket.reclassified"
PLACES = frozenset({"ticket.submitted", "ticket.assigned", PASSED_ON})
#: Of a case that ends without an answer of its own, this was the desk's doing.
BY_DESK = "desk"


@dataclass
class Walk:
    """Where one stands in the journal, event by event."""

    unit_id: int
    state: str = ""
    contacted: bool = False
    answered_by: int | None = None
    reopened_at: datetime | None = None
    asked_for_time: dict[int, int | None] = field(default_factory=dict)


def facts_of(life: Life) -> list[Fact]:
    walk = Walk(life.ticket.unit_id)
    found: list[Fact] = []
    for event in life.events:
        if event.kind in PLACES:
            place = event.data["to"] if event.kind == PASSED_ON else event.data
            walk.unit_id = place.get("unit") or walk.unit_id
        found += _told_by(event, life, walk)
        walk.state = event.data.get("state") or walk.state
    return found


def _told_by(event: Event, life: Life, walk: Walk) -> Iterator[Fact]:
    state = event.data.get("state") or walk.state
    match event.kind:
        case "ticket.submitted":
            yield _fact(FactKind.ARRIVED, event, life, walk, agent=None)
        case "ticket.breached":
            yield _fact(FactKind.BREACHED, event, life, walk, agent=event.data["to"])
        case "ticket.extension_asked":
            walk.asked_for_time[event.data["extension"]] = event.actor_id
        case "ticket.extended":
            asked = walk.asked_for_time.get(event.data["extension"], event.actor_id)
            yield _fact(FactKind.EXTENDED, event, life, walk, agent=asked)
        case "survey.answered" if event.data["survey"] in life.ratings:
            rating = life.ratings[event.data["survey"]]
            yield _fact(FactKind.RATED, event, life, walk, agent=walk.answered_by, rating=rating)
    if event.kind in SPOKEN or _closes(event, walk):
        yield from _contact(event, life, walk)
    if _answers(event, walk) or _closes(event, walk):
        yield from _answer(event, life, walk)
    elif walk.state in {State.ANSWERED, *ENDED} and state in OPEN and event.kind not in SPOKEN:
        walk.reopened_at = event.at
        yield _fact(FactKind.REOPENED, event, life, walk, agent=walk.answered_by)


def _answers(event: Event, walk: Walk) -> bool:
    """A second answer to who has one already counts no second time."""
    return event.kind in ANSWERS and walk.state != State.ANSWERED


def _closes(event: Event, walk: Walk) -> bool:
    """Closed by somebody of the desk who had not answered."""
    closed = event.kind == "ticket.closed" and event.data.get("reason") == BY_DESK
    return closed and walk.state in OPEN


def _contact(event: Event, life: Life, walk: Walk) -> Iterator[Fact]:
    if walk.contacted:
        return
    walk.contacted = True
    promised = life.deadline(Clock.FIRST_CONTACT)
    row = promised or life.deadline(Clock.RESOLUTION)
    spent = times(row, life, at=event.at) if row else Times()
    told = {"minutes": spent.minutes, "whole": spent.whole}
    if promised:
        told |= {"use": spent.use, "kept": kept(promised, life, at=event.at)}
    yield _fact(FactKind.CONTACTED, event, life, walk, agent=event.actor_id, **told)


def _answer(event: Event, life: Life, walk: Walk) -> Iterator[Fact]:
    walk.answered_by = event.actor_id
    row = life.deadline(Clock.RESOLUTION)
    if row is None:
        yield _fact(FactKind.ANSWERED, event, life, walk, agent=event.actor_id)
        return
    spent = times(row, life, at=event.at)
    told = {"minutes": spent.minutes, "whole": spent.whole, "use": spent.use}
    renewed = walk.reopened_at if row.term.data.get("reopening") == "renew" else None
    in_time = kept(row, life, at=event.at, since=renewed)
    yield _fact(FactKind.ANSWERED, event, life, walk, agent=event.actor_id, kept=in_time, **told)


def _fact(kind: FactKind, event: Event, life: Life, walk: Walk, *, agent: int | None, **told: Any) -> Fact:
    ticket = life.ticket
    breached_unit = event.data.get("unit") if kind == FactKind.BREACHED else None
    return Fact(
        ticket_id=ticket.pk,
        n=event.n,
        kind=kind,
        unit_id=breached_unit or walk.unit_id,
        agent_id=agent,
        service_id=ticket.service_id,
        complexity=ticket.version.data.get("complexity") or "",
        day=event.at.astimezone(life.zone).date(),
        at=event.at,
        **told,
    )
