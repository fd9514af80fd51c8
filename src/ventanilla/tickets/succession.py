"""Named reads of successions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person
from ventanilla.people.rules import administers
from ventanilla.tickets import rules
from ventanilla.tickets.actions.news import SAY
from ventanilla.tickets.models import PassedOn, Pending, Succession, Ticket

LATEST = 10
MOST = 50


def of_person(person: Person, unit: Unit) -> list[Any]:
    """The latest first, each with how many passed (`passed`) and how many wait for somebody (`left`)."""
    rows = list(
        Succession.objects.filter(person=person, unit=unit)
        .select_related("by", "to")
        .order_by("-id")[:LATEST]
    )
    counted = PassedOn.objects.filter(succession__in=[row.pk for row in rows]).values_list("succession_id")
    found = (
        {
            pk: (passed, left)
            for pk, passed, left in counted.annotate(
                passed=Count("pk"), left=Count("pk", filter=Q(to=None))
            ).order_by()
        }
        if rows
        else {}
    )
    for row in rows:
        row.passed, row.left = found.get(row.pk, (0, 0))
    return rows


@dataclass(frozen=True)
class Unsaid:
    """`code` is empty where the reader may not read the request; `at`: when it leaves, or was refused."""

    code: str
    refused: bool
    at: datetime


def with_unsaid(units: QuerySet[Any], person_id: int) -> QuerySet[Any]:
    """Units with what somebody wrote on their requests that has not left: scheduled, or refused and not taken up."""
    waits = Q(status=Pending.Status.WAITING) | Q(status=Pending.Status.REFUSED, taken_up_at=None)
    rows = Pending.objects.filter(waits, by=person_id, kind__in=SAY, ticket__unit=OuterRef("pk"))
    told = JSONObject(
        status="status",
        run="run_at",
        ended="ended_at",
        ticket="ticket_id",
        code="ticket__code",
        confidential="ticket__confidential",
        requester="ticket__requester_id",
    )
    return units.annotate(unsaid_rows=ArraySubquery(rows.order_by("run_at", "id").values(row=told)[:MOST]))


def unsaid(unit: Any, *, reader: Person) -> list[Unsaid]:
    """Of what `with_unsaid` brought, the next to leave first. The words stay on the requests."""
    found = []
    for row in unit.unsaid_rows:
        ticket = Ticket(pk=row["ticket"], unit_id=unit.pk, requester_id=row["requester"])
        ticket.confidential = row["confidential"]
        may = rules.may_attend(reader, ticket) or (administers(reader) and not ticket.confidential)
        refused = row["status"] == Pending.Status.REFUSED
        at = datetime.fromisoformat(row["ended"] if refused else row["run"])
        found.append(Unsaid(row["code"] if may else "", refused, at))
    return found
