"""The promises of a ticket: until when, whether kept, and why these dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from ventanilla.tickets import deadlines
from ventanilla.tickets.models import Deadline
from ventanilla.web.components import moments, why
from ventanilla.web.portal.ticket.zone import place_of
from ventanilla.worktime import Kind, Step

NAMES = {
    Deadline.Clock.FIRST_CONTACT: gettext_lazy("First contact"),
    Deadline.Clock.RESOLUTION: pgettext_lazy("term", "Answer"),
}
LEADS = {
    Deadline.Clock.FIRST_CONTACT: gettext_lazy("First contact at the latest on"),
    Deadline.Clock.RESOLUTION: gettext_lazy("Answer at the latest on"),
}


@dataclass(frozen=True)
class Clock:
    name: str
    lead: str
    due: datetime
    met: datetime | None
    late: bool  # kept after its time, or past it and still open
    why: list[str]


def clocks(rows: list[Deadline], *, at: datetime) -> list[Clock]:
    return [
        Clock(
            name=str(NAMES[Deadline.Clock(row.clock)]),
            lead=str(LEADS[Deadline.Clock(row.clock)]),
            due=row.due_at,
            met=row.met_at,
            late=(row.met_at or at) > row.due_at,
            why=_why(row, at),
        )
        for row in rows
    ]


def _why(row: Deadline, at: datetime) -> list[str]:
    steps = deadlines.explain(row).steps
    told = why.lines(steps, term=row.term.data, at=at)
    return [*told[:-1], *_counted(steps, at), told[-1], _zones(row.calendar.data["zone"])]


def _counted(steps: tuple[Step, ...], at: datetime) -> Iterator[str]:
    """What counted, a week a line: consecutive dates together with what they sum up to."""
    run: list[Step] = []
    for step in steps:
        if step.kind != Kind.COUNTED:
            continue
        if run and step.on - _last(run[-1]) > timedelta(days=1):
            yield _run(run, at)
            run = []
        run.append(step)
    if run:
        yield _run(run, at)


def _run(run: list[Step], at: datetime) -> str:
    today = moments.here(at).date()
    first, last = run[0].on, _last(run[-1])
    days = moments.day(first, today=today)
    if last > first:
        until = moments.day(last, today=today)
        days = gettext("%(first)s to %(last)s") % {"first": days, "last": until}
    amount: timedelta | int = run[0].amount or 0
    for step in run[1:]:
        amount = amount + step.amount  # type: ignore[operator]  # all hours or all dates
    words = gettext("%(days)s: %(amount)s (%(total)s so far).")
    told = {"days": days, "amount": _amount(amount), "total": _amount(run[-1].total or 0)}
    return words % {**told, "days": days[:1].upper() + days[1:]}


def _amount(amount: timedelta | int) -> str:
    if isinstance(amount, int):
        return ngettext("%(n)d day", "%(n)d days", amount) % {"n": amount}
    minutes = round(amount.total_seconds() / 60)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def _last(step: Step) -> date:
    return step.to or step.on


def _zones(calendar_zone: str) -> str:
    own = get_current_timezone_name()
    there = {"there": place_of(calendar_zone), "here": place_of(own)}
    if calendar_zone == own:
        return gettext("The hours are those of %(there)s.") % there
    return gettext("The working hours are those of %(there)s; you read them in the time of %(here)s.") % there
