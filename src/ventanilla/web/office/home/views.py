"""The office opens on what needs somebody today; whoever has one page only is there at once."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from ventanilla.lib.clock import now
from ventanilla.people.rules import OFFICE
from ventanilla.reports.attention import Standing, matters, standings
from ventanilla.web.office.access import for_roles

#: In this order: what is said of the number, where it leads, and how much it presses.
MATTERS = {
    "critical": (_("critical matters to decide on"), "office:decisions", "bad"),
    "up": (_("critical matters that you have not acknowledged"), "office:executive", "bad"),
    "offences": (_("messages reported as offence or harassment"), "desk:offences", "bad"),
    "extensions": (_("extensions to decide on"), "office:decisions", "warn"),
    "nobody": (_("units in which nobody attends"), "office:units", "bad"),
    "undirected": (_("units without a director"), "office:units", "warn"),
    "imports": (_("imports of the directory to look at"), "office:directory", "warn"),
    "away": (_("people absent today"), "office:shifts", ""),
    "unread": (_("evaluations of yours to read"), "office:my_evaluations", "warn"),
    "drafts": (_("evaluations that you began"), "office:evaluations", ""),
}
#: Of each unit: the desk's view, and whether it presses.
HELD = {
    "unit": (pgettext_lazy("several", "Open"), ""),
    "unassigned": (_("Not assigned"), "warn"),
    "breached": (pgettext_lazy("several", "Expired"), "bad"),
    "waiting": (pgettext_lazy("several", "Waiting"), ""),
}


@require_safe
@for_roles(*OFFICE)
def show(request: Any) -> HttpResponse:
    """Three statements at most."""
    person = request.person
    found = matters(person, at=now())
    context = {
        "matters": [
            {"n": found[name], "words": words, "url": reverse(url), "tone": tone}
            for name, (words, url, tone) in MATTERS.items()
            if name in found
        ],
        "heads": [label for label, _tone in HELD.values()],
        "units": [_unit(one) for one in standings(person)],
    }
    return render(request, "office/home/page.html", context)


def _unit(one: Standing) -> dict[str, Any]:
    return {
        "name": one.unit.name,
        "board": f"{reverse('office:board')}?{urlencode({'unit': one.unit.slug})}",
        "cells": [
            {
                "label": label,
                "n": one.held.get(view, 0),
                "tone": tone,
                "url": f"{reverse('desk:queue')}?{urlencode({'view': view, 'unit': one.unit.slug})}",
            }
            for view, (label, tone) in HELD.items()
        ],
    }
