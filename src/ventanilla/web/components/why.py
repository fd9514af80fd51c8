"""“¿Por qué esta fecha?” in a few sentences, from the steps that worktime gives."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language, gettext, ngettext

from ventanilla.lib.text import said
from ventanilla.web.components import moments
from ventanilla.worktime import Kind, Step


def lines(steps: Sequence[Step], *, term: Any, at: datetime) -> list[str]:
    """When it began, how much was promised, what did not count, when it ends. `term` is the term's data."""
    told = [*_beginning(steps, at), how_much(term["unit"], term["amount"])]
    told += [_rest(step, at) for step in steps if step.kind in {Kind.HOLIDAY, Kind.CLOSED}]
    told += [_pause(step, at) for step in steps if step.kind == Kind.PAUSE]
    told += [
        gettext("So it ends on %(when)s.") % {"when": moments.day_and_hour(step.since, now=at)}
        for step in steps
        if step.kind == Kind.DUE
    ]
    return told


def how_much(unit: str, amount: int) -> str:
    words = {
        "business_hours": ngettext(
            "The term is %(n)d hour; only opening hours count.",
            "The term is %(n)d hours; only opening hours count.",
            amount,
        ),
        "working_day_hours": ngettext(
            "The term is %(n)d working hour; a working day counts its 24 hours.",
            "The term is %(n)d working hours; a working day counts its 24 hours.",
            amount,
        ),
        "business_days": ngettext(
            "The term is %(n)d working day, counted from the day after.",
            "The term is %(n)d working days, counted from the day after.",
            amount,
        ),
        "calendar_days": ngettext(
            "The term is %(n)d day; every day counts.", "The term is %(n)d days; every day counts.", amount
        ),
        "months": ngettext("The term is %(n)d month.", "The term is %(n)d months.", amount),
    }
    return words[unit] % {"n": amount}


def _beginning(steps: Iterable[Step], at: datetime) -> Iterable[str]:
    start = next(step for step in steps if step.kind == Kind.START)
    yield gettext("It arrives on %(when)s.") % {"when": moments.day_and_hour(start.since, now=at)}
    first = next((step for step in steps if step.kind == Kind.COUNTED), None)
    # Terms in days begin the day after anyway; the next sentence says so.
    if first is not None and not isinstance(first.amount, int) and first.since > start.since:
        when = moments.day_and_hour(first.since, now=at)
        yield gettext("That is outside hours: it counts from %(when)s.") % {"when": when}


def _rest(step: Step, at: datetime) -> str:
    days = _days(step.on, step.to, today=moments.here(at).date())
    name = said(step.name, get_language()).words
    if not name:
        return gettext("%(days)s: does not count.") % {"days": days}
    return gettext("%(days)s: does not count (%(name)s).") % {"days": days, "name": name}


def _days(first: date, last: date | None, *, today: date) -> str:
    one = moments.day(first, today=today)
    if last is None:
        words = one
    else:
        words = gettext("%(first)s to %(last)s") % {"first": one, "last": moments.day(last, today=today)}
    return words[:1].upper() + words[1:]


def _pause(step: Step, at: datetime) -> str:
    since = moments.day_and_hour(step.since, now=at)
    if step.until is None:
        return gettext("It has stood still since %(since)s.") % {"since": since}
    until = moments.day_and_hour(step.until, now=at)
    return gettext("It stood still from %(since)s until %(until)s.") % {"since": since, "until": until}
