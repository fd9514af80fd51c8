"""One case, several numbers: a ticket and those that were merged into it. What is merged is never merged further.

A part stands where its ticket stands: in the same unit, confidential when it is (`follow`). Whoever asks for a part by
its number is judged by what it became.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from ventanilla.tickets.models import Ticket


def parts(ticket: Any) -> QuerySet[Any]:
    """The ids of all that is read as one with a ticket (or an `OuterRef` of one), for `ticket__in`."""
    return Ticket.objects.filter(Q(pk=ticket) | Q(merged_into=ticket)).values("pk")


def survivor(code: str) -> QuerySet[Any]:
    """The id of the ticket to which a number leads, for `pk`."""
    return Ticket.objects.filter(code=code).values(leads_to=Coalesce("merged_into_id", "pk"))[:1]


def leading_to(tickets: QuerySet[Any], code: str) -> QuerySet[Any]:
    """The one of `tickets` to which a number leads, or none: no part is read by who may not read the whole."""
    return tickets.filter(pk=survivor(code))


def follow(ticket: Ticket) -> None:
    """All that was merged into a held ticket goes where it went: lists, files and the search know each by its own row.

    The caller holds them with it (moves.locked_all).
    """
    Ticket.objects.filter(merged_into=ticket).update(unit=ticket.unit_id, confidential=ticket.confidential)
