"""Shifts and absences of a unit: the week, and what is said of each of its people."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ventanilla.institutions.models import Unit
from ventanilla.lib.clock import now
from ventanilla.people import queries
from ventanilla.people.actions import absence
from ventanilla.people.presence import Member, calendar, members
from ventanilla.tickets.gathering import hours_of
from ventanilla.web.components import week as words
from ventanilla.web.components.absence import AbsenceForm
from ventanilla.web.components.absence import shown as in_words
from ventanilla.web.office.access import for_roles
from ventanilla.web.office.directing import chosen, directed
from ventanilla.web.office.navigation import WITH_DIRECTORS
from ventanilla.web.office.shifts import person as served
from ventanilla.web.office.shifts import week
from ventanilla.web.office.shifts.form import LANGUAGES, TermsForm
from ventanilla.web.office.shifts.person import Served, served_or_404

LONGEST = 100


@require_safe
@for_roles(*WITH_DIRECTORS)
def show(request: Any) -> HttpResponse:
    """Seven days of one unit, and its people."""
    units = directed(request)
    unit = chosen(units, request.GET.get("unit", ""))
    hours = hours_of(unit, request.institution)
    zone = ZoneInfo(hours["zone"])
    today = now().astimezone(zone).date()
    first = read_day(request.GET.get("from", "")) or week.monday_of(today)
    since = datetime.combine(first, datetime.min.time(), zone)
    found = members(unit.pk, since=since, until=since + timedelta(days=week.DAYS + 1))
    context = {
        "unit": unit,
        "days": week.days(found, hours, first=first, today=today),
        "people": [row(one, unit, hours, request) for one in found],
        "units": [
            {"words": one.name, "url": address(one, first), "current": one == unit, "count": None}
            for one in units
        ]
        if len(units) > 1
        else [],
        "earlier": address(unit, first - timedelta(days=week.DAYS)),
        "later": address(unit, first + timedelta(days=week.DAYS)),
        "this": "" if first == week.monday_of(today) else address(unit, None),
    }
    return render(request, "office/shifts/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*WITH_DIRECTORS)
def one(request: Any, slug: str, pk: int) -> HttpResponse:
    """What somebody is there for; POST says it anew."""
    found = served_or_404(request, slug, pk)
    campuses = served.campuses()
    if request.method != "POST":
        return shown(request, found, TermsForm(request.institution, campuses, found.held))
    form = TermsForm(request.institution, campuses, found.held, request.POST)
    if form.keep(person=found.person, unit=found.unit, by=request.person, at=now()):
        messages.success(request, gettext("Saved. It holds for whatever is assigned from now on."))
        return redirect("office:shift", slug=slug, pk=pk)
    return shown(request, found, form)


@require_POST
@for_roles(*WITH_DIRECTORS)
def add_absence(request: Any, slug: str, pk: int) -> HttpResponse:
    found = served_or_404(request, slug, pk)
    form = AbsenceForm(request.POST)
    if form.add(person=found.person, by=request.person, at=now(), channel="office"):
        messages.success(request, gettext("The absence is noted."))
        return redirect(reverse("office:shift", args=[slug, pk]) + "#absences")
    terms = TermsForm(request.institution, served.campuses(), found.held)
    return shown(request, found, terms, absent=form)


@require_POST
@for_roles(*WITH_DIRECTORS)
def end_absence(request: Any, slug: str, pk: int) -> HttpResponse:
    found = served_or_404(request, slug, pk)
    try:
        absence.end_absence(
            absence_id=number(request.POST.get("absence", "")),
            person=found.person,
            by=request.person,
            at=now(),
        )
    except absence.Gone:
        messages.info(request, gettext("That absence was over already."))
    else:
        messages.success(request, gettext("The absence is over."))
    return redirect(reverse("office:shift", args=[slug, pk]) + "#absences")


@require_POST
@for_roles(*WITH_DIRECTORS)
def add_conflict(request: Any, slug: str, pk: int) -> HttpResponse:
    """The requester is named by what he is known by; nothing happens where that is nobody, or several."""
    found = served_or_404(request, slug, pk)
    who = queries.found_by(request.POST.get("who", "").replace("\0", "").strip()[:LONGEST])
    if len(who) != 1 or who[0].pk == found.person.pk:
        messages.error(request, gettext("Nothing changed: nobody else is known by exactly that."))
        return redirect(reverse("office:shift", args=[slug, pk]) + "#conflicts")
    reason = request.POST.get("reason", "")
    try:
        absence.add_conflict(agent=found.person, requester=who[0], reason=reason, by=request.person, at=now())
    except absence.NoReason:
        messages.error(request, gettext("Nothing changed: write the reason, in at most 400 characters."))
    except absence.SaidAlready:
        messages.info(request, gettext("That conflict was noted already."))
    else:
        messages.success(request, gettext("Noted: no chooser makes them meet."))
    return redirect(reverse("office:shift", args=[slug, pk]) + "#conflicts")


@require_POST
@for_roles(*WITH_DIRECTORS)
def remove_conflict(request: Any, slug: str, pk: int) -> HttpResponse:
    found = served_or_404(request, slug, pk)
    chosen_id = number(request.POST.get("conflict", ""))
    try:
        absence.remove_conflict(conflict_id=chosen_id, agent=found.person, by=request.person, at=now())
    except absence.Gone:
        messages.info(request, gettext("That conflict was taken back already."))
    else:
        messages.success(request, gettext("The conflict is taken back."))
    return redirect(reverse("office:shift", args=[slug, pk]) + "#conflicts")


def shown(
    request: Any, found: Served, terms: TermsForm, *, absent: AbsenceForm | None = None
) -> HttpResponse:
    name = found.person.full_name
    context = {
        "found": found,
        "terms": terms,
        "group": terms.group(),
        "fields": terms.fields(),
        "absent": absent or AbsenceForm(),
        "absences": in_words(served.absences(found.person, at=now()), now=now()),
        "conflicts": served.conflicts(found.person),
        "page_has_errors": terms.has_errors or bool(absent and absent.wrong),
        "crumbs": [(gettext("Shifts and absences"), address(found.unit, None)), (name, "")],
    }
    return render(request, "office/shifts/person.html", context)


def row(member: Member, unit: Unit, hours: dict[str, Any], request: Any) -> dict[str, Any]:
    return {
        "member": member,
        "url": reverse("office:shift", args=[unit.slug, member.person.pk]),
        "week": words.week(calendar(hours, member.hours)) if member.hours else [],
        "languages": [LANGUAGES[one] for one in member.languages if one in LANGUAGES],
    }


def address(unit: Unit, first: date | None) -> str:
    query = {"unit": str(unit.slug), **({"from": first.isoformat()} if first else {})}
    return f"{reverse('office:shifts')}?{urlencode(query)}"


def read_day(said: str) -> date | None:
    """The Monday of the day that was asked for; None for nonsense and for what no calendar reaches."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return week.monday_of(day) if 2000 <= day.year <= 2099 else None


def number(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < 19 else 0
