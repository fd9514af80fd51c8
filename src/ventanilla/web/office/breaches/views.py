"""What was broken, by clock and date: a director reads his units, quality and the executive read all."""

from datetime import datetime, time, timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from ventanilla.institutions.models import Unit
from ventanilla.people import rules as people
from ventanilla.people.rules import OFFICE
from ventanilla.tickets import rules, supervision
from ventanilla.tickets.clocks import Clock, name_of
from ventanilla.tickets.models.breach import STAGES, STEPS
from ventanilla.web.components.field import Field
from ventanilla.web.office.access import for_roles

PROMISES = {
    Clock.FIRST_CONTACT: Clock.FIRST_CONTACT.label,
    Clock.RESOLUTION: Clock.RESOLUTION.label,
    Clock.LEGAL: Clock.LEGAL.label,
    STAGES: _("A stage"),
    STEPS: _("Another unit's step"),
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
    clocks = {"": _("All deadlines"), **{str(slug): words for slug, words in PROMISES.items()}}
    places = {"": _("All units"), **{one.slug: one.name for one in units}} if len(units) > 1 else {}
    context = {
        "rows": [row(breach, request.person) for breach in page.rows],
        "units": tabs("unit", places, asked),
        "clocks": tabs("clock", clocks, asked),
        "asked": asked,
        "until": Field("until", "date", _("Until"), value=asked["until"]),
        "clear": address({**asked, "until": ""}) if asked["until"] else "",
        "older": address(asked, after=page.older) if page.older else "",
        "newest": address(asked) if request.GET.get("after") else "",
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


def tabs(of: str, words: dict[str, Any], asked: dict[str, str]) -> list[dict[str, Any]]:
    """Each value of one choice, the others kept; `""` is all."""
    return [
        {"words": said, "url": address({**asked, of: value}), "current": asked[of] == value, "count": None}
        for value, said in words.items()
    ]


def address(asked: dict[str, str], **more: str) -> str:
    wanted = {name: value for name, value in {**asked, **more}.items() if value}
    return f"{reverse('office:breaches')}{'?' if wanted else ''}{urlencode(wanted)}"


def row(breach: Any, person: Any) -> dict[str, Any]:
    """Of a confidential request, whoever may not read it learns no more than that something expired."""
    ticket, deadline = breach.ticket, breach.deadline
    may_read = rules.may_read_on_desk(person, ticket)
    told = may_read or not ticket.confidential
    again = deadline.start_at > breach.at
    return {
        "breach": breach,
        "code": ticket.code if told else "",
        "url": reverse("desk:ticket", args=[ticket.code]) if may_read else "",
        "service": breach.service_name if told else "",
        "clock": name_of(breach.clock, {"stages": breach.stages if told else []})
        if told
        else PROMISES[breach.promise],
        "again": again,
        "met_at": None if again else deadline.met_at,
        "open": not again and deadline.runs,
    }
