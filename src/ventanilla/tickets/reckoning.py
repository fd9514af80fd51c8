"""When a deadline is due, since when it stands still, and when to look at it: from events and versions alone."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from ventanilla.tickets.clocks import Clock
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.spells import Pause, Spell, answered, pauses
from ventanilla.worktime import Calendar, CalendarEnds, Due, Kind, Step, Term, add, due, union

EXPIRY = "expiry"


class Reckoned(NamedTuple):
    """`at` None: a pause without end keeps it from being due, or its calendar ends first (`beyond`).

    `paused`: the pause in which it is, to its end; what is closed for good stands still as well. `least`: before
    the end of its calendar it cannot be due.
    """

    at: datetime | None
    paused: tuple[datetime, datetime | None] | None
    beyond: bool = False
    least: datetime | None = None


def calendar_of(deadline: Deadline) -> Calendar:
    """What binds: the calendar promised with, without the days on which the requester's own place rests."""
    data = deadline.calendar.data
    return Calendar.from_data(union(data, deadline.local.data) if deadline.local else data)


def amount_of(term: dict[str, Any], complexity: str | None) -> int:
    """What a term promises in its own unit, to a service of this complexity."""
    amounts = term.get("amounts") or {}
    return int(amounts[complexity or "medium"] if amounts else term["amount"])


def reckon(deadline: Deadline, past: Sequence[Spell], *, now: datetime) -> Reckoned:
    calendar = calendar_of(deadline)
    held = pauses(deadline.term.data, past, calendar)
    whole = _term(deadline, deadline.amount + deadline.added)
    here = next((p for p in held if p[0] <= now and (p[1] is None or now < p[1])), None)
    try:
        at = add(whole, start=deadline.start_at, calendar=calendar, pauses=held)
    except CalendarEnds:
        ends = calendar.ends
        over = (max(ends, deadline.start_at), None) if ends and ends <= now else None
        return Reckoned(None, here or over, beyond=True, least=ends)
    return Reckoned(at, here)


def explain(deadline: Deadline, past: Sequence[Spell]) -> Due:
    """Why this date: every step from the start to the due instant; the start alone where the calendar ends first."""
    calendar = calendar_of(deadline)
    whole = _term(deadline, deadline.amount + deadline.added)
    held = pauses(deadline.term.data, past, calendar)
    try:
        return due(whole, start=deadline.start_at, calendar=calendar, pauses=held)
    except CalendarEnds:
        start = deadline.start_at
        return Due(None, (Step(Kind.START, start, start.astimezone(calendar.zone).date()),))


def thresholds(deadline: Deadline, past: Sequence[Spell]) -> Iterator[tuple[str, datetime]]:
    """What is to be told and when: the warnings, the expiry, the escalations; none while none can come."""
    term, calendar = deadline.term.data, calendar_of(deadline)
    held = pauses(term, past, calendar)
    whole = deadline.amount + deadline.added
    reached = partial(_reached, start=deadline.start_at, calendar=calendar, pauses=held)
    for left in term.get("warnings") or ():
        if left < whole and (at := reached(_term(deadline, whole - left))):
            yield f"warning:{left}", at
    end = deadline.due_at if expired(deadline) else reached(_term(deadline, whole))
    if end is None:
        return
    yield EXPIRY, end
    had = answered(past)  # whoever has his answer, however late, is nothing to escalate
    for n, level in enumerate(term.get("escalation") or ()):
        if at := _reached(_term(deadline, level["after"]), start=end, calendar=calendar, pauses=had):
            yield f"escalation:{n}", at


def expired(deadline: Deadline) -> bool:
    """Whether the promise as it runs now was broken; one that began again since is a new one."""
    return EXPIRY in deadline.told


def closes(deadline: Deadline) -> bool:
    """Whether its end is no breach of the desk's but ends the case: the requester's own time (UNE-09)."""
    return bool(deadline.clock == Clock.CORRECTION)


def _reached(term: Term, *, start: datetime, calendar: Calendar, pauses: Sequence[Pause]) -> datetime | None:
    """None also beyond the end of the calendar: what was promised stands, and nothing is told that nobody can date."""
    try:
        return add(term, start=start, calendar=calendar, pauses=pauses)
    except CalendarEnds:
        return None


def _term(deadline: Deadline, amount: int) -> Term:
    return Term.from_data({"unit": deadline.term.data["unit"], "amount": amount})
