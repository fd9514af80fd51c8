"""Days: dates that count one by one, each from its opening to its closing.

The date on which one starts is not counted; the end is the closing of the last counted date. A date whose
whole opening lies inside pauses is skipped. `begins` and `over` are the dates' openings and closings on the
clock `measured` of time that can be paused (for business days opening time, so that two pauses around
lunch hold the date).
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ventanilla.worktime.pause import FOREVER, Stretch
from ventanilla.worktime.track import Beyond, Piece


@dataclass(frozen=True, slots=True)
class DayCount:
    ordinals: list[int]
    firsts: list[int]  # first instant of each date
    opens: list[int]
    closes: list[int]
    begins: list[int]
    over: list[int]
    measured: Callable[[int], int]
    since: int
    until: int

    def add(self, start: int, amount: int, pauses: Sequence[Stretch] = ()) -> int | None:
        """The closing of the date `amount` (more than 0) after the start's; None if a pause never ends."""
        first = self._after(start)
        i = first + amount - 1
        for low, high in self._skipped(start, FOREVER, pauses):
            low = max(low, first)
            if i < low:
                break
            if high >= FOREVER:
                return None
            i += max(0, high - low)
        if i >= len(self.closes):
            raise Beyond(later=True)
        return self.closes[i]

    def subtract(self, end: int, amount: int, pauses: Sequence[Stretch] = ()) -> int:
        """The opening of the date from which `amount` dates count until `end`."""
        last = self._closed_by(end)
        i = last - amount
        for low, high in reversed(self._skipped(self.since, end, pauses)):
            high = min(high, last + 1)
            if i >= high:
                break
            i -= max(0, high - low)
        if i < 0 or self.opens[i] < self.since:
            raise Beyond(later=False)
        return self.opens[i]

    def measure(self, start: int, end: int, pauses: Sequence[Stretch] = ()) -> int:
        """The dates that count after the start's and are over by `end`."""
        first, last = self._after(start), self._closed_by(end)
        skipped = self._skipped(start, end, pauses)
        return max(0, last + 1 - first) - sum(
            max(0, min(high, last + 1) - max(low, first)) for low, high in skipped
        )

    def held(self, start: int, end: int, pause: Stretch) -> int:
        """The dates that a pause alone takes away between `start` and `end`."""
        return self.measure(start, end) - self.measure(start, end, [pause])

    def pieces(self, start: int, end: int, pauses: Sequence[Stretch] = ()) -> Iterator[Piece]:
        skipped = iter([*self._skipped(start, end, pauses), (FOREVER, FOREVER)])
        low, high = next(skipped)
        for i in range(self._after(start), self._closed_by(end) + 1):
            while i >= high:
                low, high = next(skipped)
            if i < low:
                yield Piece(self.ordinals[i], self.opens[i], self.closes[i], 1)

    def date_of(self, at: int) -> date:
        """The date of an instant; only where every date counts."""
        return date.fromordinal(self.ordinals[self._after(at) - 1])

    def over_by(self, end: int) -> date:
        """The last date that is over by `end`."""
        return date.fromordinal(self.ordinals[self._closed_by(end)])

    def _after(self, start: int) -> int:
        """The first date after that of `start`."""
        if not self.since <= start < self.until:
            raise Beyond(later=start >= self.until)
        return bisect_right(self.firsts, start)

    def _closed_by(self, end: int) -> int:
        """The last date that is over by `end`."""
        if not self.since <= end <= self.until:
            raise Beyond(later=end > self.until)
        return bisect_right(self.closes, end) - 1

    def _skipped(self, start: int, end: int, pauses: Sequence[Stretch]) -> list[Stretch]:
        """The dates, as ranges of indexes, that lie inside pauses. What begins after the table's end
        skips none of its dates."""
        on_clock: list[Stretch] = []
        for since, until in pauses:
            since, until = max(since, start), min(until, end)
            if since >= self.until:
                break
            if since >= until:
                continue
            a, b = self.measured(since), self._clock(until)
            if on_clock and a <= on_clock[-1][1]:
                on_clock[-1] = (on_clock[-1][0], b)
            else:
                on_clock.append((a, b))
        ranges = ((bisect_left(self.begins, a), self._over_by(b)) for a, b in on_clock)
        return [(low, high) for low, high in ranges if low < high]

    def _clock(self, at: int) -> int:
        return FOREVER if at >= FOREVER else self.measured(at)

    def _over_by(self, clock: int) -> int:
        return FOREVER if clock >= FOREVER else bisect_right(self.over, clock)
