"""One's own absences: said and taken back by whoever attends somewhere."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.people.actions import absence
from ventanilla.people.models import Absence
from ventanilla.people.rules import OF_A_UNIT
from ventanilla.web.components.absence import AbsenceForm, shown
from ventanilla.web.desk.access import for_agents


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any) -> HttpResponse:
    if not request.person.has_role(*OF_A_UNIT):
        raise Http404
    form = AbsenceForm(request.POST)
    if request.method == "POST" and form.add(
        person=request.person, by=request.person, at=now(), channel="desk"
    ):
        messages.success(
            request,
            gettext("Your absence is noted: nothing is given to you meanwhile by draw, turn or load."),
        )
        return redirect("desk:absences")
    coming = Absence.objects.filter(person=request.person, until__gt=now()).select_related("by")
    context = {
        "form": form,
        "absences": shown(coming.order_by("since", "id"), now=now()),
        "page_has_errors": bool(form.wrong),
    }
    return render(request, "desk/absences/page.html", context)


@require_POST
@for_agents
def end(request: Any) -> HttpResponse:
    said = request.POST.get("absence", "")
    try:
        absence.end_absence(
            absence_id=int(said) if said.isdecimal() and len(said) < 19 else 0,
            person=request.person,
            by=request.person,
            at=now(),
            channel="desk",
        )
    except PermissionError as refused:
        raise Http404 from refused
    except absence.Gone:
        messages.info(request, gettext("That absence was over already."))
    else:
        messages.success(request, gettext("The absence is over."))
    return redirect("desk:absences")
