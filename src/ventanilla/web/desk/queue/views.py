"""What is due next in my unit."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import Unit
from ventanilla.tickets import queue, rules
from ventanilla.tickets.queries import desk_ticket
from ventanilla.web.desk.access import for_agents

#: More units than this are looked at one by one.
MOST_TOGETHER = 12


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
    unit = chosen(units, request.GET.get("unit", ""), all_at_once=len(units) <= MOST_TOGETHER)
    shown = [unit] if unit else units
    page = queue.page(view, person=request.person, units=shown, after=request.GET.get("after", ""))
    return render(
        request,
        "desk/queue/page.html",
        {
            "view": view,
            "unit": unit,
            "tabs": tabs(view.slug, units, unit),
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


def chosen(units: list[Unit], slug: str, *, all_at_once: bool) -> Unit | None:
    """The unit asked for, otherwise all (None) or, where they are many, the first; a forbidden one is not there."""
    if not slug:
        return None if all_at_once and len(units) != 1 else next(iter(units), None)
    for unit in units:
        if unit.slug == slug:
            return unit
    raise Http404


def tabs(view: str, units: list[Unit], unit: Unit | None) -> list[dict[str, Any]]:
    if len(units) < 2:
        return []
    every = [{"words": _("All my units"), "url": address(view, None), "current": unit is None}]
    each = [{"words": one.name, "url": address(view, one), "current": one == unit} for one in units]
    return [*(every if len(units) <= MOST_TOGETHER else []), *each]


def address(view: str, unit: Unit | None, **more: str) -> str:
    where = {"unit": unit.slug} if unit else {}
    return f"{reverse('desk:queue')}?{urlencode({'view': view, **where, **more})}"


def row(ticket: Any, request: Any) -> dict[str, Any]:
    return {
        "ticket": ticket,
        "url": reverse("desk:ticket", args=[ticket.code]),
        "service": ticket.service_name,
        "may_take": ticket.assignee_id is None
        and rules.may_attend(request.person, ticket)
        and ticket.is_open,
    }
