"""What stands beside a ticket on its page, brought along by the one statement that reads the ticket.

Each function here names expressions over `OuterRef("pk")` of the ticket (lists as `ArraySubquery` of `JSONObject`);
a panel finds them by name: `sight.beside("…")`. So another panel costs the page no other statement.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, IntegerField, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from ventanilla.institutions.models import Section
from ventanilla.notify.models import Delivery
from ventanilla.notify.queries import LOST
from ventanilla.people.models import Person
from ventanilla.tickets.actions.sending import KIND
from ventanilla.tickets.models import AgentDraft, ContactAttempt, Follower, Pending
from ventanilla.tickets.queries import visible_on_desk

MOST_CONTACTS = 30
MOST_OTHERS = 5
Beside = Callable[[Person, datetime], dict[str, Any]]


def lost(reader: Person, at: datetime) -> dict[str, Any]:
    """What could not be delivered, and is not told again."""
    rows = Delivery.objects.filter(ticket=OuterRef("pk"), status__in=LOST).order_by("id")
    told = JSONObject(address="address", at="created_at")
    return {"lost_rows": ArraySubquery(rows.values(row=told))}


def waiting(reader: Person, at: datetime) -> dict[str, Any]:
    """What is about to be sent, and what of the reader's was not sent."""
    waits = Q(status=Pending.Status.WAITING)
    refused = Q(status=Pending.Status.REFUSED, by=reader, taken_up_at=None)
    rows = Pending.objects.filter(waits | refused, ticket=OuterRef("pk"), kind=KIND).order_by("run_at", "id")
    told = JSONObject(
        id="id",
        key="key",
        status="status",
        problem="problem",
        kind="data__kind",
        text="data__body",
        chosen="data__chosen",
        at="run_at",
        ended="ended_at",
        by="by_id",
        given="by__given_names",
        family="by__surnames",
        files=Func("documents", function="cardinality", output_field=IntegerField()),
    )
    return {"pending_rows": ArraySubquery(rows.values(row=told))}


def drafts(reader: Person, at: datetime) -> dict[str, Any]:
    """The reader's own and his colleagues'."""
    rows = AgentDraft.objects.filter(ticket=OuterRef("pk")).order_by("saved_at")
    told = JSONObject(
        id="id",
        by="person_id",
        given="person__given_names",
        family="person__surnames",
        slot="slot",
        kind="kind",
        text="body",
        documents=Func("documents", function="to_jsonb", output_field=JSONField()),
        at="saved_at",
    )
    return {"draft_rows": ArraySubquery(rows.values(row=told))}


BESIDE: tuple[Beside, ...] = (lost, waiting, drafts, contacts, followers, others, words)


def all_beside(reader: Person, at: datetime) -> Callable[[QuerySet[Any]], QuerySet[Any]]:
    """For `desk_ticket(also=…)`."""

    def brought(tickets: QuerySet[Any]) -> QuerySet[Any]:
        named = {name: what for one in BESIDE for name, what in one(reader, at).items()}
        return tickets.annotate(**named)

    return brought
