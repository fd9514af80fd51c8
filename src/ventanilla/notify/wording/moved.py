"""A date that was promised lies later now: a decree, a recess, a longer term by law."""

from collections.abc import Iterator
from copy import copy
from datetime import datetime

from django.utils.translation import gettext

from ventanilla.channels.base import Letter
from ventanilla.institutions.models import CalendarVersion
from ventanilla.lib.text import said
from ventanilla.notify.case import Case
from ventanilla.notify.wording.requester import follow, greeting, subject
from ventanilla.people import moments
from ventanilla.tickets.clocks import is_step, name_of
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import calendar_of
from ventanilla.tickets.spells import clockwork


def moved(case: Case) -> Letter:
    """The old dates, the new ones, and the days that made them."""
    by_clock = {row.clock: row for row in clockwork(case.ticket)[0]}
    moves = [m for m in case.event.data["moves"] if m["clock"] in by_clock and not is_step(m["clock"])]
    days = dict.fromkeys(line for move in moves for line in _new_days(case, move, by_clock[move["clock"]]))
    told = gettext("A date that we had promised you has moved, because the calendar or the term changed:")
    return Letter(
        subject=subject(case, gettext("A date of your request has moved")),
        greeting=greeting(case),
        lines=(told, *days),
        facts=tuple(_fact(case, move) for move in moves),
        button=follow(case),
        after=(gettext("A date that we promise never moves to an earlier day."),),
    )


def _fact(case: Case, move: dict[str, str]) -> tuple[str, str]:
    clock = said(name_of(move["clock"], case.ticket.version.data), case.language)
    old, new = (case.when(datetime.fromisoformat(move[end])) for end in ("from", "to"))
    return clock.words, gettext("%(new)s (before: %(old)s)") % {"new": new, "old": old}


def _new_days(case: Case, move: dict[str, int | None], row: Deadline) -> Iterator[str]:
    """The days that count no more, with their reasons; none where the term itself changed."""
    old = _as_before(move, row)
    if old is None:
        return
    zone = calendar_of(row).zone
    first, last = (at.astimezone(zone).date() for at in (row.start_at, row.due_at))
    before = {off.on for off in calendar_of(old).days_off(first, last)}
    for off in calendar_of(row).days_off(first, last):
        if off.on not in before:
            yield gettext("%(day)s does not count any more: %(name)s.") % {
                "day": moments.day(off.on, today=first),
                "name": said(off.name, case.language).words or gettext("closed"),
            }


def _as_before(move: dict[str, int | None], row: Deadline) -> Deadline | None:
    """The deadline with the calendars of before the move; None where they are the same."""
    calendar, local = move["before"], move.get("local_before", row.local_id)
    if (calendar, local) == (row.calendar_id, row.local_id):
        return None
    versions = CalendarVersion.objects.in_bulk([pk for pk in (calendar, local) if pk is not None])
    old = copy(row)
    old.calendar, old.local = versions[calendar], versions[local] if local is not None else None
    return old
