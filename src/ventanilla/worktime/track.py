"""Hours: sorted stretches of time that counts, with prefix sums over them.

All instants and amounts are integer microseconds. A track knows the time between `since` and `until`;
asked beyond, it raises Beyond and the calendar builds a longer one.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import sub
from typing import NamedTuple

from ventanilla.worktime.pause import FOREVER, Stretch


class Beyond(Exception):
    """The table ends too early (`later`) or begins too late."""

    def __init__(self, *, later: bool) -> None:
        super().__init__(later)
        self.later = later


class Piece(NamedTuple):
    """What counted on one date: microseconds, or 1 for the date itself."""

    ordinal: int
    since: int
    until: int
    amount: int


class Track:
    def __init__(
        self, *, ordinals: list[int], starts: list[int], ends: list[int], since: int, until: int
    ) -> None:
        """Disjoint stretches `starts[i]`…`ends[i]` in order, each of the date `ordinals[i]`."""
        self.ordinals, self.starts, self.ends = ordinals, starts, ends
        self.sums: list[int] = [0, *accumulate(map(sub, ends, starts))]
        self.since = since
        self.until = max(until, ends[-1]) if ends else until

    def measured(self, at: int) -> int:
        """What has counted until `at`, from the beginning of the table."""
        if at < self.since:
            raise Beyond(later=False)
        if at > self.until:
            raise Beyond(later=True)
        i = bisect_right(self.starts, at) - 1
        if i < 0:
            return 0
        return self.sums[i] + min(at, self.ends[i]) - self.starts[i]

    def add(self, start: int, amount: int, pauses: Sequence[Stretch] = ()) -> int | None:
        """The earliest instant at which `amount` (more than 0) has counted; None if a pause never ends."""
        goal = self.measured(start) + amount
        for since, until in pauses:
            if until <= start:
                continue
            if since >= self.until and goal <= self.sums[-1]:
                break
            held = self.measured(max(since, start))
            if held >= goal:
                break
            if until >= FOREVER:
                return None
            goal += self.measured(until) - held
        return self._earliest(goal)

    def subtract(self, end: int, amount: int, pauses: Sequence[Stretch] = ()) -> int:
        """The latest instant from which `amount` (more than 0) counts until `end`."""
        goal = self.measured(end) - amount
        for since, until in reversed(pauses):
            if since >= end:
                continue
            if until <= self.since:
                break
            held = self.measured(min(until, end))
            if held <= goal:
                break
            goal -= held - self.measured(max(since, self.since))
        return self._latest(goal)

    def measure(self, start: int, end: int, pauses: Sequence[Stretch] = ()) -> int:
        counted = self.measured(end) - self.measured(start)
        return counted - sum(self.held(start, end, pause) for pause in pauses)

    def held(self, start: int, end: int, pause: Stretch) -> int:
        """What a pause takes away between `start` and `end`."""
        since, until = max(start, pause[0]), min(end, pause[1])
        return self.measured(until) - self.measured(since) if since < until else 0

    def pieces(self, start: int, end: int, pauses: Sequence[Stretch] = ()) -> Iterator[Piece]:
        """What counted between `start` and `end`, stretch by stretch."""
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end)
        for i in range(first, last):
            since, until = max(start, self.starts[i]), min(end, self.ends[i])
            for a, b in _left(since, until, pauses):
                yield Piece(self.ordinals[i], a, b, b - a)

    def _earliest(self, goal: int) -> int:
        if goal > self.sums[-1]:
            raise Beyond(later=True)
        i = bisect_left(self.sums, goal, 1) - 1
        return self.starts[i] + goal - self.sums[i]

    def _latest(self, goal: int) -> int:
        i = bisect_right(self.sums, goal, 1) - 1
        if goal < 0 or i >= len(self.starts):
            raise Beyond(later=goal >= 0)
        at = self.starts[i] + goal - self.sums[i]
        if at < self.since:
            raise Beyond(later=False)
        return at


def _left(since: int, until: int, pauses: Sequence[Stretch]) -> Iterator[Stretch]:
    """`since`…`until` without the pauses."""
    for a, b in pauses[max(0, bisect_right(pauses, (since, 0)) - 1) :]:
        if a >= until:
            break
        if a > since:
            yield since, a
        since = max(since, b)
    if since < until:
        yield since, until
