"""What is due next in my unit."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import Unit
from ventanilla.tickets import queue, rules
from ventanilla.tickets.queries import desk_ticket
from ventanilla.web.desk.access import for_agents


@require_safe
@for_agents
def show(request: Any) -> HttpResponse:
    wanted = request.GET.get("q", "").strip()
    if wanted and (ticket := desk_ticket(request.person, wanted)):
        return redirect("desk:ticket", code=ticket.code)
    view = queue.VIEWS.get(request.GET.get("view", "unit"))
    if view is None:
        raise Http404
    units = list(queue.units_of(request.person))
    unit = chosen(units, request.GET.get("unit", ""))
    page = queue.page(view, person=request.person, unit=unit, after=request.GET.get("after", ""))
    return render(
        request,
        "desk/queue/page.html",
        {
            "view": view,
            "unit": unit,
            "units": [{"words": u.name, "url": address(view.slug, u), "current": u == unit} for u in units],
            "views": [
                {"words": v.name, "url": address(v.slug, unit), "count": None, "current": v is view}
                for v in queue.VIEWS.values()
            ],
            "rows": [row(ticket, request) for ticket in page.tickets],
            "older": address(view.slug, unit, after=page.older) if page.older else "",
            "newest": address(view.slug, unit) if request.GET.get("after") else "",
            "not_found": wanted,
        },
    )


def chosen(units: list[Unit], slug: str) -> Unit | None:
    """The unit asked for, otherwise the first; an unknown or forbidden one does not exist."""
    if not slug:
        return units[0] if units else None
    for unit in units:
        if unit.slug == slug:
            return unit
    raise Http404


def address(view: str, unit: Unit | None, **more: str) -> str:
    return f"{reverse('desk:queue')}?{urlencode({'view': view, 'unit': unit.slug if unit else '', **more})}"


def row(ticket: Any, request: Any) -> dict[str, Any]:
    return {
        "ticket": ticket,
        "url": reverse("desk:ticket", args=[ticket.code]),
        "service": ticket.service_name,
        "may_take": ticket.assignee_id is None
        and rules.may_attend(request.person, ticket)
        and ticket.is_open,
    }
