"""Named reads of deliveries."""

from ventanilla.notify.models import Delivery
from ventanilla.tickets.models import Ticket

LOST = (Delivery.Status.FAILED, Delivery.Status.BOUNCED)


def failed_for(ticket: Ticket) -> list[Delivery]:
    """What could not be told about a ticket, and is not told again; with the person that it was for."""
    lost = Delivery.objects.filter(ticket=ticket, status__in=LOST)
    return list(lost.select_related("person").order_by("id"))


def held(delivery_id: int) -> list[Delivery]:
    """The delivery, locked, while it waits; with it, at its first attempt, what waited for the same opening.

    One lock after the other, by id: two workers at two of them follow each other.
    """
    row: Delivery = Delivery.objects.get(pk=delivery_id)
    waiting = Delivery.objects.filter(status=Delivery.Status.WAITING).select_for_update(no_key=True)
    if row.not_before is not None and row.attempts == 0:
        same = {"person": row.person_id, "address": row.address, "not_before": row.not_before}
        together = list(waiting.filter(**same, attempts=0).order_by("id"))
        if row in together:
            return together
    return list(waiting.filter(pk=delivery_id))


def thread_of(delivery: Delivery) -> str:
    """The Message-ID of the first letter to this person about this ticket; empty for the first."""
    if delivery.ticket_id is None or delivery.person_id is None:
        return ""
    before = Delivery.objects.filter(
        ticket_id=delivery.ticket_id, person_id=delivery.person_id, pk__lt=delivery.pk
    )
    first: str | None = before.order_by("id").values_list("message_id", flat=True).first()
    return first or ""
