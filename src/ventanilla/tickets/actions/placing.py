"""Somebody is made responsible by a chooser: on arrival, or when the unit's director asks for it.

Whoever assigns in a unit holds its drum (assignment/models.py), one after the other: loads that were counted stay
true, no secret draws twice, and two requests of the same instant do not both find the last free place.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from ventanilla.assignment.actions import draw, held, make_ready
from ventanilla.assignment.choosers import Chooser, least_loaded, next_in_turn
from ventanilla.assignment.filters import Sifted, arrival
from ventanilla.assignment.models import Draw, Drum
from ventanilla.journal.models import Event
from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.people.rules import directs
from ventanilla.tickets import rules
from ventanilla.tickets.actions.attend import ANYBODY, HandedOut, check_held
from ventanilla.tickets.gathering import Gathering, gather
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import locked, locked_if_free, may_move, move
from ventanilla.worktime import Calendar, CalendarError

NOBODY = "ticket.nobody_available"
AWAITS = "ticket.awaits_director"
#: Each brings a ticket to a service, and what follows of it is `place_arrived`.
ARRIVALS = ("ticket.submitted", "ticket.reclassified", "ticket.reopened")


class NobodyAvailable(Exception):
    """No filter lets anybody through: `excluded` says why."""

    def __init__(self, sifted: Sifted) -> None:
        super().__init__(f"{len(sifted.excluded)} excluded")
        self.excluded = sifted.excluded


class Busy(Exception):
    """Somebody holds the ticket at this moment, or moved it elsewhere: the queue comes again."""


@dataclass(frozen=True)
class Choice:
    """Who is made responsible, by which chooser, and the draw if it was one."""

    person: Person
    chooser: Chooser
    draw: Draw | None

    def told(self) -> dict[str, Any]:
        drawn = {"draw": self.draw.pk, "pool": self.draw.pool.digest} if self.draw else {}
        return {"to": self.person.pk, "chooser": str(self.chooser), **drawn}


def may_choose(person: Person | None, ticket: Ticket) -> bool:
    """The unit's director lets a chooser choose; an agent hands on by name."""
    return rules.may_assign(person, ticket) and directs(person, ticket.unit_id)


def rule_of(ticket: Ticket) -> tuple[Chooser, bool]:
    """How the service's requests find whoever attends them, and whether already on arrival."""
    said = ticket.version.data.get("assignment") or {}
    if rules.is_excepted(ticket):
        return Chooser.BY_HAND, False
    return Chooser(said.get("chooser", Chooser.BY_HAND)), bool(said.get("on_arrival"))


def place(
    *, ticket_id: int, chooser: Chooser, by: Person, at: datetime, seen: int | None = ANYBODY
) -> Choice:
    """Let a chooser make somebody responsible, or somebody else than now; `seen`: who was on the page.

    Raises PermissionError, HandedOut, IllegalMove, Moved, NobodyAvailable, Busy.
    """
    with _drawing(ticket_id, at) as (drum, ticket):
        if not may_choose(by, ticket):
            raise PermissionError("not the director of the ticket's unit")
        if rules.is_excepted(ticket):
            raise HandedOut
        move(ticket, "assign", at=at)
        check_held(ticket, seen)
        found = gather(ticket, institution=ticket.institution, at=at, hold=True)
        choice = choose(drum, ticket, chooser, found, by=by, at=at)
        if choice is None:
            raise NobodyAvailable(found.sifted)
        _assign(ticket, choice, by=by, at=at)
    return choice


def place_arrived(*, ticket_id: int, at: datetime) -> datetime | None:
    """What follows an arrival, by the service's rule; may be repeated. Returns when to come again, if later.

    Of an excepted service the director is told, who hands it out. Outside the unit's hours a request waits for
    them. Within, where nobody is available, its directors are told and it stays in their queue. Raises Busy.
    """
    arrived = Ticket.objects.select_related("version").get(pk=ticket_id)
    if rules.is_excepted(arrived):
        _await_director(ticket_id, at)
        return None
    chooser, on_arrival = rule_of(arrived)
    if not on_arrival or chooser == Chooser.BY_HAND:
        return None
    with _drawing(ticket_id, at, patient=False) as (drum, ticket):
        if not ticket.is_open or ticket.assignee_id is not None or not may_move(ticket, "assign"):
            return None
        found = gather(ticket, institution=ticket.institution, at=at, hold=True)
        choice = choose(drum, ticket, chooser, found, by=None, at=at)
        if choice is None:
            again = _later(found.hours, at)
            if again is None:
                _alarm(ticket, found.sifted, at=at)
            return again
        move(ticket, "assign", at=at)
        _assign(ticket, choice, by=None, at=at)
    return None


