"""The tables of one calendar over a stretch of dates, built once and never changed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from zoneinfo import ZoneInfo

from ventanilla.worktime.daycount import DayCount
from ventanilla.worktime.rules import Rules
from ventanilla.worktime.track import Track
from ventanilla.worktime.wall import SECOND, first_instant, midnight

DAY = 24 * 3600 * SECOND
MINUTE = 60 * SECOND


@dataclass(frozen=True)
class Table:
    """The dates `first` … `last`; answers hold from the second date on, because the first may begin with
    the night of the date before."""

    rules: Rules
    zone: ZoneInfo
    first: date
    last: date

    @cached_property
    def firsts(self) -> list[int]:
        """The first instant of each date, and of the one after the last."""
        count = (self.last - self.first).days + 2
        return [midnight(self.first + timedelta(days=n), self.zone) for n in range(count)]

    @property
    def since(self) -> int:
        return self.firsts[1]

    @property
    def until(self) -> int:
        return self.firsts[-1]

    @cached_property
    def hours(self) -> Track:
        """Opening hours, one stretch for each span of a date."""
        ordinals, starts, ends = [], [], []
        for n, first in enumerate(self.firsts[:-1]):
            day = self.first + timedelta(days=n)
            spans = self.rules.spans_on(day)
            # Between two days of 24 hours the clock does not change: no need to ask the zone.
            even = n + 2 < len(self.firsts) and self.firsts[n + 2] - first == 2 * DAY
            even = even and self.firsts[n + 1] - first == DAY
            for span in spans:
                start, end = (
                    first + minute * MINUTE if even else self._instant(day, minute) for minute in span
                )
                if start < end:
                    ordinals.append(day.toordinal())
                    starts.append(start)
                    ends.append(end)
        return Track(ordinals=ordinals, starts=starts, ends=ends, since=self.since, until=self.until)

    @cached_property
    def runs(self) -> Track:
        """Opening hours, merged where they touch: when it opens and when it closes."""
        hours = self.hours
        kept = [n for n, start in enumerate(hours.starts) if n == 0 or hours.ends[n - 1] < start]
        return Track(
            ordinals=[hours.ordinals[n] for n in kept],
            starts=[hours.starts[n] for n in kept],
            ends=[*(hours.ends[n - 1] for n in kept[1:]), *hours.ends[-1:]],
            since=self.since,
            until=self.until,
        )

    @cached_property
    def working_days(self) -> Track:
        """Working dates, from midnight to midnight."""
        offsets = [ordinal - self.first.toordinal() for ordinal in self.business_days.ordinals]
        return Track(
            ordinals=self.business_days.ordinals,
            starts=[self.firsts[n] for n in offsets],
            ends=[self.firsts[n + 1] for n in offsets],
            since=self.since,
            until=self.until,
        )

    @cached_property
    def business_days(self) -> DayCount:
        """Dates with an opening of their own."""
        hours = self.hours
        each = [[*ns] for _, ns in groupby(range(len(hours.starts)), key=hours.ordinals.__getitem__)]
        ordinals = [hours.ordinals[ns[0]] for ns in each]
        return DayCount(
            ordinals=ordinals,
            firsts=[self.firsts[ordinal - self.first.toordinal()] for ordinal in ordinals],
            opens=[hours.starts[ns[0]] for ns in each],
            closes=[hours.ends[ns[-1]] for ns in each],
            begins=[hours.sums[ns[0]] for ns in each],
            over=[hours.sums[ns[-1] + 1] for ns in each],
            measured=hours.measured,
            since=self.since,
            until=hours.until,
        )

    @cached_property
    def calendar_days(self) -> DayCount:
        """Every date."""
        firsts, following = self.firsts[:-1], self.firsts[1:]
        return DayCount(
            ordinals=[*range(self.first.toordinal(), self.last.toordinal() + 1)],
            firsts=firsts,
            opens=firsts,
            closes=following,
            begins=firsts,
            over=following,
            measured=int,
            since=self.since,
            until=self.until,
        )

    def _instant(self, day: date, minute: int) -> int:
        wall = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001 (a wall time)
        return first_instant(wall, self.zone)
