"""The time line of a ticket: what is done, where it is, what is to come. Pure.

Stages are the institution's words for states (catalogue/shape.py). Each is shown once, where it was last
reached; what is to come follows in the institution's order. A state for which the institution has no words
shows under its own name while the ticket is in it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple, Protocol

from django.utils.translation import gettext_lazy as _

from ventanilla.tickets.states import ENDED, State

Status = Literal["done", "now", "next"]
#: How far along each state is. Those with the same number come instead of each other.
PROGRESS: dict[State, int] = {
    State.SUBMITTED: 0,
    State.IN_PROGRESS: 1,
    State.WAITING_STUDENT: 2,
    State.CORRECTING: 2,
    State.WAITING_UNIT: 2,
    State.ANSWERED: 3,
    State.CLOSED: 4,
    State.WITHDRAWN: 4,
}
#: Shown only if they happen: nobody plans to wait for the requester.
UNPLANNED = frozenset({State.WAITING_STUDENT, State.CORRECTING, State.WITHDRAWN})
SURVEY = "survey"
#: What a stage is called once it is over: nobody waits any more.
OVER = {
    State.WAITING_STUDENT: _("We asked you for something"),
    State.CORRECTING: _("We asked you for a correction"),
}


class Happened(Protocol):
    """An event of the ticket; `data["state"]` is the state after it."""

    @property
    def at(self) -> datetime: ...

    @property
    def actor_id(self) -> int | None: ...

    @property
    def data(self) -> dict[str, Any]: ...


class Due(Protocol):
    clock: str
    due_at: datetime
    paused_at: datetime | None
    met_at: datetime | None


class Opinion(NamedTuple):
    """The survey as the last stage: null instants are still to come."""

    invited_at: datetime | None
    answered_at: datetime | None


@dataclass(frozen=True)
class Stage:
    """`at` when it was reached, `until` what was promised; `who` brought it there, a person's id.

    `name` is a Text, or a translated word where the institution has none; `state` is a State or "survey".
    """

    state: str
    name: Any
    status: Status
    at: datetime | None = None
    until: datetime | None = None
    who: int | None = None
    note: Any = None


class Visit(NamedTuple):
    state: State
    at: datetime
    who: int | None


def stages(
    planned: Sequence[dict[str, Any]],
    *,
    state: str,
    events: Iterable[Happened],
    deadlines: Iterable[Due],
    opinion: Opinion | None = None,
    survey_name: Any = "",
) -> list[Stage]:
    """`events` in the order in which they happened; `opinion` None where nothing is asked after closing."""
    here = State(state)
    dues = {d.clock: d.due_at for d in deadlines if d.met_at is None and d.paused_at is None}
    if here in ENDED:
        dues = {}
    words = {State(stage["state"]): stage for stage in reversed(planned)}
    visits = _last_visits(events, here)
    line = [_reached(visit, words, now=visit.state == here and here not in ENDED) for visit in visits]
    line += [_to_come(stage) for stage in planned if _still_comes(State(stage["state"]), here)]
    line = _promised(line, dues)
    if opinion is not None and here != State.WITHDRAWN:
        line.append(_opinion(opinion, survey_name))
    return line


def _last_visits(events: Iterable[Happened], here: State) -> list[Visit]:
    """Each state once, in the order in which it was last entered; the present one at the end."""
    entered: dict[State, Visit] = {}
    before: State | None = None
    for event in events:
        told = event.data.get("state")
        if told is None or told == before:
            continue
        before = State(told)
        entered.pop(before, None)
        entered[before] = Visit(before, event.at, event.actor_id)
    visits = [visit for visit in entered.values() if visit.state != here]
    return [*visits, entered[here]] if here in entered else visits


def _reached(visit: Visit, words: dict[State, dict[str, Any]], *, now: bool) -> Stage:
    stage = words.get(visit.state)
    return Stage(
        state=visit.state,
        name=stage["name"] if stage else _word(visit.state, now=now),
        status="now" if now else "done",
        at=visit.at,
        who=visit.who,
        note=stage.get("note") if stage and now else None,
    )


def _word(state: State, *, now: bool) -> Any:
    return state.label if now else OVER.get(state, state.label)


def _to_come(stage: dict[str, Any]) -> Stage:
    return Stage(state=stage["state"], name=stage["name"], status="next")


def _still_comes(state: State, here: State) -> bool:
    return here not in ENDED and state not in UNPLANNED and PROGRESS[state] > PROGRESS[here]


def _promised(line: list[Stage], dues: dict[str, datetime]) -> list[Stage]:
    """First contact and correction are due in the present stage, the resolution in the answer to come (else now).

    What stands still has no date.
    """
    for clock in ("resolution", "first_contact", "correction"):
        if clock not in dues:
            continue
        answer = next((s for s in line if s.status == "next" and s.state == State.ANSWERED), None)
        present = next((s for s in line if s.status == "now"), None)
        bearer = answer if clock == "resolution" and answer else present
        line = [replace(s, until=dues[clock]) if s is bearer else s for s in line]
    return line


def _opinion(opinion: Opinion, name: Any) -> Stage:
    if opinion.answered_at is not None:
        return Stage(SURVEY, name, "done", at=opinion.answered_at)
    if opinion.invited_at is not None:
        return Stage(SURVEY, name, "now", at=opinion.invited_at)
    return Stage(SURVEY, name, "next")