def _await_director(ticket_id: int, at: datetime) -> None:
    with transaction.atomic():
        ticket = locked(ticket_id)
        waits = ticket.is_open and ticket.assignee_id is None and rules.is_excepted(ticket)
        if waits and not _is_told(ticket, AWAITS):
            data = {"unit": ticket.unit_id, "state": str(ticket.state)}
            record(kind=AWAITS, subject=("ticket", ticket.pk), data=data, at=at)


def choose(
    drum: Drum, ticket: Ticket, chooser: Chooser, found: Gathering, *, by: Person | None, at: datetime
) -> Choice | None:
    """One of those whom the filters let through; `drum` is held."""
    people = found.sifted.people
    if not people or chooser == Chooser.BY_HAND:
        return None
    drawn = None
    if chooser == Chooser.RANDOM:
        drawn = _draw(drum, ticket, found.sifted, by=by, at=at)
        chosen = drawn.chosen
    elif chooser == Chooser.ROUND_ROBIN:
        chosen = next_in_turn(people, drum.last)
    else:
        chosen = least_loaded(found.sifted.eligible, drum.last)
    if drawn is None:
        drum.last = chosen
        drum.save(update_fields=["last"])
    return Choice(found.people[chosen].person, chooser, drawn)


def _draw(drum: Drum, ticket: Ticket, sifted: Sifted, *, by: Person | None, at: datetime) -> Draw:
    return draw(
        drum,
        kind=Draw.Kind.PERSON_FOR_TICKET,
        subject=("ticket", ticket.pk),
        candidates=sifted.people,
        exclusions=sifted.excluded,
        by=by.pk if by else None,
        at=at,
    )


@contextmanager
def _drawing(ticket_id: int, at: datetime, *, patient: bool = True) -> Iterator[tuple[Drum, Ticket]]:
    """The unit's drum and the ticket, held until the transaction ends, always in this order."""
    unit_id = Ticket.objects.values_list("unit_id", flat=True).get(pk=ticket_id)
    make_ready(unit_id=unit_id, at=at)
    with transaction.atomic():
        drum = held(unit_id)
        ticket = locked(ticket_id) if patient else locked_if_free(ticket_id)
        if ticket is None or ticket.unit_id != unit_id:
            raise Busy(ticket_id)
        yield drum, ticket


def _assign(ticket: Ticket, choice: Choice, *, by: Person | None, at: datetime) -> None:
    ticket.assignee = choice.person
    ticket.save()
    record(
        kind="ticket.assigned",
        subject=("ticket", ticket.pk),
        actor=by.pk if by else None,
        channel="desk" if by else "system",
        data={**choice.told(), "unit": ticket.unit_id, "state": str(ticket.state)},
        at=at,
    )


def _later(hours: Calendar, at: datetime) -> datetime | None:
    """The unit's next opening, while it is closed."""
    if arrival(hours, at) is not None:
        return None
    try:
        return hours.next_opening(at)
    except CalendarError:  # it never opens again: better told now than never
        return None


def _alarm(ticket: Ticket, sifted: Sifted, *, at: datetime) -> None:
    """Once for each arrival: a job that is repeated finds it told, another unit's directors are told anew."""
    if _is_told(ticket, NOBODY):
        return
    counted = Counter(str(reason) for reasons in sifted.excluded.values() for reason in reasons)
    record(
        kind=NOBODY,
        subject=("ticket", ticket.pk),
        data={"unit": ticket.unit_id, "excluded": dict(counted), "state": str(ticket.state)},
        at=at,
    )


def _is_told(ticket: Ticket, kind: str) -> bool:
    """Whether it was told since the last arrival."""
    told = Event.objects.filter(subject_kind="ticket", subject_id=ticket.pk, kind__in=(*ARRIVALS, kind))
    return bool(told.order_by("-n").values_list("kind", flat=True).first() == kind)
