"""Somebody leaves a unit: what he attends passes to a colleague, to nobody, or as each service's chooser says."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ventanilla.institutions.models import Unit
from ventanilla.lib.clock import now
from ventanilla.people import rules
from ventanilla.people.models import Person
from ventanilla.people.presence import members
from ventanilla.tickets.actions import succession
from ventanilla.tickets.models import Succession
from ventanilla.tickets.succession import of_person, unsaid, with_unsaid
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.office.access import for_roles
from ventanilla.web.office.navigation import WITH_DIRECTORS

WAYS: dict[str, Any] = {
    Succession.Way.COLLEAGUE: _("To a colleague"),
    Succession.Way.CHOOSER: _("As each service says: by draw, turn or load"),
    Succession.Way.NOBODY: _("To nobody: they wait in the unit's queue"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_roles(*WITH_DIRECTORS)
def show(request: Any, pk: int, slug: str) -> HttpResponse:
    """How many there are and what became of earlier ones; POST lets them pass on."""
    known = pk < 2**63
    unit = with_unsaid(Unit.objects.filter(slug=slug), pk).first() if known else None
    person = Person.objects.filter(pk=pk).first() if known else None
    if unit is None or person is None or not rules.directs(request.person, unit.pk):
        raise Http404
    wrong: dict[str, list[str]] = {}
    if request.method == "POST" and ask(request, person, unit, wrong):
        messages.success(request, gettext("They are passing on now; a mail tells when it is done."))
        return redirect("office:succession", pk=pk, slug=slug)
    return render(request, "office/successions/page.html", shown(request, person, unit, wrong))


def ask(request: Any, person: Person, unit: Unit, wrong: dict[str, list[str]]) -> bool:
    way, to = request.POST.get("way", ""), request.POST.get("to", "")
    if way not in WAYS:
        wrong["way"] = [gettext("Choose to whom they pass.")]
        return False
    try:
        succession.ask(
            person=person,
            unit=unit,
            way=way,
            to_person_id=int(to) if to.isdecimal() and len(to) < 19 else None,
            by=request.person,
            reason=request.POST.get("reason", ""),
            at=now(),
        )
    except succession.NoReason:
        wrong["reason"] = [gettext("Write the reason, in at most 400 characters.")]
    except succession.NoSuccessor:
        wrong["to"] = [gettext("Choose a colleague who attends in the unit.")]
    except succession.UnderWay:
        wrong["way"] = [gettext("They are passing on already.")]
    return not wrong


def shown(request: Any, person: Person, unit: Unit, wrong: dict[str, list[str]]) -> dict[str, Any]:
    earlier = of_person(person, unit)
    return {
        "somebody": person,
        "unit": unit,
        "count": succession.attended(person.pk, unit.pk),
        "running": bool(earlier) and earlier[0].finished_at is None,
        "fields": fields(request.POST, person, unit, wrong),
        "unsaid": unsaid(unit, reader=request.person),
        "earlier": [{"row": row, "words": WAYS[row.way]} for row in earlier],
        "page_has_errors": bool(wrong),
        "crumbs": [
            (gettext("Units and people"), reverse("office:units")),
            (person.full_name, reverse("office:person", args=[person.pk])),
            (gettext("Hand over the requests"), ""),
        ],
    }


def fields(posted: Any, person: Person, unit: Unit, wrong: dict[str, list[str]]) -> list[Field]:
    colleagues = [one.person for one in members(unit.pk, since=now()) if one.person.pk != person.pk]
    ways = [Choice(str(way), words) for way, words in WAYS.items()]
    return [
        Field(
            "way",
            "choice",
            _("To whom"),
            required=True,
            choices=ways,
            value=posted.get("way", ""),
            errors=wrong.get("way", ()),
        ),
        Field(
            "to",
            "choice",
            _("Colleague"),
            choices=[Choice(str(one.pk), one.full_name) for one in colleagues],
            value=posted.get("to", ""),
            errors=wrong.get("to", ()),
            when={"way": str(Succession.Way.COLLEAGUE)},
        ),
        Field(
            "reason",
            "text",
            _("Reason"),
            help=_("It can be read later, with your name and the day."),
            required=True,
            max_length=succession.LONGEST,
            value=posted.get("reason", ""),
            errors=wrong.get("reason", ()),
        ),
    ]
