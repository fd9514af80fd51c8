"""“¿Por qué esta fecha?” in a few sentences, for pages and letters: the one place of these words.

Told in the language and the time zone that are active.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from django.utils.timezone import get_current_timezone_name
from django.utils.translation import get_language, gettext, ngettext

from ventanilla.lib.text import said
from ventanilla.people import moments
from ventanilla.people.zones import city_of
from ventanilla.tickets.clocks import STAGE, Clock
from ventanilla.tickets.extensions import Given
from ventanilla.tickets.models import Deadline, Extension
from ventanilla.tickets.quantities import how_many
from ventanilla.worktime import Kind, Step


def lines(row: Deadline, steps: Sequence[Step], *, at: datetime, given: Sequence[Given] = ()) -> list[str]:
    """When it began, how much was promised and added, what did not count and what did, when it ends, on whose clock.

    `steps` explain `row`; `given` are its extensions. The same words on every page and in every letter.
    """
    told = [*_beginning(row, steps, at), how_much(row.term.data["unit"], row.amount)]
    told += _extended(row, given, at)
    told += [_rest(step, at) for step in steps if step.kind in {Kind.HOLIDAY, Kind.CLOSED}]
    told += [_pause(step, at) for step in steps if step.kind == Kind.PAUSE]
    told += _counted(row, steps, at)
    told.append(_end(row, steps, at))
    if row.runs:
        told += silence(row)
    told.append(_zones(row.calendar.data["zone"]))
    return told


def silence(row: Deadline) -> list[str]:
    """What follows by law where nobody answers, in the words of the term; nothing where it has no effect, or where
    the time is the requester's own."""
    effect = row.term.data.get("silence")
    if not effect or row.term.data.get("expiry") == "close":
        return []
    words = said(effect, get_language()).words
    return [gettext("If nobody answers in time, this holds: “%(effect)s”") % {"effect": words}]


def _extended(row: Deadline, given: Sequence[Given], at: datetime) -> list[str]:
    """Each extension; those of before it began again count no more. Their sum where nobody brought them along."""
    if not row.added:
        return []
    kept: list[Given] = []
    for one in reversed([one for one in given if one.status == Extension.Status.GRANTED]):
        if sum(each.amount for each in kept) < row.added:
            kept.insert(0, one)
    if sum(one.amount for one in kept) != row.added:
        return [gettext("It was extended by %(amount)s.") % {"amount": _of(row, row.added)}]
    words = gettext("It was extended by %(amount)s on %(when)s.")
    today = moments.here(at).date()
    return [
        words
        % {"amount": _of(row, one.amount), "when": moments.day(moments.here(one.at).date(), today=today)}
        for one in kept
    ]


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


def _beginning(row: Deadline, steps: Sequence[Step], at: datetime) -> Iterator[str]:
    start = next(step for step in steps if step.kind == Kind.START)
    told = {"when": moments.day_and_hour(start.since, now=at)}
    rule = row.term.data.get("start", "submission")
    if row.clock == Clock.CORRECTION:
        yield gettext("It was returned to be corrected on %(when)s.") % told
    elif row.clock.startswith(STAGE):
        yield gettext("This stage begins on %(when)s.") % told
    elif rule == "first_contact":
        yield gettext("It counts from the first contact: %(when)s.") % told
    elif rule == "opening":
        yield gettext("It counts from the opening on %(when)s.") % told
    else:
        yield gettext("It arrives on %(when)s.") % told
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


def _pause(step: Step, at: datetime) -> str:
    since = moments.day_and_hour(step.since, now=at)
    if step.until is None:
        return gettext("It has stood still since %(since)s.") % {"since": since}
    until = moments.day_and_hour(step.until, now=at)
    return gettext("It stood still from %(since)s until %(until)s.") % {"since": since, "until": until}


def _end(row: Deadline, steps: Sequence[Step], at: datetime) -> str:
    due = next((step for step in steps if step.kind == Kind.DUE), None)
    if due is None:
        if any(step.kind == Kind.PAUSE and step.until is None for step in steps):
            return gettext("As long as it stands still, its date moves on by the same time.")
        return too_soon(row.calendar.data.get("valid_to"), at=at)
    return gettext("So it ends on %(when)s.") % {"when": moments.day_and_hour(due.since, now=at)}


def too_soon(last_day: str | None, *, at: datetime) -> str:
    """Why nobody can say a date: `last_day` is that of the calendar, if it has one."""
    if not last_day:
        return gettext("The calendar does not reach that far: no date can be told.")
    day = moments.day(date.fromisoformat(last_day), today=moments.here(at).date())
    return gettext(
        "The calendar of working days goes no further than %(day)s: the date can only be told once it goes on."
    ) % {"day": day}


def _counted(row: Deadline, steps: Iterable[Step], at: datetime) -> Iterator[str]:
    """What counted, a week a line: consecutive dates together with what they sum up to."""
    run: list[Step] = []
    for step in steps:
        if step.kind != Kind.COUNTED:
            continue
        if run and step.on - _last(run[-1]) > timedelta(days=1):
            yield _run(row, run, at)
            run = []
        run.append(step)
    if run:
        yield _run(row, run, at)


def _run(row: Deadline, run: list[Step], at: datetime) -> str:
    last = _last(run[-1])
    days = _days(run[0].on, last if last > run[0].on else None, today=moments.here(at).date())
    amount: timedelta | int = run[0].amount or 0
    for step in run[1:]:
        amount = amount + step.amount  # type: ignore[operator]  # all hours or all dates
    told = {"days": days, "amount": _day_or_hours(amount), "total": _day_or_hours(run[-1].total or 0)}
    return gettext("%(days)s: %(amount)s (%(total)s so far).") % told


def _day_or_hours(amount: timedelta | int) -> str:
    """What was counted: of months too, dates."""
    return how_many("calendar_days" if isinstance(amount, int) else "business_hours", amount)


def _of(row: Deadline, amount: int) -> str:
    return how_many(row.term.data["unit"], amount)


def _days(first: date, last: date | None, *, today: date) -> str:
    words = moments.day(first, today=today)
    if last is not None:
        words = gettext("%(first)s to %(last)s") % {"first": words, "last": moments.day(last, today=today)}
    return words[:1].upper() + words[1:]


def _last(step: Step) -> date:
    return step.to or step.on


def _zones(calendar_zone: str) -> str:
    own, language = get_current_timezone_name(), get_language() or "es"
    there = {"there": city_of(calendar_zone, language), "here": city_of(own, language)}
    if calendar_zone == own:
        return gettext("The hours are those of %(there)s.") % there
    return gettext("The working hours are those of %(there)s; you read them in the time of %(here)s.") % there
