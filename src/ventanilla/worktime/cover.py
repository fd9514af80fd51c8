"""Which of many stretches of dates holds a date, found by bisection however many there are."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from heapq import heappop, heappush


class Cover:
    """Stretches `since` … `until`, both included, that may overlap: of those that hold a date the one said first."""

    def __init__(self, stretches: Sequence[tuple[date, date]]) -> None:
        days = [(since.toordinal(), until.toordinal()) for since, until in stretches]
        self._edges = sorted({edge for since, until in days for edge in (since, until + 1)})
        self._first: list[int | None] = []
        coming = sorted(range(len(days)), key=lambda n: days[n][0], reverse=True)
        held: list[int] = []
        for edge in self._edges:
            while coming and days[coming[-1]][0] <= edge:
                heappush(held, coming.pop())
            while held and days[held[0]][1] < edge:
                heappop(held)
            self._first.append(held[0] if held else None)

    def first(self, day: date) -> int | None:
        """The place of the stretch among those given, from 0."""
        n = bisect_right(self._edges, day.toordinal()) - 1
        return None if n < 0 else self._first[n]
