"""Named reads of draws and of what the journal says of them."""

from collections.abc import Sequence
from functools import reduce
from itertools import takewhile
from operator import or_
from typing import Any

from django.db.models import Q

from ventanilla.assignment.evidence import MADE, PROMISED, Record
from ventanilla.assignment.models import Draw
from ventanilla.journal.models import Event

#: Between a promise and its draw nothing of the unit's is told but what the office changed.
NEAR = 200


def draws_of_ticket(ticket_id: int) -> list[Draw]:
    """Those that chose who attends it, and those that chose it for a reviewer; in their order."""
    about = Q(subject_kind="ticket", subject_id=ticket_id)
    chose = Q(kind=Draw.Kind.TICKET_FOR_REVIEWER, chosen=ticket_id)
    return list(Draw.objects.filter(about | chose).order_by("id"))


def recorded(draws: Sequence[Draw]) -> dict[int, Record]:
    """By draw: the promise that it names, the draw that followed, and the promises before that nobody drew with.

    Two statements, however many draws.
    """
    if not draws:
        return {}
    promises = {
        draw.pk: promise
        for draw, promise in zip(draws, _promises(draws), strict=True)
        if promise is not None and promise.subject_id == draw.unit_id
    }
    near = reduce(or_, (_around(promise) for promise in promises.values()), Q(pk__lt=0))
    told = list(Event.objects.filter(near, subject_kind="unit", kind__in=(MADE, PROMISED)).order_by("n"))
    return {draw.pk: _record(promises.get(draw.pk), told) for draw in draws}


def _promises(draws: Sequence[Draw]) -> list[Event | None]:
    found = Event.objects.filter(subject_kind="unit").in_bulk(
        [draw.promise for draw in draws if draw.promise]
    )
    return [found.get(draw.promise) for draw in draws]


def _around(promise: Event) -> Q:
    return Q(subject_id=promise.subject_id, n__gt=promise.n - NEAR, n__lte=promise.n + NEAR)


def _record(promise: Event | None, told: Sequence[Event]) -> Record:
    if promise is None:
        return Record(None, None, 0)
    of_unit = [event for event in told if event.subject_id == promise.subject_id]
    made = next((event for event in of_unit if event.n > promise.n and event.kind == MADE), None)
    before = takewhile(
        lambda event: event.kind == PROMISED, (e for e in reversed(of_unit) if e.n < promise.n)
    )
    return Record(promise, made, sum(1 for _ in before))


def draw_events(ticket_id: int) -> list[Any]:
    """The events of a ticket that name a draw."""
    events = Event.objects.filter(subject_kind="ticket", subject_id=ticket_id, data__has_key="draw")
    return list(events.order_by("n"))
