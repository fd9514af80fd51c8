"""Promises of time: from a service's terms and the calendar that applies, to instants."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, Value

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import CalendarVersion, Campus, Institution, TermVersion, Unit
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.worktime import Calendar, Due, Step, Term, due


class NoSuchPromise(RuntimeError):
    """A service names a term or calendar that the institution no longer has; `institution check` finds it."""


@dataclass(frozen=True)
class Promise:
    """One clock of a request: from `start` to `due`, by these versions; `why` are the steps between."""

    clock: str
    term_id: int
    calendar_id: int
    start: datetime
    due: datetime
    why: tuple[Step, ...]
    calendar: Calendar
    term: Any  # the term's data


def promises(
    *, version: ServiceVersion, institution: Institution, unit: Unit, campus: Campus | None, start: datetime
) -> list[Promise]:
    """What a request that arrives at `start` is promised; reads terms and calendars in one statement."""
    terms, calendars = _current(version)
    slug = calendar_slug(version.data, institution=institution, unit=unit, campus=campus)
    if slug not in calendars:
        raise NoSuchPromise(f"{institution.slug}: no calendar {slug!r}")
    calendar_id, calendar_data = calendars[slug]
    made = []
    for clock, term_slug in version.data["terms"].items():
        if term_slug is None:
            continue
        if term_slug not in terms:
            raise NoSuchPromise(f"{institution.slug}: no term {term_slug!r}")
        term_id, term_data = terms[term_slug]
        found = _due(term_data, calendar_data, start)
        if found.at is None:
            raise NoSuchPromise(f"{institution.slug}: the term {term_slug!r} is never reached")
        calendar = Calendar.from_data(calendar_data)
        made.append(Promise(clock, term_id, calendar_id, start, found.at, found.steps, calendar, term_data))
    return made


def calendar_slug(
    data: dict[str, Any], *, institution: Institution, unit: Unit, campus: Campus | None
) -> str:
    """The nearest calendar: the service's, the unit's, the campus's, the institution's."""
    levels = [data, unit.data, campus.data if campus else {}, institution.data]
    return str(next(level["calendar"] for level in levels if level.get("calendar")))


def explain(deadline: Deadline) -> Due:
    """Why this date: the steps from start to due, from the versions that were promised."""
    return _due(deadline.term.data, deadline.calendar.data, deadline.start_at)


def next_due(deadlines: Iterable[Deadline]) -> datetime:
    """The earliest that is not yet met; when all are, the last."""
    rows = list(deadlines)
    unmet = [d.due_at for d in rows if d.met_at is None]
    return min(unmet) if unmet else max(d.due_at for d in rows)


def meet(ticket: Ticket, *clocks: str, at: datetime) -> None:
    """Note when clocks of a locked ticket were met, the first time only; the caller saves the ticket."""
    rows = list(Deadline.objects.filter(ticket=ticket))
    met = [row for row in rows if row.clock in clocks and row.met_at is None]
    for row in met:
        row.met_at = at
    if met:
        Deadline.objects.filter(pk__in=[row.pk for row in met]).update(met_at=at)
    ticket.due_at = next_due(rows)


def _due(term: dict[str, Any], calendar: dict[str, Any], start: datetime) -> Due:
    what = Term.from_data({"unit": term["unit"], "amount": term["amount"]})
    return due(what, start=start, calendar=Calendar.from_data(calendar))


def _current(version: ServiceVersion) -> tuple[dict[str, Any], dict[str, Any]]:
    fields = ("what", "slug", "pk", "data")
    wanted = [slug for slug in version.data["terms"].values() if slug]
    terms = TermVersion.objects.filter(current=True, slug__in=wanted)
    calendars = CalendarVersion.objects.filter(current=True)
    rows = (
        terms.annotate(what=Value("term", output_field=CharField()))
        .values_list(*fields)
        .union(
            calendars.annotate(what=Value("calendar", output_field=CharField())).values_list(*fields),
            all=True,
        )
    )
    found: dict[str, dict[str, Any]] = {"term": {}, "calendar": {}}
    for what, slug, pk, data in rows:
        found[what][slug] = (pk, data)
    return found["term"], found["calendar"]
