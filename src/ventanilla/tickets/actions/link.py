"""Tickets that belong together: related, or parent and child."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext

from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.models import Link, Ticket
from ventanilla.tickets.moves import locked_all

RELATED, CHILD = Link.Kind.RELATED, Link.Kind.CHILD
#: What somebody may say at the desk; the others follow from what was done.
SAID = frozenset({RELATED, CHILD})


class CannotLink(Exception):
    """Why these two do not belong together in this way, as a sentence for the agent."""


def link(
    *, ticket_id: int, other_id: int, kind: str, agent: Person, at: datetime, channel: str = "desk"
) -> Link:
    """`ticket` is related to `other`, or the child of it. Who links attends one and may read the other.

    Raises CannotLink, PermissionError.
    """
    with transaction.atomic():
        ticket, other = _both(ticket_id, other_id, agent)
        if words := _objection(ticket, other, kind):
            raise CannotLink(words)
        made: Link = Link.objects.create(kind=kind, ticket=ticket, other=other, by=agent, at=at)
        _tell("ticket.linked", ticket, other, made, agent, at, channel)
    return made


def unlink(*, link_id: int, agent: Person, at: datetime, channel: str = "desk") -> None:
    """What was linked by mistake; where one came from (split, follows) stays. Silent if it is gone already."""
    with transaction.atomic():
        row: Link | None = Link.objects.filter(pk=link_id, kind__in=sorted(SAID)).first()
        if row is None:
            return
        ticket, other = _both(row.ticket_id, row.other_id, agent)
        if Link.objects.filter(pk=row.pk).delete()[0]:
            _tell("ticket.unlinked", ticket, other, row, agent, at, channel)


def _both(ticket_id: int, other_id: int, agent: Person) -> tuple[Ticket, Ticket]:
    held = locked_all({ticket_id, other_id})
    ticket, other = held[ticket_id], held[other_id]
    attended = any(rules.may_attend(agent, one) for one in (ticket, other))
    if not attended or not all(rules.may_read_on_desk(agent, one) for one in (ticket, other)):
        raise PermissionError("attends neither, or may not read the other")
    return ticket, other


def _objection(ticket: Ticket, other: Ticket, kind: str) -> str:
    if ticket.pk == other.pk:
        return gettext("This is the same request: choose another one.")
    for one in (ticket, other):
        if one.merged_into_id is not None:
            return gettext("%(code)s was joined with another request already.") % {"code": one.code}
    between = Q(ticket=ticket, other=other) | Q(ticket=other, other=ticket)
    if Link.objects.filter(between).exists():
        return gettext("They are linked already.")
    if kind != CHILD:
        return ""
    parents = Link.objects.filter(kind=CHILD)
    if parents.filter(ticket=ticket).exists():
        return gettext("%(code)s is already part of another request.") % {"code": ticket.code}
    if parents.filter(ticket=other).exists():
        words = gettext("%(code)s is itself part of another request: choose that one.")
        return words % {"code": other.code}
    if parents.filter(other=ticket).exists():
        return gettext("%(code)s has parts of its own: it cannot become a part.") % {"code": ticket.code}
    return ""


def _tell(
    kind: str, ticket: Ticket, other: Ticket, row: Link, agent: Person, at: datetime, channel: str
) -> None:
    """In the journal of both."""
    for one, two, way in ((ticket, other, row.kind), (other, ticket, f"{row.kind}_of")):
        record(
            kind=kind,
            subject=("ticket", one.pk),
            actor=agent.pk,
            channel=channel,
            data={"link": row.pk, "other": two.pk, "code": two.code, "as": str(way)},
            at=at,
        )
