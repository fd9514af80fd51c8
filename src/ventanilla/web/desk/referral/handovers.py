"""Contacts that the desk closed and handed over: the unit that follows them up finds them here (UDG-03)."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib.clock import now
from ventanilla.lib.sheet import cell
from ventanilla.lib.text import said
from ventanilla.tickets import handovers, rules
from ventanilla.tickets.actions import refer as acts
from ventanilla.tickets.models import Referral
from ventanilla.web.components import answers
from ventanilla.web.desk.access import for_agents


@require_safe
@for_agents
def show(request: Any) -> HttpResponse:
    page = handovers.page(rules.unit_ids(request.person), after=request.GET.get("after", ""))
    here = reverse("desk:handovers")
    context = {
        "rows": [(one, _asked(one)) for one in page.rows],
        "older": f"{here}?{urlencode({'after': page.older})}" if page.older else "",
        "newest": here if request.GET.get("after") else "",
    }
    return render(request, "desk/referral/handovers.html", context)


@require_safe
@for_agents
def export(request: Any) -> StreamingHttpResponse:
    """All of them, as a spreadsheet reads them."""
    units = rules.unit_ids(request.person)
    if not units:
        raise Http404
    answer = StreamingHttpResponse(_lines(units), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="contactos.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@for_agents
def receive(request: Any, pk: int) -> HttpResponse:
    try:
        acts.receive(referral_id=pk, person=request.person, at=now())
    except (Referral.DoesNotExist, PermissionError) as unknown:
        raise Http404 from unknown
    messages.success(request, gettext("Marked as received."))
    return redirect("desk:handovers")


def _asked(made: Referral) -> list[tuple[str, str]]:
    version = made.ticket.version
    told = answers.told(version.data["form"], made.ticket.answers, {})
    return [(said(label, get_language()).words, str(answer)) for label, answer in told]


def _lines(units: list[int]) -> Iterator[str]:
    yield "\ufeff"
    yield _line(
        gettext("Number"),
        gettext("Closed"),
        gettext("Person"),
        gettext("E-mail"),
        gettext("Telephone"),
        gettext("Service"),
        gettext("What was asked"),
        gettext("Received"),
    )
    for made in handovers.every(units):
        person = made.ticket.requester
        yield _line(
            made.ticket.code,
            f"{localtime(made.at):%Y-%m-%d %H:%M}",
            person.full_name,
            person.email,
            person.phone,
            said(made.ticket.version.data["name"], get_language()).words,
            "; ".join(f"{label}: {answer}" for label, answer in _asked(made)),
            f"{localtime(made.answered_at):%Y-%m-%d %H:%M}" if made.answered_at else "",
        )


def _line(*cells: str) -> str:
    written = StringIO()
    csv.writer(written).writerow([cell(one) for one in cells])
    return written.getvalue()
