"""The other requests of a ticket's requester that the reader may see at the desk."""

from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.queries import visible_on_desk
from ventanilla.web.desk.access import for_agents, ticket_or_404

PAGE = 30


@require_safe
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    """The newest first, in pages that continue after the last."""
    ticket = ticket_or_404(request, code)
    found = _of(ticket, request.person)
    place = _read(request.GET.get("after", ""))
    if place is not None:
        at, pk = place
        found = found.filter(Q(created_at__lt=at) | Q(created_at=at, pk__lt=pk), created_at__lte=at)
    rows = list(found.select_related("unit").annotate(service_name=F("version__data__name"))[: PAGE + 1])
    older = ""
    if len(rows) > PAGE:
        older = f"?after={rows[PAGE - 1].created_at.isoformat().replace('+', '%2B')}_{rows[PAGE - 1].pk}"
    shown = {"ticket": ticket, "rows": rows[:PAGE], "older": older, "newer": "?" if place else ""}
    return render(request, "desk/ticket/others.html", shown)


def _of(ticket: Ticket, reader: Person) -> QuerySet[Any]:
    mine = visible_on_desk(reader).filter(requester=ticket.requester_id).exclude(pk=ticket.pk)
    return mine.order_by("-created_at", "-id")


def _read(after: str) -> tuple[datetime, int] | None:
    instant, _sep, pk = after.partition("_")
    try:
        at = datetime.fromisoformat(instant)
    except ValueError:
        return None
    return (at, int(pk)) if at.tzinfo and pk.isdecimal() and len(pk) < 19 else None
