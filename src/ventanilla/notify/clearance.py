"""Something confidential waits in a unit in which nobody may hear of it: administrators can change that.

They learn the unit and no more, once a day at most: an event of the unit's own, which names no request.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta

from django.db import connection

from ventanilla.institutions.acting import current_institution_id
from ventanilla.journal.models import Event
from ventanilla.journal.record import record
from ventanilla.notify.attendance import roles_in
from ventanilla.notify.audience import Recipient, answerable_unit, ticket_of, to_person
from ventanilla.people.models import RoleKind
from ventanilla.people.queries import with_role
from ventanilla.tickets import judging
from ventanilla.tickets.models import Offence
from ventanilla.tickets.rules import parties

NOBODY_CLEARED = "unit.nobody_cleared"
ONCE = timedelta(days=1)


def look(event: Event, *, at: datetime) -> None:
    """In the transaction that tells the event; it may be repeated."""
    unit_id = WAITS[event.kind](event) if event.kind in WAITS else None
    if unit_id is None:
        return
    _wait_for_turn(unit_id)
    told = Event.objects.filter(subject_kind="unit", subject_id=unit_id, kind=NOBODY_CLEARED)
    if not told.filter(at__gt=at - ONCE).exists():
        record(kind=NOBODY_CLEARED, subject=("unit", unit_id), at=at)


def administrators(event: Event) -> Iterator[Recipient]:
    """Who can give somebody of the unit what it takes."""
    for person in with_role(RoleKind.ADMINISTRATOR):
        yield to_person(person)


def _unattended(event: Event) -> int | None:
    """The unit that must attend something confidential, where nobody may."""
    ticket = ticket_of(event)
    if not ticket.confidential or not ticket.is_open:
        return None
    unit_id = answerable_unit(event, ticket)
    held = roles_in(unit_id, confidential=True).exclude(person__in=parties(ticket))
    return None if held.exists() else unit_id


def _undirected(event: Event) -> int | None:
    """As above, where what is asked is a director's to decide, and never of whoever asks it."""
    ticket = ticket_of(event)
    besides = [pk for pk in (event.actor_id, *parties(ticket)) if pk]
    return _without_director(ticket.unit_id, besides) if ticket.confidential else None


def _unjudged(event: Event) -> int | None:
    """A reported offence that no director may judge."""
    offence = Offence.objects.select_related("ticket").get(pk=event.subject_id)
    besides = judging.involved(offence)
    return _without_director(offence.unit_id, besides) if offence.ticket.confidential else None


def _without_director(unit_id: int, besides: Collection[int]) -> int | None:
    held = roles_in(unit_id, confidential=True).filter(kind=RoleKind.DIRECTOR).exclude(person__in=besides)
    return None if held.exists() else unit_id


def _wait_for_turn(unit_id: int) -> None:
    """Of two workers at the same moment the second finds it told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('notify.clearance'), hashint8(%s::bigint # %s::bigint))",
            [unit_id, current_institution_id()],
        )


#: What must not go unheard → the unit in which nobody may hear of it, or None.
WAITS: dict[str, Callable[[Event], int | None]] = {
    "ticket.submitted": _unattended,
    "ticket.reclassified": _unattended,
    "ticket.nobody_available": _unattended,
    "ticket.awaits_director": _undirected,
    "ticket.warned": _unattended,
    "ticket.breached": _unattended,
    "ticket.escalated": _unattended,
    "ticket.nudged": _unattended,
    "ticket.replied": _unattended,
    "ticket.extension_asked": _undirected,
    "ticket.marked_critical": _undirected,
    "offence.reported": _unjudged,
}
