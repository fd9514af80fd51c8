"""Clocks on a wall and instants: microseconds since 1970 in UTC, so that sums are plain integers.

A wall time stands for the first instant at which the clock shows it or a later one. So an hour that comes
twice is counted once as an opening and once as a closing, an hour that is left out begins when the clock
jumps, and the order of wall times is always the order of instants.
"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from ventanilla.worktime.errors import WorktimeError

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
SECOND = 1_000_000
HOUR = 3600 * SECOND


def micros(at: datetime) -> int:
    if at.tzinfo is None:
        raise WorktimeError(f"{at} no lleva zona horaria: no es un instante")
    return (at - EPOCH) // MICROSECOND


def moment(at: int) -> datetime:
    return EPOCH + timedelta(microseconds=at)


def first_instant(wall: datetime, zone: ZoneInfo) -> int:
    """When the clock in `zone` first shows `wall` (naive) or, if it jumps over it, when it jumps."""
    once = wall.replace(tzinfo=zone)
    before, after = once.utcoffset(), once.replace(fold=1).utcoffset()
    if before is None or after is None:  # a ZoneInfo always knows
        raise WorktimeError(f"{zone} no tiene hora el {wall}")
    naive = (wall - EPOCH.replace(tzinfo=None)) // MICROSECOND
    if after <= before:
        return naive - before // MICROSECOND
    return _jump(naive - after // MICROSECOND, naive - before // MICROSECOND, zone)


def midnight(day: date, zone: ZoneInfo) -> int:
    """The first instant of a date."""
    return first_instant(datetime(day.year, day.month, day.day), zone)  # noqa: DTZ001 (a wall time)


def _jump(low: int, high: int, zone: ZoneInfo) -> int:
    """The whole second in (low, high] at which the zone's offset changes, by bisection."""
    was = moment(low).astimezone(zone).utcoffset()
    while high - low > SECOND:
        middle = (low + high) // 2 // SECOND * SECOND
        if moment(middle).astimezone(zone).utcoffset() == was:
            low = middle
        else:
            high = middle
    return high
