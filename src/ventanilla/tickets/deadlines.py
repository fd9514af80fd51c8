"""Promises of time: from the terms that a service names and the calendar that applies, to deadlines."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, Value

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import (
    CalendarVersion,
    Campus,
    Institution,
    Section,
    TermVersion,
    Unit,
)  # fmt: skip
from ventanilla.tickets.clocks import Clock, stage_clock, stage_of
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import amount_of, calendar_of, explain, thresholds
from ventanilla.tickets.states import State
from ventanilla.tickets.terms import NotInForce, in_force
from ventanilla.worktime import Calendar, Step, WorktimeError

#: In this order: a clock that begins with the first contact needs to know when that is due.
PROMISED = (Clock.FIRST_CONTACT, Clock.RESOLUTION, Clock.LEGAL)


class NoSuchPromise(RuntimeError):
    """No date can be promised: a calendar ends too soon (`ends`, its last day), a term holds only from a day on
    (`begins`) or held until one (`ended`), or a term or calendar is gone.

    `institution check` finds all. Whoever asks reads a sentence (web/portal/promised.py), and loses nothing.
    """

    def __init__(
        self, words: str, *, ends: date | None = None, begins: date | None = None, ended: date | None = None
    ) -> None:
        super().__init__(words)
        self.ends, self.begins, self.ended = ends, begins, ended


@dataclass(frozen=True)
class Promise:
    """One clock of a request that arrives; `row` is its deadline, not saved, `why` the steps to its date."""

    row: Deadline
    why: tuple[Step, ...]

    @property
    def clock(self) -> str:
        return str(self.row.clock)

    @property
    def start(self) -> datetime:
        at: datetime = self.row.start_at
        return at

    @property
    def due(self) -> datetime:
        at: datetime = self.row.due_at
        return at

    @property
    def term(self) -> Any:
        """The term's data."""
        return self.row.term.data

    @property
    def calendar(self) -> Calendar:
        return calendar_of(self.row)


@dataclass(frozen=True)
class Known:
    """The current terms, calendars and request types of an institution: one statement."""

    institution: Institution
    terms: dict[str, TermVersion]
    calendars: dict[str, CalendarVersion]
    types: dict[str, Any]

    def term(self, slug: str, *, start: datetime) -> TermVersion:
        """The term in force where a request arrives at `start`: its own, or what has taken its place."""
        today = start.astimezone(self.institution.zoneinfo).date()
        try:
            return in_force(slug, self.terms, on=today)
        except NotInForce as none:
            words = f"{self.institution.slug}: {none}"
            raise NoSuchPromise(words, begins=none.begins, ended=none.ended) from none

    def calendar(self, slug: str) -> CalendarVersion:
        if slug not in self.calendars:
            raise NoSuchPromise(f"{self.institution.slug}: no calendar {slug!r}")
        return self.calendars[slug]


def promises(
    *,
    version: ServiceVersion,
    institution: Institution,
    unit: Unit,
    campus: Campus | None,
    start: datetime,
    locality: str = "",
) -> list[Promise]:
    """What a request that arrives at `start` is promised; reads what it needs in one statement.

    `locality` is the slug of the calendar of the place where the requester lives, if the institution has one.
    Raises NoSuchPromise.
    """
    known = _known(institution)
    calendar = known.calendar(calendar_slug(version.data, institution=institution, unit=unit, campus=campus))
    local = known.calendars.get(locality) if locality else None
    made: dict[str, Promise] = {}
    for clock, slug in _named(version.data, known).items():
        term = known.term(slug, start=start)
        row = Deadline(clock=clock, term=term, calendar=calendar, local=local)
        row.amount = amount_of(term.data, version.data.get("complexity"))
        try:
            row.start_at = _start(term.data, start, made, calendar_of(row))
            made[clock] = dated(row)
        except WorktimeError as error:
            words = f"{institution.slug}: the calendar {calendar.slug!r}: {error}"
            raise NoSuchPromise(words, ends=_last_day(calendar)) from error
    return list(made.values())


def dated(row: Deadline) -> Promise:
    """A clock that begins, with its date; raises NoSuchPromise where its calendar ends first."""
    found = explain(row, ())
    if found.at is None:
        words = f"the calendar {row.calendar.slug!r} ends before the term {row.term.slug!r} does"
        raise NoSuchPromise(words, ends=_last_day(row.calendar))
    row.due_at = found.at
    row.look_at = min(at for _name, at in thresholds(row, ()))
    return Promise(row, found.steps)


def _last_day(calendar: CalendarVersion) -> date | None:
    written = calendar.data.get("valid_to")
    return date.fromisoformat(written) if written else None


def calendar_slug(
    data: dict[str, Any], *, institution: Institution, unit: Unit, campus: Campus | None
) -> str:
    """The nearest calendar: the service's, the unit's, the campus's, the institution's."""
    levels = [data, unit.data, campus.data if campus else {}, institution.data]
    return str(next(level["calendar"] for level in levels if level.get("calendar")))


def _named(data: dict[str, Any], known: Known) -> dict[str, str]:
    """Clock → term, as the service names them; the request type's where the service names no resolution."""
    terms = {clock: data["terms"].get(clock) for clock in PROMISED}
    terms[Clock.RESOLUTION] = terms[Clock.RESOLUTION] or known.types.get(data["request_type"])
    if stage := stage_of(data, State.SUBMITTED):
        terms[stage_clock(stage)] = stage["term"]  # type: ignore[index]  # a clock's name, of a stage
    if not terms[Clock.RESOLUTION]:
        raise NoSuchPromise(f"{known.institution.slug}: {data['slug']!r} promises no answer")
    return {str(clock): slug for clock, slug in terms.items() if slug}


def begins(term: dict[str, Any], start: datetime, calendar: Calendar) -> datetime:
    """From when a term counts for what arrives at `start`; raises WorktimeError."""
    if term.get("start") == "opening" and not calendar.is_open(start):
        return calendar.next_opening(start)
    return start


def _start(term: dict[str, Any], start: datetime, made: dict[str, Promise], calendar: Calendar) -> datetime:
    if term.get("start") == "first_contact" and Clock.FIRST_CONTACT in made:
        return made[Clock.FIRST_CONTACT].due
    return begins(term, start, calendar)


def _known(institution: Institution) -> Known:
    fields = ("what", "slug", "pk", "data")
    rows = _labelled(TermVersion.objects.filter(current=True), "term").values_list(*fields)
    calendars = _labelled(CalendarVersion.objects.filter(current=True), "calendar").values_list(*fields)
    types = _labelled(Section.objects.filter(name="request_types"), "types").values_list(
        "what", "name", "pk", "data"
    )
    known = Known(institution, {}, {}, {})
    for what, slug, pk, data in rows.union(calendars, types, all=True):
        if what == "term":
            known.terms[slug] = TermVersion(pk=pk, slug=slug, data=data)
        elif what == "calendar":
            known.calendars[slug] = CalendarVersion(pk=pk, slug=slug, data=data)
        else:
            known.types.update({one["slug"]: one.get("term") for one in data})
    return known


def _labelled(rows: Any, what: str) -> Any:
    return rows.annotate(what=Value(what, output_field=CharField()))
