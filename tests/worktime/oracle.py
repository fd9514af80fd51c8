"""Business time the slow way: one cell for each minute. It shares no code with the engine but the names
of public holidays, and reads the calendar's data for itself."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, compress, groupby, islice
from typing import Any
from zoneinfo import ZoneInfo

from ventanilla.worktime.country import public_holidays

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ENDLESS = 1 << 40

#: Minutes since 1970; the end of a pause may be ENDLESS.
Minutes = tuple[int, int]


class Unknown(Exception):
    """The answer lies outside the array."""


class Oracle:
    """The minutes of the UTC dates `first` … `first + days`."""

    def __init__(self, data: dict[str, Any], first: date, days: int) -> None:
        self.low = (datetime(first.year, first.month, first.day, tzinfo=UTC) - EPOCH).days * 1440
        self.high = self.low + days * 1440
        zone = ZoneInfo(data["zone"])
        # The clock never goes back: in an hour that comes twice it stands at the latest time it has shown.
        walls = list(accumulate(self._walls(self.low - 2880, self.high, zone), max))[2880:]
        owners = self._owners(data, first - timedelta(days=3), days + 6)
        self.dates = [wall // 1440 for wall in walls]
        self.owner = [owners.get(wall, 0) for wall in walls]
        self.open = bytes(map(bool, self.owner))
        self.working = self._stretches(self.owner)
        self.every = self._stretches(self.dates)
        work = set(self.working)
        self.work = bytes(day in work for day in self.dates)

    @staticmethod
    def _walls(low: int, high: int, zone: ZoneInfo) -> Iterator[int]:
        """What the clock shows; asked minute by minute in the hours in which it is changed."""

        def offset(t: int) -> int:
            found = (EPOCH + timedelta(minutes=t)).astimezone(zone).utcoffset()
            assert found is not None
            return found // timedelta(minutes=1)

        for hour in range(low, high, 60):
            if offset(hour) == offset(hour + 60):
                yield from range(hour + offset(hour), hour + offset(hour) + 60)
            else:
                yield from (t + offset(t) for t in range(hour, hour + 60))

    def _stretches(self, days: list[int]) -> dict[int, Minutes]:
        """The first minute of each date and the one after its last."""
        found: dict[int, Minutes] = {}
        t = self.low
        for day, cells in groupby(days):
            after = t + sum(1 for _ in cells)
            if day:
                found[day] = (found.get(day, (t, t))[0], after)
            t = after
        return found

    def _owners(self, data: dict[str, Any], first: date, days: int) -> dict[int, int]:
        """Wall minute → the date (days since 1970) to which the opening belongs."""
        found = {}
        for n in range(days):
            day = first + timedelta(days=n)
            midnight = (day - EPOCH.date()).days * 1440
            for span in spoken_hours(data, day):
                start, end = (int(part[:2]) * 60 + int(part[3:]) for part in span.split("-"))
                for minute in range(start, end if end > start else end + 1440):
                    found[midnight + minute] = midnight // 1440
        return found

    def mask(self, cells: bytes, pauses: Iterable[Minutes]) -> bytearray:
        mask = bytearray(cells)
        for since, until in pauses:
            a, b = max(0, since - self.low), max(0, min(until, self.high) - self.low)
            if a < b:
                mask[a:b] = bytes(b - a)
        return mask

    def add(self, unit: str, amount: int, start: int, pauses: list[Minutes]) -> int | None:
        if unit in ("business_days", "calendar_days"):
            days = self._days(unit, pauses)
            later = [day for day in days if day > self.dates[start - self.low]]
            found = later[amount - 1 : amount]
        else:
            mask = self.mask(self.open if unit == "business_hours" else self.work, pauses)
            cells = compress(range(start, self.high), mask[start - self.low :])
            found = list(islice(cells, amount * 60 - 1, amount * 60))
        if found:
            return days[found[0]][1] if "days" in unit else found[0] + 1
        if any(until == ENDLESS for _, until in pauses):
            return None
        raise Unknown

    def subtract(self, unit: str, amount: int, end: int, pauses: list[Minutes]) -> int:
        if unit in ("business_days", "calendar_days"):
            days = self._days(unit, pauses)
            over = [day for day, (_, after) in days.items() if after <= end]
            if len(over) <= amount + 2:
                raise Unknown
            return days[over[-1 - amount]][0]
        mask = self.mask(self.open if unit == "business_hours" else self.work, pauses)
        cells = list(compress(range(self.low, end), mask))
        if len(cells) < amount * 60 + 4320:
            raise Unknown
        return cells[-amount * 60]

    def measure(self, unit: str, start: int, end: int, pauses: list[Minutes]) -> int:
        """Minutes, or dates."""
        if unit in ("business_days", "calendar_days"):
            days = self._days(unit, pauses)
            today = self.dates[start - self.low]
            return sum(day > today and after <= end for day, (_, after) in days.items())
        mask = self.mask(self.open if unit == "business_hours" else self.work, pauses)
        return sum(mask[start - self.low : end - self.low])

    def change(self, after: int, *, opening: bool) -> int:
        """The next minute after this one at which it opens or closes."""
        sought = b"\0\1" if opening else b"\1\0"
        found = self.open.find(sought, after - self.low)
        if found < 0:
            raise Unknown
        return self.low + found + 1

    def _days(self, unit: str, pauses: list[Minutes]) -> dict[int, Minutes]:
        """The dates that count, in order: some cell of theirs is free. The array may cut the last."""
        business = unit == "business_days"
        free = self.mask(self.open if business else b"\1" * len(self.open), pauses)
        return {
            day: (since, after)
            for day, (since, after) in (self.working if business else self.every).items()
            if day < self.dates[-1] - 1 and 1 in free[since - self.low : after - self.low]
        }


def spoken_hours(data: dict[str, Any], day: date) -> list[str]:
    """What the data says of a date: special, then worked, then closed, then holiday, then the week."""
    said = day.isoformat()
    for entry in data.get("special", []):
        if entry["on"] == said:
            return list(entry["hours"])
    week = list(data["hours"].get(DAYS[day.weekday()], []))
    if any(entry["on"] == said for entry in data.get("working", [])):
        return week
    if any(entry["from"] <= said <= entry["to"] for entry in data.get("closed", [])):
        return []
    if data.get("holidays") and day in public_holidays(data["country"], day.year):
        return []
    return week
