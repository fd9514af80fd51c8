"""What was merged, read within the conversation of the ticket that it became."""

from typing import Any

from django.db.models import Case, F, JSONField, Q, QuerySet, Value, When
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import JSONObject

from ventanilla.tickets.models import Message, Ticket


def with_requests(messages: QuerySet[Any], *, of: int) -> QuerySet[Any]:
    """Messages of a ticket (its id) with the number they came under (`code`).

    `request` holds the form of a merged ticket where it begins. Nothing more is asked of the database: a page shows
    what was answered there as it shows its own.
    """
    whole = JSONObject(
        name=KeyTransform("name", "ticket__version__data"),
        form=KeyTransform("form", "ticket__version__data"),
        answers=F("ticket__answers"),
        evidence=F("ticket__evidence_statement"),
        declaration=F("ticket__declaration"),
    )
    begins = When(~Q(ticket=of), kind=Message.Kind.REQUEST, then=whole)
    request = Case(begins, default=Value(None, JSONField()), output_field=JSONField())
    return messages.annotate(code=F("ticket__code"), request=request)


def of_another(code: str, ticket: Ticket) -> str:
    """The number to mark what was said under another one; empty for the ticket's own."""
    return "" if code == ticket.code else code
