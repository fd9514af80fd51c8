"""What a calendar says of a date: open when, and if not, why."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ventanilla.worktime.country import public_holidays
from ventanilla.worktime.cover import Cover
from ventanilla.worktime.listed import Listed
from ventanilla.worktime.opening import Span

#: Calendars are computed within these dates; the `holidays` package ends with the last.
HORIZON = (date(1970, 1, 1), date(2100, 12, 31))

#: A text as the institution's files have it: Spanish, or `{"es": …, "en": …}`.
Text = str | dict[str, str]


@dataclass(frozen=True, slots=True)
class DayOff:
    """A date on which the calendar would have been open or not, and rests with a reason."""

    on: date
    name: Text | None
    source: str | None
    public: bool


@dataclass(frozen=True, slots=True)
class Special:
    """Other hours on one date; no spans: closed."""

    spans: tuple[Span, ...]
    name: Text | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Closure:
    """From `since` to `until`, both closed."""

    since: date
    until: date
    name: Text
    source: str | None


@dataclass(frozen=True)
class Rules:
    """A calendar's data, typed. Of what is said of one date, special hours win over `working`, that over
    closures, those over public holidays, those over the week; a day off of `also_off` wins over all."""

    zone: str
    country: str | None
    week: tuple[tuple[Span, ...], ...]
    special: Mapping[date, Special]
    working: frozenset[date]
    closed: tuple[Closure, ...]
    holidays: bool
    valid_from: date | None
    valid_to: date | None
    also_off: tuple["Rules", ...]
    listed: Listed | None = None

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The opening that belongs to this date, also its part after midnight."""
        if not self._valid(day) or any(other.off(day) for other in self.also_off):
            return ()
        if special := self.special.get(day):
            return special.spans
        return () if self._rest(day) else self.week[day.weekday()]

    def off(self, day: date) -> DayOff | None:
        """Why one does not work on this date; None also for a plain closed weekday."""
        if not self._valid(day):
            return None
        if found := next(filter(None, (other.off(day) for other in self.also_off)), None):
            return found
        if special := self.special.get(day):
            return None if special.spans else DayOff(day, special.name, special.source, public=False)
        return self._rest(day)

    def never_open(self) -> bool:
        """Whether no date can have hours, without looking at any."""
        return not any(self.week) and not any(special.spans for special in self.special.values())

    def _valid(self, day: date) -> bool:
        return (self.valid_from is None or day >= self.valid_from) and (
            self.valid_to is None or day <= self.valid_to
        )

    @cached_property
    def _closures(self) -> Cover:
        return Cover([(closure.since, closure.until) for closure in self.closed])

    def _rest(self, day: date) -> DayOff | None:
        if day in self.working:
            return None
        if (n := self._closures.first(day)) is not None:
            return DayOff(day, self.closed[n].name, self.closed[n].source, public=False)
        name = self._public(day)
        return DayOff(day, name, None, public=True) if name else None

    def _public(self, day: date) -> str | None:
        """The list that the calendar keeps; where it keeps none, what the package says today."""
        if not self.holidays or not self.country:
            return None
        if self.listed and self.listed.covers(day):
            return self.listed.names.get(day)
        return public_holidays(self.country, day.year).get(day)
