"""One case, several numbers: a ticket and those that were merged into it. What is merged is never merged further."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce

from ventanilla.tickets.models import Ticket


def parts(ticket: Any) -> QuerySet[Any]:
    """The ids of all that is read as one with a ticket (or an `OuterRef` of one), for `ticket__in`."""
    return Ticket.objects.filter(Q(pk=ticket) | Q(merged_into=ticket)).values("pk")


def survivor(code: str) -> QuerySet[Any]:
    """The id of the ticket to which a number leads, for `pk`."""
    return Ticket.objects.filter(code=code).values(leads_to=Coalesce("merged_into_id", "pk"))[:1]


def led_to(tickets: QuerySet[Any], code: str) -> Any:
    """The ticket to which a number leads; the merged one itself for whoever may read only that."""
    return leading_to(tickets, code).first()


def leading_to(tickets: QuerySet[Any], code: str) -> QuerySet[Any]:
    """As above, the first of them is the one."""
    found = tickets.filter(Q(pk=survivor(code)) | Q(code=code))
    return found.order_by(F("merged_into_id").asc(nulls_first=True))
