"""Contacts that the desk closed and handed over: the unit that follows them up finds them here (UDG-03)."""

import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.timezone import get_current_timezone, localtime
from django.utils.timezone import override as timezone_of
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib.clock import now
from ventanilla.lib.sheet import cell
from ventanilla.lib.text import said
from ventanilla.tickets import handovers, rules
from ventanilla.tickets.actions import refer as acts
from ventanilla.tickets.models import Referral
from ventanilla.web.components import answers
from ventanilla.web.desk.access import for_agents

HEAD = (
    *(_("Number"), _("Closed"), _("Person"), _("E-mail"), _("Telephone"), _("Service")),
    *(_("What was asked"), _("Received")),
)


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
def export(request: Any) -> HttpResponse | StreamingHttpResponse:
    """All of them, as a spreadsheet reads them."""
    units = rules.unit_ids(request.person)
    if not units:
        raise Http404
    lines = _lines(request.institution, units)
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
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


def _lines(institution: Institution, units: list[int]) -> Iterator[str]:
    """Page by page, each read in the institution: the answer is sent after the request is over."""
    zone, language, after = get_current_timezone(), get_language(), ""
    yield "\ufeff"
    yield _line(*(str(word) for word in HEAD))
    while True:
        with acting_in(institution), timezone_of(zone), translation.override(language):
            page = handovers.page(units, after=after)
            lines = [_row(made) for made in page.rows]
        yield from lines
        if not page.older:
            return
        after = page.older


def _row(made: Referral) -> str:
    person = made.ticket.requester
    return _line(
        made.ticket.code,
        _when(made.at),
        person.full_name,
        person.email,
        person.phone,
        said(made.ticket.version.data["name"], get_language()).words,
        "; ".join(f"{label}: {answer}" for label, answer in _asked(made)),
        _when(made.answered_at),
    )


def _when(at: datetime | None) -> str:
    return f"{localtime(at):%Y-%m-%d %H:%M}" if at else ""


def _line(*cells: str) -> str:
    written = StringIO()
    csv.writer(written).writerow([cell(one) for one in cells])
    return written.getvalue()
