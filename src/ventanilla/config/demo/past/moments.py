"""When people write and when the desk works: an instant that could be one."""

from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from ventanilla.worktime import Calendar

#: How likely somebody writes in an hour of the day, from midnight, and on a day from Monday.
HOURS = (1, 0, 0, 0, 0, 0, 1, 3, 6, 9, 10, 10, 8, 7, 8, 9, 8, 7, 6, 7, 8, 7, 5, 3)
DAYS = (10, 9, 8, 8, 7, 3, 2)
AWAKE = range(7, 23)
#: Between two instants of one night nobody writes, and yet somebody must.
TRIES = 500


def written(rng: Random, since: datetime, until: datetime, zone: ZoneInfo) -> datetime:
    """When a request is sent between two instants."""
    seconds = max(int((until - since).total_seconds()), 1)
    at = since
    for _ in range(TRIES):
        at = since + timedelta(seconds=rng.randrange(seconds))
        local = at.astimezone(zone)
        if rng.random() * max(HOURS) * max(DAYS) < HOURS[local.hour] * DAYS[local.weekday()]:
            break
    return at


def awake(rng: Random, at: datetime, zone: ZoneInfo) -> datetime:
    """The first instant from `at` on at which a requester is up."""
    local = at.astimezone(zone)
    if local.hour in AWAKE:
        return at
    morning = local.replace(hour=AWAKE[0], minute=0, second=0, microsecond=0)
    if local.hour >= AWAKE.stop:
        morning += timedelta(days=1)
    return (morning + timedelta(seconds=rng.randrange(600, 9000))).astimezone(at.tzinfo)


def at_work(rng: Random, at: datetime, calendar: Calendar) -> datetime:
    """`at` if the desk is open then, otherwise some hour of its next day."""
    if calendar.is_open(at):
        return at
    opening = calendar.next_opening(at)
    drawn = (opening + timedelta(seconds=rng.randrange(180, 6 * 3600)) for _ in range(TRIES))
    return next((at for at in drawn if calendar.is_open(at)), opening)
