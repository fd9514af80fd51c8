"""Who of the unit is responsible."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.people.models import Role
from ventanilla.tickets import rules
from ventanilla.tickets.actions import attend
from ventanilla.tickets.models import Ticket
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket.views import told_why


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_assign(request.person, ticket):
        raise Http404
    if request.method == "POST":
        chosen = request.POST.get("person", "")
        with told_why(request):
            attend.assign(
                ticket_id=ticket.pk,
                agent=request.person,
                to_person_id=int(chosen) if chosen.isdecimal() and len(chosen) < 19 else 0,
                at=now(),
            )
        return to_ticket(ticket)
    return render(request, "desk/assignment/page.html", {"ticket": ticket, "agents": agents_of(ticket)})


def agents_of(ticket: Ticket) -> list[Role]:
    """Who attends in the ticket's unit, but for its requester; one row a person."""
    roles = Role.objects.filter(unit=ticket.unit, kind__in=rules.ATTENDING).exclude(person=ticket.requester)
    found = {role.person_id: role for role in roles.select_related("person").order_by("kind", "id")}
    return sorted(found.values(), key=lambda role: role.person.full_name.casefold())
