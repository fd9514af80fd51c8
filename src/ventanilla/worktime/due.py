"""When a promise is due, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ventanilla.worktime.calendar import Calendar
from ventanilla.worktime.counting import reached
from ventanilla.worktime.explanation import explanation
from ventanilla.worktime.pause import Pause, stretches
from ventanilla.worktime.step import Step
from ventanilla.worktime.term import Term
from ventanilla.worktime.wall import micros, moment


@dataclass(frozen=True, slots=True)
class Due:
    """`at` in UTC; None while a pause without end keeps the term from being reached."""

    at: datetime | None
    steps: tuple[Step, ...]


def due(term: Term, *, start: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()) -> Due:
    since, held = micros(start), stretches(pauses)
    at = reached(term, since, calendar, held)
    steps = explanation(term, since, at, calendar, held)
    return Due(None if at is None else moment(at), tuple(steps))
