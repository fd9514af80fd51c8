"""What waits for a director's decision, each with the page on which he decides."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ventanilla.people.models import Person, RoleKind
from ventanilla.people.rules import directed_units
from ventanilla.reports import decisions
from ventanilla.tickets import rules
from ventanilla.tickets.clocks import name_of
from ventanilla.web.office.access import for_roles


@require_safe
@for_roles(RoleKind.DIRECTOR)
def show(request: Any) -> HttpResponse:
    """Two statements."""
    units = directed_units(request.person)
    context = {
        "extensions": [_extension(one, request.person) for one in decisions.extensions(units)],
        "critical": [_critical(one, request.person) for one in decisions.critical(units)],
    }
    return render(request, "office/decisions/page.html", context)


def _extension(one: Any, reader: Person) -> dict[str, Any]:
    ticket, clock = one.deadline.ticket, one.deadline.clock
    may = rules.may_decide(reader, ticket, asked_by=one.asked_by_id)
    page = f"{reverse('desk:extension', args=[ticket.code])}?{urlencode({'clock': clock})}"
    return {
        "code": ticket.code,
        "url": page if may else "",
        "service": one.service_name if may else "",
        "what": name_of(clock, {"stages": one.stages or []}) if may else "",
        "who": one.asked_by.full_name,
        "due": one.old_due_at,
        "wanted": one.new_due_at,
        "mine": one.asked_by_id == reader.pk,
    }


def _critical(one: Any, reader: Person) -> dict[str, Any]:
    may = rules.directs(reader, one.ticket)
    return {
        "code": one.ticket.code,
        "url": reverse("desk:escalation", args=[one.ticket.code]) if may else "",
        "service": one.service_name if may else "",
        "who": one.marked_by.full_name if one.marked_by else "",
        "at": one.marked_at,
    }
