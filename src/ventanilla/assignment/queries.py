"""Named reads of draws and of what the journal says of them."""

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


def recorded(draw: Draw) -> Record:
    """The promise that it names, the draw that followed, and the promises nobody drew with before: two statements."""
    promise = Event.objects.filter(pk=draw.promise, subject_kind="unit", subject_id=draw.unit_id).first()
    if promise is None:
        return Record(None, None, 0)
    of_unit = Event.objects.filter(subject_kind="unit", subject_id=draw.unit_id)
    after = of_unit.filter(n__gt=promise.n, n__lte=promise.n + NEAR, kind=MADE).order_by("n")
    before = of_unit.filter(n__lt=promise.n, n__gte=promise.n - NEAR, kind__in=(MADE, PROMISED)).order_by(
        "-n"
    )
    unused = 0
    for event in before:
        if event.kind == MADE:
            break
        unused += 1
    return Record(promise, after.first(), unused)


def draw_events(ticket_id: int) -> list[Any]:
    """The events of a ticket that name a draw."""
    events = Event.objects.filter(subject_kind="ticket", subject_id=ticket_id, data__has_key="draw")
    return list(events.order_by("n"))
