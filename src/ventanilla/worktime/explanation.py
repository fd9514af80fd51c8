"""Why a promise is due when it is: what counted, what rested, what stood still, in the order of time."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ventanilla.worktime.calendar import Calendar
from ventanilla.worktime.counting import counter
from ventanilla.worktime.pause import FOREVER, Stretch
from ventanilla.worktime.rules import DayOff
from ventanilla.worktime.step import Kind, Step
from ventanilla.worktime.table import Table
from ventanilla.worktime.term import Term, Unit
from ventanilla.worktime.track import Piece
from ventanilla.worktime.wall import HOUR, midnight, moment

#: Dates of these count whether one works or not, so no holiday is named.
EVERY_DATE = {Unit.CALENDAR_DAYS, Unit.MONTHS}
TWO_DAYS = 48 * HOUR
ORDER = [Kind.PAUSE, Kind.HOLIDAY, Kind.CLOSED, Kind.COUNTED]


def explanation(
    term: Term, since: int, at: int | None, calendar: Calendar, pauses: Sequence[Stretch]
) -> Iterator[Step]:
    """From the start to the due instant or, without one, to the pause that has not ended."""
    until = max(since, pauses[-1][0]) if at is None else at
    yield Step(Kind.START, moment(since), _day(since, calendar))
    if term.amount:
        # The date in which an endless pause begins can count, and closes later.
        counted_by = until if term.unit.flows or at is not None else until + TWO_DAYS
        steps = [
            *calendar.ask(since, lambda table: _counted(table, term, since, counted_by, pauses, calendar)),
            *calendar.ask(since, lambda table: _paused(table, term, since, until, pauses, calendar)),
            *([] if term.unit in EVERY_DATE else _rested(term, since, until, calendar)),
        ]
        yield from sorted(steps, key=lambda step: (step.since, ORDER.index(step.kind)))
    if at is not None:
        yield Step(Kind.DUE, moment(at), _day(at, calendar))


def _counted(
    table: Table, term: Term, since: int, until: int, pauses: Sequence[Stretch], calendar: Calendar
) -> list[Step]:
    steps: list[Step] = []
    total: timedelta | int = timedelta() if term.unit.flows else 0
    for piece in counter(table, term.unit).pieces(since, until, pauses):
        step = _piece(piece, term, calendar)
        total = total + step.amount  # type: ignore[operator]  # both hours or both dates
        if steps and term.unit in EVERY_DATE and steps[-1].until == step.since:
            run = steps.pop()
            step = replace(
                step,
                since=run.since,
                on=run.on,
                to=step.on,
                amount=run.amount + step.amount,  # type: ignore[operator]
            )
        steps.append(replace(step, total=total))
    return steps


def _piece(piece: Piece, term: Term, calendar: Calendar) -> Step:
    day = date.fromordinal(piece.ordinal)
    special = None if term.unit in EVERY_DATE else calendar.rules.special.get(day)
    return Step(
        Kind.COUNTED,
        moment(piece.since),
        day,
        until=moment(piece.until),
        name=special.name if special else None,
        source=special.source if special else None,
        amount=timedelta(microseconds=piece.amount) if term.unit.flows else piece.amount,
    )


def _paused(
    table: Table, term: Term, since: int, until: int, pauses: Sequence[Stretch], calendar: Calendar
) -> list[Step]:
    """The pauses that touch the time between; one that goes on has taken away nothing countable yet."""
    steps = []
    for pause in pauses:
        begin, end = pause
        if end <= since or begin > until or (begin == until and end < FOREVER):
            continue
        held = counter(table, term.unit).held(since, until, pause)
        steps.append(
            Step(
                Kind.PAUSE,
                moment(begin),
                _day(begin, calendar),
                until=None if end >= FOREVER else moment(end),
                amount=timedelta(microseconds=held) if term.unit.flows else held,
            )
        )
    return steps


def _rested(term: Term, since: int, until: int, calendar: Calendar) -> Iterator[Step]:
    """Holidays and closures on dates that the week would have worked; a recess is one step.

    Days are counted from the date after the start; nothing rests at the very end.
    """
    first = _day(since, calendar) + timedelta(days=0 if term.unit.flows else 1)
    run: list[DayOff] = []
    for off in calendar.days_off(first, _day(max(since, until - 1), calendar)):
        if run and (off.name != run[-1].name or off.on - run[-1].on > timedelta(days=1)):
            yield from _rest(run, calendar)
            run = []
        run.append(off)
    yield from _rest(run, calendar)


def _rest(run: list[DayOff], calendar: Calendar) -> Iterator[Step]:
    if not any(calendar.rules.week[off.on.weekday()] for off in run):
        return
    first, last = run[0], run[-1]
    yield Step(
        Kind.HOLIDAY if first.public else Kind.CLOSED,
        moment(midnight(first.on, calendar.zone)),
        first.on,
        until=moment(midnight(last.on + timedelta(days=1), calendar.zone)),
        to=last.on if last.on > first.on else None,
        name=first.name,
        source=first.source,
    )


def _day(at: int, calendar: Calendar) -> date:
    """The local date of an instant, by the rule that the clock never goes back."""
    day = moment(at).astimezone(calendar.zone).date()
    return day + timedelta(days=1) if at >= midnight(day + timedelta(days=1), calendar.zone) else day
