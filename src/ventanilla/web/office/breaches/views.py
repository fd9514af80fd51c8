"""What was broken, by clock and date: a director reads his units, quality and the executive read all."""

from datetime import datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import Unit
from ventanilla.people import rules as people
from ventanilla.people.rules import OFFICE
from ventanilla.tickets import rules, supervision
from ventanilla.tickets.breach import STAGES
from ventanilla.tickets.clocks import Clock, name_of
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.office.access import for_roles

PROMISES = {
    Clock.FIRST_CONTACT: Clock.FIRST_CONTACT.label,
    Clock.RESOLUTION: Clock.RESOLUTION.label,
    Clock.LEGAL: Clock.LEGAL.label,
    STAGES: _("A stage"),
}


@require_safe
@for_roles(*OFFICE)
def show(request: Any) -> HttpResponse:
    units = supervised(request)
    asked = {name: request.GET.get(name, "").strip() for name in ("unit", "clock", "until")}
    unit = chosen(units, asked["unit"])
    if asked["clock"] and asked["clock"] not in PROMISES:
        raise Http404
    page = supervision.breaches(
        [unit.pk] if unit else None if people.oversees(request.person) else [one.pk for one in units],
        promise=asked["clock"],
        before=day_after(asked["until"], request),
        after=request.GET.get("after", ""),
    )
    here, wanted = reverse("office:breaches"), {name: value for name, value in asked.items() if value}
    context = {
        "rows": [row(breach, request.person) for breach in page.rows],
        "fields": fields(units, asked),
        "clear": here if wanted else "",
        "older": f"{here}?{urlencode({**wanted, 'after': page.older})}" if page.older else "",
        "newest": f"{here}?{urlencode(wanted)}" if request.GET.get("after") else "",
    }
    return render(request, "office/breaches/page.html", context)


def supervised(request: Any) -> list[Unit]:
    """Also those that are closed today: what they broke stays."""
    units = Unit.objects.order_by("slug")
    if not people.oversees(request.person):
        units = units.filter(pk__in=people.directed_units(request.person))
    return list(units)


def chosen(units: list[Unit], slug: str) -> Unit | None:
    """The unit asked for; a forbidden one is not there."""
    if not slug:
        return None
    found = next((unit for unit in units if unit.slug == slug), None)
    if found is None:
        raise Http404
    return found


def day_after(day: str, request: Any) -> datetime | None:
    """The end of a day of the institution; None for none and for nonsense."""
    try:
        read = parse_date(day)
    except ValueError:
        return None
    if read is None or not 1970 < read.year < 2100:
        return None
    return datetime.combine(read + timedelta(days=1), time(), request.institution.zoneinfo)


def fields(units: list[Unit], asked: dict[str, str]) -> list[Field]:
    every = Choice("", gettext("All"))
    clocks = [every, *(Choice(str(slug), words) for slug, words in PROMISES.items())]
    found = [
        Field("clock", "choice", pgettext_lazy("term", "Deadline"), choices=clocks, value=asked["clock"]),
        Field("until", "date", _("Until"), value=asked["until"]),
    ]
    if len(units) > 1:
        places = [every, *(Choice(unit.slug, unit.name) for unit in units)]
        found.insert(0, Field("unit", "choice", _("Unit"), choices=places, value=asked["unit"]))
    return found


def row(breach: Any, person: Any) -> dict[str, Any]:
    """Of a confidential request, whoever may not read it learns no more than that something expired."""
    ticket, deadline = breach.ticket, breach.deadline
    may_read = rules.may_read_on_desk(person, ticket)
    told = may_read or not ticket.confidential
    again = deadline.start_at > breach.at
    return {
        "breach": breach,
        "code": ticket.code,
        "url": reverse("desk:ticket", args=[ticket.code]) if may_read else "",
        "service": breach.service_name if told else "",
        "clock": name_of(breach.clock, {"stages": breach.stages if told else []})
        if told
        else PROMISES[breach.promise],
        "again": again,
        "met_at": None if again else deadline.met_at,
        "open": not again and deadline.runs,
    }
