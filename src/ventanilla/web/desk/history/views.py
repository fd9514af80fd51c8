"""Who did what, when and through which channel: the journal of one ticket."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.journal.queries import events_of
from ventanilla.people.models import Person
from ventanilla.web.desk.access import for_agents, ticket_or_404


@require_safe
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    events = events_of("ticket", ticket.pk)
    people = Person.objects.in_bulk({e.actor_id for e in events if e.actor_id})
    lines = [(event, people.get(event.actor_id)) for event in events]
    return render(request, "desk/history/page.html", {"ticket": ticket, "lines": lines})
