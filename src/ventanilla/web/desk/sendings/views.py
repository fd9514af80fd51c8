"""What one has sent that has not left yet, and what was refused: one's own words, whatever one may read now."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.views.decorators.http import require_safe

from ventanilla.tickets.actions.news import SAY
from ventanilla.tickets.models import Pending
from ventanilla.tickets.queries import visible_on_desk
from ventanilla.web.desk.ticket.unsent import why

MOST = 50


@require_safe
def show(request: Any) -> HttpResponse:
    """For everybody who is signed in: who lost every role still finds what he wrote."""
    if request.person is None:
        return redirect_to_login(request.get_full_path(), resolve_url("account_login"))
    rows = list(_own(request.person))
    readable = visible_on_desk(request.person).filter(pk__in={row.ticket_id for row in rows})
    codes = dict(readable.values_list("pk", "code"))
    shown = [
        {
            "row": row,
            "body": row.data["body"],
            "why": why(row.problem) if row.status == Pending.Status.REFUSED else "",
            "code": row.ticket.code,
            "open": row.ticket_id in codes,
            "again": reverse("desk:unsent-again", args=[row.ticket.code, row.pk]),
        }
        for row in rows
    ]
    return render(request, "desk/sendings/page.html", {"shown": shown})


def _own(person: Any) -> Any:
    waits = Pending.objects.filter(by=person, kind__in=SAY, status=Pending.Status.WAITING)
    refused = Pending.objects.filter(by=person, kind__in=SAY, status=Pending.Status.REFUSED, taken_up_at=None)
    return (waits | refused).select_related("ticket").order_by("-id")[:MOST]
