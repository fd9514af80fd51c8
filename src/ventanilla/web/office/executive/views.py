"""What top management reads: the critical matters sent up to it, and nothing else (UDG-07)."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib.clock import now
from ventanilla.people.models import Person, RoleKind
from ventanilla.tickets import keyset, queries
from ventanilla.tickets.actions import escalate as acts
from ventanilla.tickets.actions.message import LONGEST, NothingSaid, TooLong
from ventanilla.tickets.clocks import name_of
from ventanilla.tickets.models import Escalation
from ventanilla.web.components.field import Field
from ventanilla.web.office.access import for_roles

JOINED = ("ticket__version", "unit", "decided_by", "marked_by", "answered_by")
for_the_top = for_roles(RoleKind.EXECUTIVE)


@require_safe
@for_the_top
def show(request: Any) -> HttpResponse:
    """The latest first."""
    rows = _not_about(request.person).filter(up_at__isnull=False)
    page = keyset.page([rows], key="up_at", newest=True, after=request.GET.get("after", ""), joined=JOINED)
    here = reverse("office:executive")
    context = {
        "rows": page.rows,
        "older": f"{here}?{urlencode({'after': page.older})}" if page.older else "",
        "newest": here if request.GET.get("after") else "",
    }
    return render(request, "office/executive/page.html", context)


@require_safe
@for_the_top
def one(request: Any, pk: int) -> HttpResponse:
    return _page(request, _found(request, pk), "", [])


@require_POST
@for_the_top
def acknowledge(request: Any, pk: int) -> HttpResponse:
    made = _found(request, pk)
    acts.acknowledge(escalation_id=made.pk, executive=request.person, at=now())
    messages.success(request, gettext("The director knows that you have it."))
    return redirect("office:critical", pk=made.pk)


@require_POST
@for_the_top
def answer(request: Any, pk: int) -> HttpResponse:
    made, body = _found(request, pk), request.POST.get("body", "")
    try:
        acts.answer(escalation_id=made.pk, executive=request.person, body=body, at=now())
    except (NothingSaid, TooLong, acts.DecidedAlready) as problem:
        return _page(request, made, body, [WHY[type(problem)]()])
    messages.success(request, gettext("Your answer is with the director, and stays on the request."))
    return redirect("office:critical", pk=made.pk)


WHY: dict[type[Exception], Callable[[], str]] = {
    NothingSaid: lambda: gettext("Write your answer before sending."),
    TooLong: lambda: gettext("The text is longer than 20,000 characters."),
    acts.DecidedAlready: lambda: gettext("Somebody answered it meanwhile."),
}


def _not_about(person: Person) -> QuerySet[Any]:
    """Never what one asked for oneself, nor a case about oneself."""
    return Escalation.objects.exclude(ticket__requester=person).exclude(ticket__accused=person)


def _found(request: Any, pk: int) -> Escalation:
    """What was sent up; all else is not there."""
    rows = _not_about(request.person).filter(pk=pk, up_at__isnull=False)
    found = rows.select_related(*JOINED, "ticket__unit", "ticket__requester").first()
    if found is None:
        raise Http404
    made: Escalation = found
    return made


def _page(request: Any, made: Escalation, body: str, wrong: list[str]) -> HttpResponse:
    """Of a confidential request the director's summary alone."""
    ticket = made.ticket
    context = {
        "made": made,
        "ticket": None if ticket.confidential else ticket,
        "talk": [] if ticket.confidential else queries.conversation(ticket),
        "clock": name_of(made.clock, ticket.version.data) if made.clock else "",
        "field": Field(
            "body", "long", _("Your answer"), value=body, required=True, max_length=LONGEST, rows=5
        ),
        "wrong": wrong,
        "page_has_errors": bool(wrong),
    }
    return render(request, "office/executive/one.html", context)
