"""A calendar or a term changed: which open promises would move, and moving them with notice."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib import jobs
from ventanilla.lib.clock import now
from ventanilla.tickets.clocks import STAGE, name_of
from ventanilla.tickets.shifting import BATCH, Shift, current, first_shifts
from ventanilla.web.office.access import for_administrators

SHOWN = 50
BATCHES = 2


@require_safe
@for_administrators
def show(request: Any) -> HttpResponse:
    """The first fifty that would move; as many promises are looked at as two statements bring.

    `whole`: these were all. Where they were not, some of the others may move although none of these does.
    """
    terms = "terms" in request.GET
    found, whole = first_shifts(current(terms=terms), now=now(), batches=BATCHES)
    rows = [
        {
            "code": one.code,
            "clock": _clock(one),
            "old": one.old,
            "new": one.new,
            "confidential": one.deadline.ticket.confidential,
        }
        for one in found[:SHOWN]
    ]
    context = {
        "rows": rows,
        "more": len(found) > SHOWN,
        "whole": whole,
        "looked": BATCHES * BATCH,
        "terms": terms,
    }
    return render(request, "office/changes/page.html", context)


def _clock(shift: Shift) -> Any:
    """A confidential request's stage is not named: that would tell what the matter is."""
    ticket, clock = shift.deadline.ticket, shift.row.clock
    if ticket.confidential and clock.startswith(STAGE):
        return gettext("A stage")
    return name_of(clock, ticket.version.data)


@require_POST
@for_administrators
def apply(request: Any) -> HttpResponse:
    with transaction.atomic():
        jobs.defer(
            "tickets.shift",
            lock=f"tickets.shift:{request.institution.pk}",
            institution_id=request.institution.pk,
            by=request.person.pk,
            terms="terms" in request.POST,
        )
    messages.success(
        request,
        gettext("The deadlines are being moved, and each requester is told. This page shows what is left."),
    )
    return redirect("office:changes")
