"""Add, subtract and measure: instants as datetimes outside, integers inside."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from ventanilla.worktime.calendar import Calendar
from ventanilla.worktime.errors import WorktimeError
from ventanilla.worktime.months import Months
from ventanilla.worktime.pause import Pause, Stretch, stretches
from ventanilla.worktime.table import Table
from ventanilla.worktime.term import Term, Unit
from ventanilla.worktime.track import Piece
from ventanilla.worktime.wall import HOUR, micros, moment


class Counter(Protocol):
    """What counts one unit over one table: microseconds of hours, or dates."""

    def add(self, start: int, amount: int, pauses: Sequence[Stretch] = ()) -> int | None: ...
    def subtract(self, end: int, amount: int, pauses: Sequence[Stretch] = ()) -> int: ...
    def measure(self, start: int, end: int, pauses: Sequence[Stretch] = ()) -> int: ...
    def held(self, start: int, end: int, pause: Stretch) -> int: ...
    def pieces(self, start: int, end: int, pauses: Sequence[Stretch] = ()) -> Iterator[Piece]: ...


def add(term: Term, *, start: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()) -> datetime | None:
    """The earliest instant (UTC) at which the term is reached; None if an endless pause prevents it."""
    since, held = micros(start), stretches(pauses) if pauses else ()
    at = reached(term, since, calendar, held)
    return None if at is None else moment(at)


def subtract(term: Term, *, end: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()) -> datetime:
    """From when the term counts until `end`: for hours the latest such instant, for days the opening of
    the date that is not counted."""
    until, held = micros(end), stretches(pauses)
    if term.amount == 0:
        return moment(until)
    _must_open(term.unit, calendar)
    amount = ticks(term)
    return moment(calendar.ask(until, lambda table: counter(table, term.unit).subtract(until, amount, held)))


def measure(
    unit: Unit | str, *, start: datetime, end: datetime, calendar: Calendar, pauses: Iterable[Pause] = ()
) -> timedelta | int:
    """What counts from `start` to `end`: a time for units of hours, whole days or months for the others.

    The largest amount that, added to `start`, is reached by `end`.
    """
    unit = Unit.read(unit)
    since, until, held = micros(start), micros(end), stretches(pauses)
    if until < since:
        raise WorktimeError(f"no se mide hacia atrás: {end} es anterior a {start}")
    counted = calendar.ask(since, lambda table: counter(table, unit).measure(since, until, held))
    return timedelta(microseconds=counted) if unit.flows else counted


def reached(term: Term, since: int, calendar: Calendar, pauses: Sequence[Stretch]) -> int | None:
    """`add` on integers."""
    if term.amount == 0:
        return since
    _must_open(term.unit, calendar)
    amount = ticks(term)
    return calendar.ask(since, lambda table: counter(table, term.unit).add(since, amount, pauses))


def counter(table: Table, unit: Unit) -> Counter:
    if unit == Unit.BUSINESS_HOURS:
        return table.hours
    if unit == Unit.WORKING_DAY_HOURS:
        return table.working_days
    if unit == Unit.BUSINESS_DAYS:
        return table.business_days
    return table.calendar_days if unit == Unit.CALENDAR_DAYS else Months(table.calendar_days)


def ticks(term: Term) -> int:
    return term.amount * HOUR if term.unit.flows else term.amount


def _must_open(unit: Unit, calendar: Calendar) -> None:
    if unit not in {Unit.CALENDAR_DAYS, Unit.MONTHS}:
        calendar.must_open()
