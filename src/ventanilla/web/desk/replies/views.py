"""Replies kept ready: read by whoever attends, changed by the director of their unit, for all by the administrator."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ventanilla.tickets import rules
from ventanilla.tickets.actions import kept
from ventanilla.tickets.canned import VARIABLES
from ventanilla.tickets.models import Canned, Macro
from ventanilla.web.desk.access import for_agents
from ventanilla.web.desk.replies import keeping
from ventanilla.web.desk.replies.form import ReplyForm


@require_safe
@for_agents
def show(request: Any) -> HttpResponse:
    """Those of one's units, and those of all."""
    units = None if request.person.has_role("administrator") else rules.unit_ids(request.person)
    shown = {
        "replies": _listed(Canned, units, request.person),
        "macros": _listed(Macro, units, request.person),
        "keeps": bool(keeping.units_of(request.person)) or kept.may_keep(request.person, None),
    }
    return render(request, "desk/replies/page.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def edit(request: Any, slug: str = "") -> HttpResponse:
    row = keeping.row_or_404(Canned, request.person, slug) if slug else None
    units = keeping.unit_choices(request.person)
    form = ReplyForm.of(row, units) if request.method != "POST" else ReplyForm.read(request.POST, row, units)
    if request.method == "POST" and keeping.saved(request, kept.REPLY, row, form):
        return redirect("desk:replies")
    return render(
        request, "desk/replies/reply.html", {"row": row, "form": form, "variables": VARIABLES.items()}
    )


@require_POST
@for_agents
def end(request: Any, slug: str) -> HttpResponse:
    keeping.end(request, kept.REPLY, keeping.row_or_404(Canned, request.person, slug))
    return redirect("desk:replies")


def _listed(model: type[Any], units: list[int] | None, person: Any) -> list[dict[str, Any]]:
    rows = model.objects.filter(active=True).select_related("unit").order_by("slug")
    if units is not None:
        rows = rows.filter(unit__in=units) | rows.filter(unit=None)
    return [{"row": row, "keeps": kept.may_keep(person, row.unit_id)} for row in rows]
