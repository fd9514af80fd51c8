"""The hour at which something is to be sent, as the form asks for it: a day and a time in the reader's zone."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.utils.dateparse import parse_date, parse_time
from django.utils.timezone import get_current_timezone, localtime
from django.utils.translation import gettext

from ventanilla.worktime import Calendar, CalendarError

FURTHEST = timedelta(days=90)


@dataclass(frozen=True)
class Hour:
    """`day` and `time` as they were written; `at` the instant, None for now; `wrong` why it cannot be that."""

    day: str = ""
    time: str = ""
    at: datetime | None = None
    wrong: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, posted: Mapping[str, str], *, at: datetime) -> "Hour":
        """Of the button that was pressed: one with the hour in it, or the one beside day and time."""
        day, hour = posted.get("later-day", ""), posted.get("later-time", "")
        if "opening" in posted:
            return _checked(cls(day, hour), _instant(posted["opening"]), at)
        if "later" in posted:
            return _checked(cls(day, hour), _local(day, hour), at)
        return cls(day, hour)


def opening(calendar: Calendar, *, at: datetime) -> datetime | None:
    """When the unit opens tomorrow or on the next day on which it does; None where its calendar ends before."""
    tomorrow = localtime(at).date() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, time.min, tzinfo=get_current_timezone())
    try:
        return calendar.next_opening(midnight)
    except CalendarError:
        return None


def _checked(asked: Hour, chosen: datetime | None, at: datetime) -> Hour:
    if chosen is None:
        return Hour(
            asked.day, asked.time, wrong=[gettext("Choose the day and the hour at which it is to be sent.")]
        )
    if chosen <= at:
        return Hour(
            asked.day, asked.time, wrong=[gettext("That hour is over. Choose one that is still to come.")]
        )
    if chosen > at + FURTHEST:
        words = gettext("It can wait for 90 days at most. Choose an earlier day.")
        return Hour(asked.day, asked.time, wrong=[words])
    return Hour(asked.day, asked.time, chosen)


def _local(day: str, hour: str) -> datetime | None:
    try:
        found, clock = parse_date(day), parse_time(hour)
    except ValueError:
        return None
    if found is None or clock is None:
        return None
    return datetime.combine(found, clock.replace(tzinfo=None), tzinfo=get_current_timezone())


def _instant(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else None
