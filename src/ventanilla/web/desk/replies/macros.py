"""Macros kept ready: as the replies, with steps."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.tickets.actions import kept
from ventanilla.tickets.canned import VARIABLES
from ventanilla.tickets.models import Canned, Macro
from ventanilla.web.desk.access import for_agents
from ventanilla.web.desk.replies import keeping
from ventanilla.web.desk.replies.form import MacroForm


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def edit(request: Any, slug: str = "") -> HttpResponse:
    row = keeping.row_or_404(Macro, request.person, slug) if slug else None
    units, replies = keeping.unit_choices(request.person), _replies()
    form = (
        MacroForm.of(row, units, replies)
        if request.method != "POST"
        else MacroForm.read(request.POST, row, units, replies)
    )
    if request.method == "POST" and keeping.saved(request, kept.MACRO, row, form):
        return redirect("desk:replies")
    shown = {"row": row, "form": form, "variables": VARIABLES.items()}
    return render(request, "desk/replies/macro.html", shown)


@require_POST
@for_agents
def end(request: Any, slug: str) -> HttpResponse:
    keeping.end(request, kept.MACRO, keeping.row_or_404(Macro, request.person, slug))
    return redirect("desk:replies")


def _replies() -> list[tuple[str, Any]]:
    rows = Canned.objects.filter(active=True).order_by("slug")
    return [(slug, data["name"]) for slug, data in rows.values_list("slug", "data")]
