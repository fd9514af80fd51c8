"""Arrivals and answers along a period, by day or, where that would be too many, by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ventanilla.reports.done import Done

#: More days than this are told by week.
MOST_DAYS = 45


@dataclass
class Stretch:
    """From a day to a day, both included."""

    since: date
    until: date
    arrived: int = 0
    answered: int = 0

    def add(self, day: date, done: Done) -> None:
        self.until = day
        self.arrived += done.arrived
        self.answered += done.answered


def stretches(days: Sequence[tuple[date, Done]]) -> list[Stretch]:
    """Weeks begin on Monday; the first and the last may be shorter."""
    by_week = len(days) > MOST_DAYS
    found: list[Stretch] = []
    for day, done in days:
        if not found or not by_week or day.weekday() == 0:
            found.append(Stretch(day, day))
        found[-1].add(day, done)
    return found
