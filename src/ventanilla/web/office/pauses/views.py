"""Who makes requests wait, and how long: whoever parks a request to stop its clock shows here."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import Unit
from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets import rules, supervision
from ventanilla.tickets.quantities import how_many
from ventanilla.tickets.supervision import HOURS
from ventanilla.web.office.access import for_roles
from ventanilla.web.office.directing import chosen, directed
from ventanilla.web.office.navigation import WITH_DIRECTORS

#: In days; the first unless another is asked for.
PERIODS = (30, 90)


@require_safe
@for_roles(*WITH_DIRECTORS)
def show(request: Any) -> HttpResponse:
    """One unit at a time: each has its own hours."""
    at, days, units = now(), period(request.GET.get("days", "")), directed(request)
    unit = chosen(units, request.GET.get("unit", ""))
    calendar = supervision.calendar_of(unit, request.institution)
    waits, whole = supervision.waits(unit, since=at - timedelta(days=days), calendar=calendar, at=at)
    context = {
        "unit": unit,
        "rows": [row(one, unit) for one in waits],
        "units": [
            {"words": one.name, "url": address(one, days), "current": one == unit, "count": None}
            for one in units
        ]
        if len(units) > 1
        else [],
        "periods": [
            {"words": last(one), "url": address(unit, one), "current": one == days, "count": None}
            for one in PERIODS
        ],
        "whole": whole,
        "most": supervision.MOST,
    }
    return render(request, "office/pauses/page.html", context)


@require_safe
@for_roles(*WITH_DIRECTORS)
def agent(request: Any, slug: str, pk: int) -> HttpResponse:
    """The requests that somebody made wait; 0 is nobody."""
    at, unit = now(), chosen(directed(request), slug)
    somebody = Person.objects.filter(pk=pk).first() if 0 < pk < 2**63 else None
    if somebody is None and pk:
        raise Http404
    page = supervision.pauses_of(unit, somebody.pk if somebody else None, after=request.GET.get("after", ""))
    calendar = supervision.calendar_of(unit, request.institution)
    here = reverse("office:pauses_of", args=[unit.slug, pk])
    name = somebody.full_name if somebody else gettext("Nobody")
    rows = [
        {
            "pause": pause,
            "url": reverse("desk:ticket", args=[pause.ticket.code]) if may_read else "",
            "code": pause.ticket.code if may_read or not pause.ticket.confidential else "",
            "service": pause.service_name if may_read or not pause.ticket.confidential else "",
            "time": how_many(HOURS, supervision.length(pause.since, pause.until, calendar=calendar, at=at)),
        }
        for pause in page.rows
        for may_read in [rules.may_read_on_desk(request.person, pause.ticket)]
    ]
    context = {
        "name": name,
        "unit": unit,
        "rows": rows,
        "older": f"{here}?{urlencode({'after': page.older})}" if page.older else "",
        "newest": here if request.GET.get("after") else "",
        "crumbs": [(gettext("Pauses"), address(unit, PERIODS[0])), (name, "")],
    }
    return render(request, "office/pauses/agent.html", context)


def period(days: str) -> int:
    return int(days) if days in {str(one) for one in PERIODS} else PERIODS[0]


def last(days: int) -> str:
    return ngettext("The last %(n)d day", "The last %(n)d days", days) % {"n": days}


def address(unit: Unit, days: int) -> str:
    return f"{reverse('office:pauses')}?{urlencode({'unit': str(unit.slug), 'days': str(days)})}"


def row(one: supervision.Waits, unit: Unit) -> dict[str, Any]:
    return {
        "name": one.agent.full_name if one.agent else gettext("Nobody"),
        "url": reverse("office:pauses_of", args=[unit.slug, one.agent.pk if one.agent else 0]),
        "waits": one,
        "time": how_many(HOURS, one.time),
        "longest": how_many(HOURS, one.longest),
        "share": f"{one.share:.0%}",
    }
