"""What another unit may be asked for: the units, the terms, and the way in which several follow each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import CharField, F, TextField, Value
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext

from ventanilla.institutions.acting import current_institution_id
from ventanilla.institutions.models import CalendarVersion, Institution, TermVersion, Unit
from ventanilla.people.models import Role
from ventanilla.tickets.deadlines import dated
from ventanilla.tickets.models import OPEN_STEPS, Deadline, Step, Ticket
from ventanilla.tickets.reckoning import amount_of, calendar_of
from ventanilla.tickets.rules import ATTENDING
from ventanilla.tickets.terms import successor, term_of

MOST = 10  # in one press


class Unfit(Exception):
    """What is asked for cannot be; its words say why."""


@dataclass(frozen=True)
class Wish:
    """One step: of whom, what, by when. `parallel`: at the same time as the one before it."""

    unit: str
    kind: str
    term: str
    request: str
    parallel: bool = False


@dataclass
class Around:
    """What the institution has, and the steps that the ticket has: one statement."""

    units: dict[str, Unit] = field(default_factory=dict)
    terms: dict[str, TermVersion] = field(default_factory=dict)
    calendars: dict[str, CalendarVersion] = field(default_factory=dict)
    calendar: str = ""  # the institution's
    positions: list[tuple[int, str]] = field(default_factory=list)  # with the status
    keys: set[str] = field(default_factory=set)

    def calendar_of(self, unit: Unit) -> CalendarVersion:
        """Of the unit that is asked; otherwise the institution's."""
        return self.calendars[unit.data.get("calendar") or self.calendar]

    def unit(self, pk: int) -> Unit:
        return next(unit for unit in self.units.values() if unit.pk == pk)


def around(ticket: Ticket) -> Around:
    columns = ("what", "slug", "pk", "data")
    found = Around()
    rows = _labelled(Unit.objects.filter(active=True), "unit").values_list(*columns)
    for model, what in ((TermVersion, "term"), (CalendarVersion, "calendar")):
        rows = rows.union(_labelled(model.objects.filter(current=True), what).values_list(*columns), all=True)
    rows = rows.union(
        _labelled(Institution.objects.filter(pk=current_institution_id()), "institution").values_list(
            *columns
        ),
        all=True,
    )
    steps = _labelled(Step.objects.filter(ticket=ticket), "step").annotate(
        told=Cast("status", CharField()), place=F("position"), mark=JSONObject(key=Cast("key", TextField()))
    )
    for what, slug, pk, data in rows.union(steps.values_list("what", "told", "place", "mark"), all=True):
        if what == "unit":
            found.units[slug] = Unit(pk=pk, slug=slug, data=data)
        elif what == "term":
            found.terms[slug] = TermVersion(pk=pk, slug=slug, data=data)
        elif what == "calendar":
            found.calendars[slug] = CalendarVersion(pk=pk, slug=slug, data=data)
        elif what == "institution":
            found.calendar = data["calendar"]
        else:
            found.positions.append((pk, slug))
            found.keys.add(data["key"])
    return found


def askable_terms(terms: Sequence[TermVersion]) -> list[TermVersion]:
    """A clock that rests while another unit has the matter would never run in its hands."""
    return [
        term
        for term in terms
        if "unit" not in term.data.get("pauses", ()) and term.data.get("expiry", "breach") == "breach"
    ]


def arranged(ticket: Ticket, wishes: Sequence[Wish], known: Around) -> Iterator[tuple[Wish, int]]:
    """Each with its position. The first begins at once unless something is open before it."""
    if not wishes:
        raise Unfit(gettext("Say what is asked for, and of which unit."))
    if len(wishes) > MOST:
        raise Unfit(gettext("At most %(n)d steps at once.") % {"n": MOST})
    last = max((position for position, _ in known.positions), default=0)
    running = any(status in OPEN_STEPS for position, status in known.positions if position == last)
    here = last if running and wishes[0].parallel else last + 1
    for n, wish in enumerate(wishes):
        if n and not wish.parallel:
            here += 1
        _check(ticket, wish, known)
        yield wish, here


def _check(ticket: Ticket, wish: Wish, known: Around) -> None:
    unit = known.units.get(wish.unit)
    if unit is None:
        raise Unfit(gettext("Choose the unit."))
    if unit.pk == ticket.unit_id:
        raise Unfit(gettext("Your own unit attends the request: nothing is asked of it."))
    if ticket.confidential and not _has_somebody_cleared(unit):
        raise Unfit(gettext("Nobody of that unit may read what is confidential: choose another one."))
    if wish.kind not in Step.Kind.values:
        raise Unfit(gettext("Say what you ask for: a validation, an opinion, a document or an approval."))
    if wish.term not in {term.slug for term in askable_terms(list(known.terms.values()))}:
        raise Unfit(gettext("Choose until when it must be done."))


def _has_somebody_cleared(unit: Unit) -> bool:
    """Otherwise the step would be in nobody's list, and nobody told of it."""
    return Role.objects.filter(unit=unit.pk, kind__in=ATTENDING, confidential=True).exists()


def wishes_of(data: dict[str, Any]) -> list[Wish]:
    """What the service's version brings along (UME-12: one press asks for all)."""
    return [
        Wish(
            unit=one["unit"],
            kind=one["kind"],
            term=one["term"],
            request=one["request"] if isinstance(one["request"], str) else one["request"]["es"],
            parallel=bool(one.get("parallel")),
        )
        for one in data.get("steps") or ()
    ]


def asked_with(known: Around, key: UUID) -> bool:
    return str(key) in known.keys


def _labelled(rows: Any, what: str) -> Any:
    return rows.annotate(what=Value(what, output_field=CharField()))


def promised(step: Step, row: Deadline, known: Around, at: datetime) -> Deadline:
    """Its promise from now, in the calendar of its unit; neither is saved."""
    row.calendar, row.local = known.calendar_of(known.unit(step.unit_id)), None
    today = at.astimezone(calendar_of(row).zone).date()
    row.term = successor(step.term, known.terms, on=today) or term_of(step.term, on=today)
    row.amount, row.added = amount_of(row.term.data, None), 0
    row.start_at, row.told = at, []
    row.met_at = row.dropped_at = row.paused_at = None
    dated(row)
    step.status, step.asked_at, step.due_at = Step.Status.ASKED, at, row.due_at
    return row
