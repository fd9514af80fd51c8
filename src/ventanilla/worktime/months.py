"""Months: the same day of the month, or its last; then counted as the calendar days until there."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, date

from ventanilla.worktime.daycount import DayCount
from ventanilla.worktime.pause import Stretch
from ventanilla.worktime.track import Beyond, Piece


@dataclass(frozen=True, slots=True)
class Months:
    days: DayCount

    def add(self, start: int, amount: int, pauses: Sequence[Stretch] = ()) -> int | None:
        day = self.days.date_of(start)
        return self.days.add(start, (months_after(day, amount) - day).days, pauses)

    def subtract(self, end: int, amount: int, pauses: Sequence[Stretch] = ()) -> int:
        day = self.days.over_by(end)
        return self.days.subtract(end, (day - months_after(day, -amount)).days, pauses)

    def measure(self, start: int, end: int, pauses: Sequence[Stretch] = ()) -> int:
        """Whole months; what a pause holds moves their end."""
        day = self.days.date_of(start)
        reached = date.fromordinal(day.toordinal() + self.days.measure(start, end, pauses))
        months = (reached.year - day.year) * 12 + reached.month - day.month
        return months if months_after(day, months) <= reached else months - 1

    def held(self, start: int, end: int, pause: Stretch) -> int:
        """In calendar days."""
        return self.days.held(start, end, pause)

    def pieces(self, start: int, end: int, pauses: Sequence[Stretch] = ()) -> Iterator[Piece]:
        return self.days.pieces(start, end, pauses)


def months_after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= MAXYEAR:
        raise Beyond(later=months > 0)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
