"""The promises of a ticket: until when, whether kept, and why these dates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.utils.translation import gettext_lazy as _

from ventanilla.lib.text import said
from ventanilla.tickets.clocks import Clock, name_of
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import explain
from ventanilla.tickets.spells import Spell
from ventanilla.web.components import moments, why
from ventanilla.web.portal.ticket.zone import place_of
from ventanilla.worktime import Kind, Step

LEADS: dict[str, Any] = {
    Clock.FIRST_CONTACT: gettext_lazy("First contact at the latest on"),
    Clock.RESOLUTION: gettext_lazy("Answer at the latest on"),
}


@dataclass(frozen=True)
class Shown:
    name: str
    lead: str
    due: datetime
    met: datetime | None
    late: bool  # kept after its time, or past it and still open
    why: list[str]


def clocks(rows: list[Deadline], past: list[Spell], version: dict[str, Any], *, at: datetime) -> list[Shown]:
    return [
        Shown(
            name=str(said(name_of(row.clock, version), get_language()).words),
            lead=str(LEADS.get(row.clock, _("At the latest on"))),
            due=row.due_at,
            met=row.met_at,
            late=row.breached_at is not None or (row.runs and row.paused_at is None and at > row.due_at),
            why=_why(row, past, at),
        )
        for row in rows
    ]


def _why(row: Deadline, past: list[Spell], at: datetime) -> list[str]:
    steps = explain(row, past).steps
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
