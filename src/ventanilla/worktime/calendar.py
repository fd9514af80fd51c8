"""A calendar: when it opens, when it closes, which dates it rests; its tables grow as they are asked."""

import json
from bisect import bisect_right
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from ventanilla.worktime import opening, reading
from ventanilla.worktime.errors import CalendarEnds, CalendarError
from ventanilla.worktime.rules import HORIZON, DayOff, Rules, Text
from ventanilla.worktime.table import Table
from ventanilla.worktime.track import Beyond
from ventanilla.worktime.wall import micros, midnight, moment

Answer = TypeVar("Answer")

TWO_DAYS = timedelta(days=2)
YEARS_BEFORE, YEARS_AFTER = 1, 3
LIMITS = f"se calcula entre {HORIZON[0]} y {HORIZON[1]}; hace falta más"
#: Two days within the horizon, wherever the zone is.
EARLIEST, LATEST = (midnight(day, ZoneInfo("UTC")) for day in (HORIZON[0] + TWO_DAYS, HORIZON[1] - TWO_DAYS))


class Calendar:
    """One version of a calendar. Threads share it: its tables never change, longer ones replace them."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self.zone = ZoneInfo(rules.zone)
        self._table: Table | None = None

    @classmethod
    def from_data(cls, data: Any) -> "Calendar":
        """The same data gives the same calendar with its tables; raises CalendarError."""
        try:
            written = json.dumps(data, sort_keys=True)
        except (TypeError, ValueError, RecursionError) as error:
            raise CalendarError("un calendario se compone de textos, números, listas y claves") from error
        return _calendar(written)

    @property
    def ends(self) -> datetime | None:
        """The first instant after its validity; None for what goes on."""
        last = self.rules.valid_to
        return None if last is None else moment(midnight(last + timedelta(days=1), self.zone))

    def is_open(self, at: datetime) -> bool:
        """Half-open: open at the opening, closed at the closing."""
        instant = micros(at)

        def answer(table: Table) -> bool:
            _within(table, instant)
            n = bisect_right(table.runs.starts, instant) - 1
            return n >= 0 and instant < table.runs.ends[n]

        return self.ask(instant, answer)

    def next_opening(self, at: datetime) -> datetime:
        """The first instant after `at` at which it opens; raises CalendarError if it never does."""
        self.must_open()
        instant = micros(at)
        return moment(self.ask(instant, lambda table: _next(table, table.runs.starts, instant)))

    def next_closing(self, at: datetime) -> datetime | None:
        """The first instant after `at` at which it closes; None for what is open day and night."""
        self.must_open()
        instant = micros(at)

        def answer(table: Table) -> int | None:
            closing = _next(table, table.runs.ends, instant)
            if closing < table.until:
                return closing
            if table.last < HORIZON[1]:
                raise Beyond(later=True)  # the end of a table is no closing
            return None

        closing = self.ask(instant, answer)
        return None if closing is None else moment(closing)

    def must_open(self) -> None:
        if self.rules.never_open():
            raise CalendarError("el calendario no abre nunca", "hours")

    def hours_on(self, day: date) -> list[tuple[time, time]]:
        """Opening hours that begin on the date; an end that is not later than its start is on the next."""
        return [opening.times(span) for span in self.rules.spans_on(day)]

    def holiday(self, day: date) -> Text | None:
        """The name of the holiday or closure for which the date is not worked."""
        off = self.rules.off(day)
        return off.name if off else None

    def days_off(self, since: date, until: date) -> list[DayOff]:
        """Holidays and closures from `since` to `until`, both included, in order."""
        days = (since + timedelta(days=n) for n in range((until - since).days + 1))
        return [off for day in days if (off := self.rules.off(day))]

    def ask(self, instant: int, answer: Callable[[Table], Answer]) -> Answer:
        """The answer of a table long enough for it; a CalendarError where the horizon is not."""
        if not EARLIEST <= instant < LATEST:
            raise CalendarEnds(LIMITS)
        table = self._table or self._first_table(instant)
        while True:
            try:
                found = answer(table)
            except Beyond as beyond:
                table = self._longer(table, later=beyond.later)
            else:
                return found

    def _first_table(self, instant: int) -> Table:
        year = moment(instant).year
        return self._over(year - YEARS_BEFORE, year + YEARS_AFTER)

    def _longer(self, table: Table, *, later: bool) -> Table:
        if (table.last if later else table.first) == HORIZON[later]:
            raise self._refusal(table, later=later)
        first, last = table.first.year, table.last.year
        span = last - first + 1
        return self._over(first, last + span) if later else self._over(first - span, last)

    def _over(self, first: int, last: int) -> Table:
        since = date(max(first, HORIZON[0].year), 1, 1)
        until = date(min(last, HORIZON[1].year), 12, 31)
        self._table = Table(self.rules, self.zone, since, until)
        return self._table

    def _refusal(self, table: Table, *, later: bool) -> CalendarError:
        if (table.first, table.last) != HORIZON:
            table = self._over(HORIZON[0].year, HORIZON[1].year)
        if not table.hours.starts:
            return CalendarError("el calendario no abre nunca", "hours")
        if later and self.rules.valid_to:
            return CalendarEnds(f"el calendario vale hasta {self.rules.valid_to}; hace falta más", "valid_to")
        if not later and self.rules.valid_from:
            words = f"el calendario vale desde {self.rules.valid_from}; hace falta más"
            return CalendarEnds(words, "valid_from")
        return CalendarEnds(LIMITS)


@lru_cache(maxsize=1024)
def _calendar(written: str) -> Calendar:
    return Calendar(reading.rules(json.loads(written)))


def _next(table: Table, instants: list[int], after: int) -> int:
    _within(table, after)
    n = bisect_right(instants, after)
    if n == len(instants):
        raise Beyond(later=True)
    return instants[n]


def _within(table: Table, instant: int) -> None:
    if not table.since <= instant < table.until:
        raise Beyond(later=instant >= table.until)
