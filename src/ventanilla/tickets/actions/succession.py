"""All open tickets of somebody who leaves a unit pass to others: asked once, done in batches by the queue."""

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from ventanilla.assignment.actions import held, make_ready
from ventanilla.assignment.models import Drum
from ventanilla.institutions.acting import current_institution_id
from ventanilla.institutions.models import Unit
from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.lib import jobs
from ventanilla.lib.text import printable
from ventanilla.people.models import Person, Role
from ventanilla.people.rules import directs
from ventanilla.tickets import rules
from ventanilla.tickets.actions.placing import Busy, Choice, choose, rule_of
from ventanilla.tickets.gathering import gather
from ventanilla.tickets.models import IS_OPEN, PassedOn, Succession, Ticket
from ventanilla.tickets.moves import move
from ventanilla.tickets.states import State

BATCH = 50
LONGEST = 400


class NoReason(Exception):
    """A succession has a reason that can be read later, in at most LONGEST characters."""


class NoSuccessor(Exception):
    """Whoever is named attends not in the unit, or is the one who leaves."""


class UnderWay(Exception):
    """The same person's tickets of this unit are passing on already."""


def ask(
    *, person: Person, unit: Unit, way: str, to_person_id: int | None, by: Person, reason: str, at: datetime
) -> Succession:
    """What he attends in the unit passes on, from the next moment on, by the queue.

    Raises PermissionError, NoReason, NoSuccessor, UnderWay.
    """
    if not directs(by, unit.pk):
        raise PermissionError("not the director of the unit")
    words = " ".join(printable(reason).split())
    if not words or len(words) > LONGEST:
        raise NoReason
    to = _successor(person, unit, to_person_id) if way == Succession.Way.COLLEAGUE else None
    make_ready(unit_id=unit.pk, at=at)
    with transaction.atomic():
        held(unit.pk)  # two that ask at once follow each other
        if Succession.objects.filter(person=person, unit=unit, finished_at=None).exists():
            raise UnderWay
        row: Succession = Succession.objects.create(
            person=person,
            unit=unit,
            way=Succession.Way(way),
            to=to,
            reason=words,
            salt=os.urandom(16),
            by=by,
            at=at,
        )
        _tell_asked(row)
        jobs.defer(
            "tickets.pass_on",
            lock=f"succession:{row.pk}",
            institution_id=current_institution_id(),
            succession_id=row.pk,
        )
    return row


def attended(person_id: int, unit_id: int) -> int:
    """How many tickets of a unit somebody attends that are not over."""
    running, answered = (part.values_list("pk") for part in _left(person_id, unit_id))
    return int(running.union(answered, all=True).count())


def pass_on(*, succession_id: int, at: datetime) -> bool:
    """One batch; whether there may be more. What passed on before is somebody else's: repeated, it is not found.

    Raises Busy when all that is left is held by others at this moment.
    """
    row = Succession.objects.select_related("person", "unit", "to", "by").get(pk=succession_id)
    if row.finished_at is not None:
        return False
    make_ready(unit_id=row.unit_id, at=at)
    with transaction.atomic():
        drum = held(row.unit_id)
        batch = list(_free(row))
        for ticket in batch:
            _pass(drum, row, ticket, at)
        if not batch and attended(row.person_id, row.unit_id):
            raise Busy(succession_id)
        if not batch:
            _finish(row, at)
    return bool(batch)


def _successor(person: Person, unit: Unit, to_person_id: int | None) -> Person:
    role = (
        Role.objects.filter(person=to_person_id, unit=unit, kind__in=rules.ATTENDING)
        .exclude(person=person)
        .select_related("person")
        .first()
    )
    if role is None:
        raise NoSuccessor
    successor: Person = role.person
    return successor


def _left(person_id: int, unit_id: int) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """What he attends there: open, and answered but not over; each by its own index."""
    his = Ticket.objects.filter(assignee=person_id, unit=unit_id)
    return his.filter(IS_OPEN), his.filter(state=State.ANSWERED)


def _free(row: Succession) -> Iterator[Ticket]:
    for part in _left(row.person_id, row.unit_id):
        rows = part.select_for_update(of=("self",), no_key=True, skip_locked=True)
        yield from rows.select_related("version", "requester", "unit", "campus", "institution").order_by(
            "id"
        )[:BATCH]


def _pass(drum: Drum, row: Succession, ticket: Ticket, at: datetime) -> None:
    move(ticket, "assign", at=at)
    to: Person | None = row.to
    told: dict[str, Any] = {}
    if row.way == Succession.Way.CHOOSER and (choice := _chosen(drum, ticket, row, at)):
        to, told = choice.person, choice.told()
    elif to is not None and (row.by_id in rules.parties(ticket) or not _may_have(to, ticket)):
        to = None  # nobody names himself who attends what he asked for
    ticket.assignee = to
    ticket.save()
    PassedOn.objects.create(succession=row, ticket=ticket, to=to)
    record(
        kind="ticket.passed_on",
        subject=("ticket", ticket.pk),
        actor=row.by_id,
        channel="office",
        data={
            **told,
            "to": to.pk if to else None,
            "unit": ticket.unit_id,
            "succession": row.pk,
            "state": str(ticket.state),
        },
        at=at,
    )


def _chosen(drum: Drum, ticket: Ticket, row: Succession, at: datetime) -> Choice | None:
    """By the service's rule; what the director hands out goes back to him."""
    found = gather(ticket, institution=ticket.institution, at=at, hold=True)
    return choose(drum, ticket, rule_of(ticket)[0], found, by=row.by, at=at)


def _may_have(to: Person, ticket: Ticket) -> bool:
    """As of now, and until the transaction ends: nobody attends his own request, or without a role."""
    roles = Role.objects.filter(person=to, unit=ticket.unit_id, kind__in=rules.ATTENDING)
    if ticket.confidential:
        roles = roles.filter(confidential=True)
    held_roles = list(roles.select_for_update(of=("self",), no_key=True))
    return not rules.is_party(to, ticket) and bool(held_roles)


def _tell_asked(row: Succession) -> None:
    record(
        kind="succession.asked",
        subject=("person", row.person_id),
        actor=row.by_id,
        channel="office",
        data={
            "succession": row.pk,
            "unit": row.unit_id,
            "way": str(row.way),
            "to": row.to_id,
            "reason": text_digest(bytes(row.salt), row.reason),
        },
        at=row.at,
    )


def _finish(row: Succession, at: datetime) -> None:
    row.finished_at = at
    row.save(update_fields=["finished_at"])
    record(
        kind="succession.finished",
        subject=("person", row.person_id),
        actor=row.by_id,
        data={"succession": row.pk, "count": PassedOn.objects.filter(succession=row).count()},
        at=at,
    )
