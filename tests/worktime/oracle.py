"""Business time the slow way: one cell for each minute. It shares no code with the engine but the names
of public holidays, and reads the calendar's data for itself."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, compress, count, groupby, islice, pairwise
from typing import Any
from zoneinfo import ZoneInfo

from ventanilla.worktime.country import public_holidays

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ENDLESS = 1 << 40

#: Minutes since 1970; the end of a pause may be ENDLESS.
Minutes = tuple[int, int]
#: One calendar, or the levels from which it inherits, the nearest last.
Data = dict[str, Any] | list[dict[str, Any]]


class Unknown(Exception):
    """The answer lies outside the array."""


class Oracle:
    """The minutes of the UTC dates `first` … `first + days`."""

    def __init__(self, data: Data, first: date, days: int) -> None:
        self.low = (datetime(first.year, first.month, first.day, tzinfo=UTC) - EPOCH).days * 1440
        self.high = self.low + days * 1440
        levels = data if isinstance(data, list) else [data]
        zone = ZoneInfo(said(levels, "zone"))
        # The clock never goes back: in an hour that comes twice it stands at the latest time it has shown.
        walls = list(accumulate(self._walls(self.low - 2880, self.high, zone), max))[2880:]
        owners = self._owners(levels, first - timedelta(days=3), days + 6)
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

        hours = [*range(low, high + 60, 60)]
        for hour, (now, then) in zip(hours, pairwise(map(offset, hours)), strict=False):
            if now == then:
                yield from range(hour + now, hour + now + 60)
            else:
                yield from (t + offset(t) for t in range(hour, hour + 60))

    def _stretches(self, days: list[int]) -> dict[int, Minutes]:
        """The first minute of each date and the one after its last."""
        found: dict[int, Minutes] = {}
        t = self.low
        for day, cells in groupby(days):
            after = t + len([*cells])
            if day:
                found[day] = (found.get(day, (t, t))[0], after)
            t = after
        return found

    def _owners(self, levels: list[dict[str, Any]], first: date, days: int) -> dict[int, int]:
        """Wall minute → the date (days since 1970) to which the opening belongs."""
        found = {}
        for n in range(days):
            day = first + timedelta(days=n)
            midnight = (day - EPOCH.date()).days * 1440
            for span in spoken_hours(levels, day):
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
        if unit == "months":
            today = EPOCH.date() + timedelta(days=self.dates[start - self.low])
            unit, amount = "calendar_days", (months_later(today, amount) - today).days
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
        if unit == "months":
            last = EPOCH.date() + timedelta(
                days=max(day for day, (_, after) in self.every.items() if after <= end)
            )
            unit, amount = "calendar_days", (last - months_later(last, -amount)).days
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
        """Minutes, dates or months."""
        if unit == "months":
            today = EPOCH.date() + timedelta(days=self.dates[start - self.low])
            reached = today + timedelta(days=self.measure("calendar_days", start, end, pauses))
            return next(n for n in count() if months_later(today, n + 1) > reached)
        if unit in ("business_days", "calendar_days"):
            days = self._days(unit, pauses)
            first = self.dates[start - self.low]
            return sum(day > first and after <= end for day, (_, after) in days.items())
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


def spoken_hours(levels: list[dict[str, Any]], day: date) -> list[str]:
    """Out of its validity nothing; nothing on what another calendar rests; then what the nearest level that speaks of
    the date says; then the holiday, then the week."""
    if not (said(levels, "valid_from") or "") <= day.isoformat() <= (said(levels, "valid_to") or "9"):
        return []
    if any(rests(other, day) for level in levels for other in level.get("also_off", [])):
        return []
    week: list[str] = next(
        (
            level["hours"][DAYS[day.weekday()]]
            for level in reversed(levels)
            if DAYS[day.weekday()] in level.get("hours", {})
        ),
        [],
    )
    for level in reversed(levels):
        if (word := spoken_of(level, day)) is not None:
            return list(week if word == "week" else word)
    return [] if feast(levels, day) else list(week)


def spoken_of(level: dict[str, Any], day: date) -> list[str] | str | None:
    """Special hours, the week's for a date that is worked, none for a closed one; None: not a word."""
    written = day.isoformat()
    for entry in level.get("special", []):
        if entry["on"] == written:
            return list(entry["hours"])
    if any(entry["on"] == written for entry in level.get("working", [])):
        return "week"
    closed = any(entry["from"] <= written <= entry["to"] for entry in level.get("closed", []))
    return [] if closed else None


def rests(other: dict[str, Any], day: date) -> bool:
    """Whether this calendar has a day off, and not only no hours."""
    word = spoken_of(other, day)
    return feast([other], day) if word is None else word == []


def feast(levels: list[dict[str, Any]], day: date) -> bool:
    return bool(said(levels, "holidays")) and day in public_holidays(said(levels, "country"), day.year)


def said(levels: list[dict[str, Any]], key: str) -> Any:
    return next((level[key] for level in reversed(levels) if level.get(key) is not None), None)


def months_later(day: date, months: int) -> date:
    """The same day of the month, or its last."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first = date(year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return min(first + timedelta(days=day.day - 1), last)
