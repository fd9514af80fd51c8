"""How long something took, in minutes of the opening hours that its promise counts by. Pure."""

from datetime import datetime, timedelta
from typing import NamedTuple

from ventanilla.reports.life import Life
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import calendar_of
from ventanilla.tickets.spells import Pause, answered, pauses
from ventanilla.worktime import Calendar, CalendarError, Term, add, measure

HOURS = "business_hours"


class Times(NamedTuple):
    """`whole` from the beginning, `minutes` without what stopped the clock; `use` of the time that is given."""

    minutes: int | None = None
    whole: int | None = None
    use: int | None = None


def times(row: Deadline, life: Life, *, at: datetime) -> Times:
    """Until `at`. The time that is given is the term's, without extensions: that is what one plans with."""
    calendar = calendar_of(row)
    # A promise that was renewed later began anew: what was answered before began with the ticket.
    start = row.start_at if row.start_at <= at else life.ticket.created_at
    data = row.term.data
    try:
        spent = _minutes(start, at, calendar, pauses(data, life.spells, calendar))
        whole = _minutes(start, at, calendar, answered(life.spells))
        end = add(
            Term.from_data({"unit": data["unit"], "amount": row.amount}), start=start, calendar=calendar
        )
        given = _minutes(start, end, calendar, []) if end else 0
    except CalendarError:
        return Times()  # the calendar ends before that: nothing can be measured by it
    return Times(spent, whole, round(1000 * spent / given) if given else None)


def kept(row: Deadline, life: Life, *, at: datetime, since: datetime | None = None) -> bool:
    """Whether the promise had not expired by then; `since` is when it began anew."""
    broken = (
        event.at
        for event in life.events
        if event.kind == "ticket.breached" and event.data["clock"] == row.clock
    )
    return not any(when <= at and (since is None or when > since) for when in broken)


def _minutes(start: datetime, end: datetime, calendar: Calendar, held: list[Pause]) -> int:
    spent = measure(HOURS, start=start, end=max(start, end), calendar=calendar, pauses=held)
    assert isinstance(spent, timedelta), "hours are a time"
    return round(spent / timedelta(minutes=1))
