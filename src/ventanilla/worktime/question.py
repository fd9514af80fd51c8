"""A question and its answer as plain JSON: a term, a start, pauses; the due instant and every step to it."""

from datetime import date, datetime
from typing import Any

from ventanilla.worktime.calendar import Calendar
from ventanilla.worktime.due import due
from ventanilla.worktime.errors import WorktimeError, quoted
from ventanilla.worktime.pause import Pause
from ventanilla.worktime.term import Term
from ventanilla.worktime.wall import first_instant, micros, moment

MOST_PAUSES = 10_000
FIRST_YEAR, LAST_YEAR = 1971, 2099


def answer(term: Term, calendar: Calendar, *, start: datetime, pauses: list[Pause]) -> dict[str, Any]:
    """Instants in ISO 8601 with the calendar's offset; `due` null while a pause without end prevents it."""
    found = due(term, start=start, calendar=calendar, pauses=pauses)
    steps = [step.data() for step in found.steps]
    return {
        "unit": term.unit.value,
        "amount": term.amount,
        "zone": calendar.rules.zone,
        "start": start.astimezone(calendar.zone).isoformat(),
        "due": found.at and found.at.astimezone(calendar.zone).isoformat(),
        "steps": [{**step, **_local(step, calendar)} for step in steps],
    }


def instant(written: Any, calendar: Calendar) -> datetime:
    """`2026-03-31T09:30-05:00`; without an offset it is the calendar's own time (the first, of an hour that comes
    twice); a date alone is its first instant, also where its midnight does not exist."""
    try:
        read = datetime.fromisoformat(written)
    except (TypeError, ValueError) as error:
        raise WorktimeError(
            f"{quoted(written)} no es una fecha y hora que exista; se escribe 2026-03-31T09:30"
        ) from error
    if not FIRST_YEAR <= read.year <= LAST_YEAR:
        raise WorktimeError(f"{quoted(written)}: se calcula entre {FIRST_YEAR} y {LAST_YEAR}")
    if read.tzinfo is not None:
        return moment(micros(read))
    at = moment(first_instant(read, calendar.zone))
    if not _dated(written) and at.astimezone(calendar.zone).replace(tzinfo=None) != read:
        zone = calendar.rules.zone
        raise WorktimeError(f"{quoted(written)}: esa hora no existe en {zone}; el reloj la salta")
    return at


def _dated(written: str) -> bool:
    """Whether it says a date and no hour."""
    try:
        date.fromisoformat(written)
    except ValueError:
        return False
    return True


def pauses(written: Any, calendar: Calendar) -> list[Pause]:
    """Each `since/until`, or a pair; without an end it goes on. One text alone is one pause."""
    many = [written] if isinstance(written, str) else written
    if not isinstance(many, list | tuple) or len(many) > MOST_PAUSES:
        raise WorktimeError(f"`pauses` es una lista de hasta {MOST_PAUSES} pausas")
    return [_pause(one, calendar) for one in many]


def _pause(written: Any, calendar: Calendar) -> Pause:
    ends = written
    if isinstance(written, str):
        since, _slash, until = written.partition("/")
        ends = [since, until or None]
    if not isinstance(ends, list) or len(ends) not in {1, 2}:
        raise WorktimeError(f"{quoted(written)} no es una pausa; se escribe desde/hasta")
    since, until = [*ends, None][:2]
    return instant(since, calendar), None if until is None else instant(until, calendar)


def _local(step: dict[str, Any], calendar: Calendar) -> dict[str, str]:
    return {
        key: datetime.fromisoformat(step[key]).astimezone(calendar.zone).isoformat()
        for key in ("since", "until")
        if key in step
    }
