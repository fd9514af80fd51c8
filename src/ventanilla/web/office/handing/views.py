"""Handing requests out: columns of who has what, and each moved by drag, or ticked and given with a button."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from ventanilla.institutions.models import Unit
from ventanilla.lib.clock import now
from ventanilla.people.models import RoleKind
from ventanilla.people.rules import directed_units
from ventanilla.reports.columns import MOST, columns_of
from ventanilla.web.office.access import for_roles
from ventanilla.web.office.directing import chosen
from ventanilla.web.office.handing.giving import Given, give
from ventanilla.web.office.handing.shown import column_shown


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(RoleKind.DIRECTOR)
def show(request: Any, slug: str = "") -> HttpResponse:
    """A unit's own director hands out; an administrator who wants to must be one."""
    mine = directed_units(request.person)
    units = list(Unit.objects.filter(pk__in=mine).order_by("slug"))
    unit = chosen(units, slug)
    if request.method != "POST":
        return _shows(request, units, unit)
    given = give(request, unit, at=now())
    if given is None:
        raise Http404
    if given.done:
        _tell(request, given)
    if given.refused or not given.asked:
        return _shows(request, units, unit, given)
    return redirect("office:handing", slug=unit.slug)


def _tell(request: Any, given: Given) -> None:
    words = ngettext(
        "%(n)d request is now the responsibility of %(who)s.",
        "%(n)d requests are now the responsibility of %(who)s.",
        given.done,
    )
    messages.success(request, words % {"n": given.done, "who": given.to.full_name})


def _shows(request: Any, units: list[Unit], unit: Unit, given: Given | None = None) -> HttpResponse:
    """What was refused stays ticked, with the reason beside it."""
    at = now()
    refused = given.refused if given else {}
    problem = "" if given is None or given.asked else gettext("Tick at least one request first.")
    context = {
        "unit": unit,
        "tabs": units if len(units) > 1 else [],
        "columns": [column_shown(one, request.person, unit, refused) for one in columns_of(unit, at=at)],
        "refused": refused,
        "problem": problem,
        "most": MOST,
        "at": at,
    }
    return render(request, "office/handing/page.html", context)
