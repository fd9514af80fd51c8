"""How long a ticket was in which state, from the journal alone; and which of these stretches stop a clock."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet

from ventanilla.journal.queries import state_rows, told_states
from ventanilla.lib.prepared import Prepared
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.states import State
from ventanilla.worktime import Calendar, CalendarEnds, Term, add

Pause = tuple[datetime, datetime | None]

#: Whose turn it is in a state, as a term's `pauses` names them.
TURNS: dict[str, frozenset[State]] = {
    "requester": frozenset({State.WAITING_STUDENT, State.CORRECTING}),
    "unit": frozenset({State.WAITING_UNIT}),
}
#: Whoever has his answer waits for nothing: no clock runs, so that one that is taken up again goes on.
ALWAYS = frozenset({State.ANSWERED, State.CLOSED})


class Spell(NamedTuple):
    """`by` brought the ticket into the state; `until` None: it is in it."""

    state: str
    since: datetime
    until: datetime | None
    by: int | None


def clockwork(
    ticket: Ticket, *, also: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
) -> tuple[list[Deadline], list[Spell]]:
    """The deadlines of a ticket with their terms and calendars, and its spells: one statement.

    `also` annotates the deadlines with what else a page tells.
    """
    rows: list[Any] = _clockwork(also).rows(ticket=ticket.pk)
    return rows, spells(told_states(rows[0].states)) if rows else []


@lru_cache(maxsize=16)
def _clockwork(also: Callable[[QuerySet[Any]], QuerySet[Any]] | None) -> Prepared:
    def make(ticket: int) -> QuerySet[Any]:
        found = Deadline.objects.filter(ticket=ticket).select_related("term", "calendar", "local")
        found = also(found) if also is not None else found
        return found.annotate(states=state_rows("ticket", OuterRef("ticket"))).order_by("due_at", "id")

    return Prepared(make, ticket=0)


def spells(told: Iterable[tuple[datetime, int | None, str]]) -> list[Spell]:
    """From (at, actor, state after it), in the order of recording; nothing begins before what it ended."""
    found: list[Spell] = []
    for at, actor, state in told:
        if found and found[-1].state == state:
            continue
        since = max(at, found[-1].since) if found else at
        if found:
            found[-1] = found[-1]._replace(until=since)
        found.append(Spell(state, since, None, actor))
    return found


def entered(past: Sequence[Spell], state: str, at: datetime, by: int | None = None) -> list[Spell]:
    """The same spells with what is happening now, before the journal has it."""
    return spells([*((s.since, s.by, s.state) for s in past), (at, by, state)])


def pauses(term: dict[str, Any], past: Sequence[Spell], calendar: Calendar) -> list[Pause]:
    """The stretches in which a clock of this term stands still; none lasts beyond the term's limit."""
    turns = (TURNS[turn] for turn in term.get("pauses") or ())
    stopping = ALWAYS.union(*turns)
    return [(s.since, _cut(s, term, calendar)) for s in past if s.state in stopping]


def answered(past: Sequence[Spell]) -> list[Pause]:
    """The stretches in which the requester had his answer."""
    return [(s.since, s.until) for s in past if s.state in ALWAYS]


def _cut(spell: Spell, term: dict[str, Any], calendar: Calendar) -> datetime | None:
    limit = term.get("suspension_limit")
    if not limit or spell.state in ALWAYS:
        return spell.until
    try:
        longest = add(Term.from_data(limit), start=spell.since, calendar=calendar)
    except CalendarEnds:
        return spell.until  # the calendar ends before the limit does, and nothing counts after that
    assert longest is not None, "nothing stops the time of a pause"
    return longest if spell.until is None else min(longest, spell.until)
