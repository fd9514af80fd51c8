"""What becomes of a request that is passed to another service or unit: looked at before, done by actions/reclassify.

Answers of the same name are kept where the new form accepts them. The first contact keeps its clock; the answer takes
the new service's term from the original date.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.rules import validate
from ventanilla.institutions.models import Institution, Unit
from ventanilla.tickets.clocks import STAGE, Clock
from ventanilla.tickets.deadlines import Promise, promises
from ventanilla.tickets.intake import Incomplete, Request
from ventanilla.tickets.lacking import Lacking, lacking
from ventanilla.tickets.models import Deadline, Ticket
from ventanilla.tickets.place import Place, place_of
from ventanilla.tickets.reckoning import reckon
from ventanilla.tickets.spells import Spell

#: Whose term is the new service's from now on.
CHANGING = (Clock.RESOLUTION, Clock.LEGAL)


@dataclass(frozen=True)
class Outlook:
    """`left` are answers that the new form does not ask: they stay with the old one (Reclassification)."""

    kept: dict[str, Any]
    left: dict[str, Any]
    lacking: Lacking
    place: Place
    made: dict[str, Promise]


def outlook(
    ticket: Ticket,
    version: ServiceVersion,
    *,
    institution: Institution,
    unit: Unit | None,
    files: dict[str, int],
    rows: list[Deadline],
    at: datetime,
) -> Outlook:
    """`version` comes with its service and unit; `unit` is chosen, or found by the rules of the service."""
    kept = _kept(ticket, version, files, institution, at)
    place = _place(ticket, version, kept)
    if unit is not None:
        place = Place(place.campus, unit, place.way)
    made = promises(
        version=version,
        institution=institution,
        unit=place.unit,
        campus=place.campus,
        start=beginning(ticket, rows),
        locality=ticket.requester.locality,
    )
    return Outlook(
        kept=kept,
        left={name: answer for name, answer in ticket.answers.items() if name not in kept},
        lacking=lacking(
            version.data,
            kept,
            files,
            statement=ticket.evidence_statement,
            declaration=ticket.declaration,
        ),
        place=place,
        made={promise.clock: promise for promise in made},
    )


def beginning(ticket: Ticket, rows: list[Deadline]) -> datetime:
    """When it was asked for: a call that was noted later began when it rang."""
    first = [row.start_at for row in rows if row.clock == Clock.FIRST_CONTACT]
    return min([ticket.created_at, *first])


def change(ticket: Ticket, rows: list[Deadline], made: dict[str, Promise], *, at: datetime) -> list[Deadline]:
    """The clocks, in memory, as the new service promises them; those that it does not have end here."""
    own = {row.clock: row for row in rows}
    contact = own.get(Clock.FIRST_CONTACT)
    for clock in CHANGING:
        row, promise = own.get(clock), made.get(clock)
        if promise is None:
            if row is not None and row.runs:
                row.dropped_at = at
            continue
        if row is None:
            row = promise.row
            row.ticket = ticket
            rows.append(row)
        else:
            _promise_anew(row, promise)
        if clock == Clock.RESOLUTION:
            ticket.term = row.term.slug
        by_contact = row.term.data.get("start") == Clock.FIRST_CONTACT
        if by_contact and contact is not None and contact.met_at is not None:
            row.start_at = contact.met_at
    for row in rows:
        if row.runs and row.clock.startswith(STAGE):
            row.dropped_at = at
    return rows


def _promise_anew(row: Deadline, promise: Promise) -> None:
    """What was broken stays recorded (`breached_at`); what is told begins again.

    What a director granted holds on where the term is the same: another unit takes nothing of it away.
    """
    new = promise.row
    added = row.added if new.term.slug == row.term.slug else 0
    row.term, row.calendar, row.local = new.term, new.calendar, new.local
    row.amount, row.added, row.start_at = new.amount, added, new.start_at
    row.due_at, row.told = new.due_at, []
    row.met_at = row.dropped_at = None


def _kept(
    ticket: Ticket, version: ServiceVersion, files: dict[str, int], institution: Institution, at: datetime
) -> dict[str, Any]:
    asked = {question["name"] for question in version.data["form"]}
    same = {name: answer for name, answer in ticket.answers.items() if name in asked}
    clean, _errors = validate(
        version.data["form"], same, files, at=ticket.created_at, language="es", zone=institution.zoneinfo
    )
    return clean


def _place(ticket: Ticket, version: ServiceVersion, kept: dict[str, Any]) -> Place:
    request = Request(version=version, key=ticket.submission_key, channel=ticket.channel, answers=kept)
    try:
        return place_of(request, ticket.requester, kept)
    except Incomplete:  # a campus that is not there any more
        return place_of(request, ticket.requester, {})


def dates(
    ticket: Ticket, rows: list[Deadline], past: Sequence[Spell], found: Outlook, *, at: datetime
) -> list[tuple[str, datetime | None, datetime]]:
    """(clock, date until now, new date) of what the new service promises otherwise: in memory, for the page."""
    old = {row.clock: row.due_at for row in rows if row.runs}
    for row in change(ticket, rows, found.made, at=at):
        if row.clock in CHANGING and row.runs:
            row.due_at = reckon(row, past, now=at).at or row.due_at
    return [(row.clock, old.get(row.clock), row.due_at) for row in rows if row.clock in CHANGING and row.runs]
