"""The one function that changes a ticket's state, under its row lock."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.states import ENDED, MOVES, State


class IllegalMove(Exception):
    """The ticket's state does not allow the move any more: somebody was faster, or the page was old."""

    def __init__(self, name: str, state: str) -> None:
        super().__init__(f"{name} is not possible in the state {state}")
        self.name = name
        self.state = State(state)


def locked(ticket_id: int | QuerySet[Any]) -> Ticket:
    """The ticket, held until the transaction ends; by its id, or by a query that finds the id."""
    ticket: Ticket = _holding().get(pk=ticket_id)
    return ticket


def locked_whole(ticket_id: int) -> Ticket:
    """As `locked`, with all that was merged into it: for what changes where the whole of them stands."""
    held = locked_all([ticket_id])
    return held[ticket_id] if ticket_id in held else locked(ticket_id)


def locked_all(ticket_ids: Collection[int]) -> dict[int, Ticket]:
    """Several at once with all that was merged into them, in the order of their ids: nobody waits in a circle."""
    wanted = Q(pk__in=ticket_ids) | Q(merged_into__in=ticket_ids)
    return {ticket.pk: ticket for ticket in _holding().filter(wanted).order_by("pk")}


def hold_requesters(tickets: Iterable[Ticket]) -> None:
    """Of held tickets, in the order of their ids: for whoever writes to the rows of several people, one by one."""
    people = Person.objects.filter(pk__in={ticket.requester_id for ticket in tickets})
    list(people.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def locked_if_free(ticket_id: int) -> Ticket | None:
    """As above, or None while somebody else holds it: for whoever comes again anyway."""
    return _holding(skip_locked=True).filter(pk=ticket_id).first()


def _holding(**how: bool) -> QuerySet[Any]:
    held = Ticket.objects.select_for_update(of=("self",), no_key=True, **how)
    return held.select_related("version", "requester", "unit")


def may_move(ticket: Ticket, name: str) -> bool:
    return State(ticket.state) in MOVES[name][0]


def move(ticket: Ticket, name: str, *, at: datetime) -> None:
    """Change a locked ticket in memory; the caller saves it with what else it changes."""
    sources, target = MOVES[name]
    if State(ticket.state) not in sources:
        raise IllegalMove(name, ticket.state)
    if target is not None:
        ticket.state = target
    if target in ENDED:
        ticket.closed_at = at
        ticket.only_open_key = None
    ticket.last_activity_at = at
