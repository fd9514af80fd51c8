"""A promise as portal and desk show it: until when, how it goes, what it was before, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.tickets import extensions, why
from ventanilla.tickets.asking import why_ended
from ventanilla.tickets.clocks import Clock, name_of
from ventanilla.tickets.extensions import Given, Moved
from ventanilla.tickets.models import Deadline, Extension
from ventanilla.tickets.quantities import how_many
from ventanilla.tickets.reckoning import calendar_of, explain
from ventanilla.tickets.spells import Spell, pauses
from ventanilla.web.components import chips
from ventanilla.web.components.chips import Chip
from ventanilla.worktime import Unit, measure

LEADS: dict[str, Any] = {
    Clock.FIRST_CONTACT: _("First contact at the latest on"),
    Clock.RESOLUTION: _("Answer at the latest on"),
    Clock.CORRECTION: _("Correct it at the latest on"),
}
DESK_NAMES: dict[str, Any] = {Clock.CORRECTION: _("Correction by the requester")}


@dataclass(frozen=True)
class Face:
    """`state`: running · still · met · late (met after its time) · expired · ended (with its ticket).

    `changes` are the extensions granted, `moves` what a changed calendar did, `asked` the extension that waits for
    a decision, `ended` those that came to nothing, with why; `url` leads to more time.
    """

    clock: str
    name: Any
    term: Any
    due: datetime
    state: str
    chip: Chip
    broken: datetime | None = None
    still_since: datetime | None = None
    left: str = ""
    changes: Sequence[Given] = ()
    moves: Sequence[Moved] = ()
    asked: Given | None = None
    ended: Sequence[tuple[Given, str]] = ()
    why: Sequence[str] = field(default=())
    url: str = ""

    @property
    def lead(self) -> Any:
        return LEADS.get(self.clock, _("At the latest on"))

    @property
    def runs(self) -> bool:
        return self.state in {"running", "still", "expired"}

    @property
    def stays_recorded(self) -> bool:
        """A breach that the state alone does not tell: the clock ran again, or has just passed."""
        return self.broken is not None and self.state != "late"


def faces(
    rows: Iterable[Deadline],
    past: Sequence[Spell],
    version: dict[str, Any],
    *,
    at: datetime,
    desk: bool = False,
) -> list[Face]:
    """`rows` come with their extensions (tickets/extensions.py); the desk sees also what was only asked for."""
    return [_face(row, past, version, at, desk=desk) for row in rows]


def _face(row: Deadline, past: Sequence[Spell], version: dict[str, Any], at: datetime, *, desk: bool) -> Face:
    given = extensions.of(row)
    state = state_of(row, at=at)
    name = (DESK_NAMES.get(row.clock) if desk else None) or name_of(row.clock, version)
    return Face(
        clock=row.clock,
        name=name,
        term=row.term.data["name"],
        due=row.due_at,
        state=state,
        chip=_chip(row, state, at),
        broken=row.breached_at,
        still_since=row.paused_at if state == "still" else None,
        left=left(row, past) if state == "still" else "",
        changes=[one for one in given if one.status == Extension.Status.GRANTED],
        moves=extensions.moves_of(row),
        asked=next((one for one in given if desk and one.status == Extension.Status.ASKED), None),
        ended=[(e, why_ended(e.ending)) for e in given if desk and e.status == Extension.Status.ENDED],
        why=why.lines(row, explain(row, past).steps, at=at, given=given),
    )


def state_of(row: Deadline, *, at: datetime) -> str:
    if row.met_at is not None:
        return "late" if row.met_at > row.due_at else "met"
    if row.dropped_at is not None:
        return "ended"
    if row.paused_at is not None:
        return "still"
    return "expired" if row.due_at < at else "running"


def left(row: Deadline, past: Sequence[Spell]) -> str:
    """What a clock that stands still has still to run; of months only dates could tell."""
    unit, calendar = Unit.read(row.term.data["unit"]), calendar_of(row)
    if unit == Unit.MONTHS or row.paused_at is None:
        return ""
    whole = row.amount + row.added
    held = pauses(row.term.data, past, calendar)
    since = max(row.start_at, row.paused_at)
    done = measure(unit, start=row.start_at, end=since, calendar=calendar, pauses=held)
    if isinstance(done, int):
        return how_many(unit, whole - done)
    return how_many(unit, timedelta(hours=whole) - done)


def _chip(row: Deadline, state: str, at: datetime) -> Chip:
    if state == "still":
        return Chip(gettext("Stands still"), chips.CALM, "‖")
    if state == "ended":
        return Chip(gettext("Ended with the request"), chips.CALM, "–")
    return chips.of_deadline(row.due_at, now=at, met=row.met_at)
