"""A new request that follows one that is over, and says so (UME-09)."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from ventanilla.institutions.models import Institution
from ventanilla.people.models import Person
from ventanilla.tickets.actions.request import reply
from ventanilla.tickets.actions.submit import submit
from ventanilla.tickets.intake import Request
from ventanilla.tickets.models import Link, Ticket

#: Keys of the sentences that submit_following adds, one for each form's key.
FOLLOWING = UUID("6d1f3c52-7f0e-4a3b-9d0f-2b0a4f6c9e11")


def submit_following(
    *,
    institution: Institution,
    requester: Person,
    request: Request,
    says: str,
    at: datetime,
    language: str,
    after: Ticket | None = None,
) -> Ticket:
    """As `submit`, for oneself; what it `says` of the earlier request is a message of its own, or nothing.

    `after` is the one that is over: both name each other.

    Both commit together or not at all; the same form again finds both there.
    """
    given: dict[str, Any] = {
        "institution": institution,
        "requester": requester,
        "registered_by": requester,
        "request": request,
        "at": at,
        "language": language,
    }
    if not says:
        return submit(**given)
    with transaction.atomic():
        ticket = submit(**given)
        if ticket.created_at == at:
            reply(
                ticket_id=ticket.pk,
                requester=requester,
                body=says,
                documents=[],
                at=at,
                channel=request.channel,
                key=uuid5(FOLLOWING, str(request.key)),
            )
            if after is not None:
                Link.objects.create(kind=Link.Kind.FOLLOWS, ticket=ticket, other=after, by=requester, at=at)
    return ticket
