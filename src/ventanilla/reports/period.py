"""The days that a board looks at, in the institution's own time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateparse import parse_date

#: A longer period is cut at its beginning: the sums of a year are read in one statement.
LONGEST = timedelta(days=366)
DAY = timedelta(days=1)
NAMED = ("month", "last-month", "quarter")
OWN = "dates"


@dataclass(frozen=True)
class Period:
    """Both days included. `name` is one of NAMED, or OWN."""

    name: str
    since: date
    until: date

    @property
    def days(self) -> list[date]:
        return [self.since + n * DAY for n in range((self.until - self.since).days + 1)]

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the first, to before the second."""
        return (
            datetime.combine(self.since, time(), zone),
            datetime.combine(self.until + DAY, time(), zone),
        )


def named(name: str, *, today: date) -> Period:
    """`quarter` is the last three months, this one included: a board of January is not empty."""
    first = today.replace(day=1)
    match name:
        case "last-month":
            end = first - DAY
            return Period(name, end.replace(day=1), end)
        case "quarter":
            return Period(name, _months_before(first, 2), today)
    return Period("month", first, today)


def between(since: str, until: str, *, today: date) -> Period | None:
    """The days as they were typed, in either order; None for nonsense and for what has not come yet."""
    read = sorted(day for day in (_day(since), _day(until)) if day is not None)
    if len(read) != 2 or read[0] > today:
        return None
    end = min(read[1], today)
    return Period(OWN, max(read[0], end - LONGEST + DAY), end)


def _months_before(first: date, months: int) -> date:
    count = first.year * 12 + first.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _day(words: str) -> date | None:
    try:
        read = parse_date(words)
    except ValueError:
        return None
    return read if read is not None and 2000 < read.year < 2100 else None
