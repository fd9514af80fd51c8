"""Requests with terms as the law writes them, and wishes for more time."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from tests.tickets.promises import promise, term
from tests.world import MONDAY, World
from ventanilla.people.models import Person
from ventanilla.tickets.actions.extend import Wish
from ventanilla.tickets.models import Deadline, Ticket

REASON = "La facultad aún no entrega el expediente."
SERVICE = "cambio-de-carrera"


def with_term(
    world: World, amount: int, *, at: datetime = MONDAY, who: Person | None = None, **rules: Any
) -> Ticket:
    """A request (Ana's) to the registry whose answer is promised in so many working days; inside `acting`."""
    with transaction.atomic():
        term("ley", "business_days", amount, **rules)
        promise(SERVICE, resolution="ley")
    return world.ticket(who or world.ana, SERVICE, at=at)


def clock(ticket: Ticket, name: str = "resolution") -> Deadline:
    found: Deadline = Deadline.objects.get(ticket=ticket, clock=name)
    return found


def wish(amount: int, *, name: str = "resolution", reason: str = REASON, **more: Any) -> Wish:
    return Wish(clock=name, amount=amount, reason=reason, **{"key": uuid4(), **more})
