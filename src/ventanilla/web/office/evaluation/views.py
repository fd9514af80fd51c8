"""Evaluations that were delivered: read by whom they are for, answered by whom they are about."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib.clock import now
from ventanilla.people.models import RoleKind
from ventanilla.people.rules import administers, enters_office
from ventanilla.quality import queries, rules
from ventanilla.quality.actions import evaluate, receive
from ventanilla.quality.models import Evaluation
from ventanilla.reports.period import named
from ventanilla.web.components import enclosures
from ventanilla.web.components.field import Field
from ventanilla.web.office.access import for_everybody, for_roles
from ventanilla.web.office.evaluation import shown
from ventanilla.web.office.evaluation.forms import Beginning
from ventanilla.web.office.navigation import WITH_DIRECTORS

READERS = (*WITH_DIRECTORS, RoleKind.QUALITY)


@require_safe
@for_roles(*READERS)
def listed(request: Any) -> HttpResponse:
    """What one wrote and what one may read of others; a new one begins here."""
    return render(
        request, "office/evaluation/list.html", context(request, Beginning(request.person, request.GET))
    )


def context(request: Any, beginning: Beginning) -> dict[str, Any]:
    """Four statements."""
    person = request.person
    page = queries.readable(person, after=place(request))
    writes = person.has_role(RoleKind.DIRECTOR) or administers(person)
    today = now().astimezone(request.institution.zoneinfo).date()
    fields = beginning.fields(named("last-month", today=today)) if writes else []
    return {
        "rows": page.rows,
        "older": f"{request.path}?after={page.older}" if page.older else "",
        "newest": request.path if place(request) else "",
        "drafts": queries.drafts_of(person) if writes else [],
        "fields": fields,
        "page_has_errors": beginning.wrong,
    }


@require_safe
@for_everybody
def mine(request: Any) -> HttpResponse:
    page = queries.of_agent(request.person, after=place(request))
    older = f"{request.path}?after={page.older}" if page.older else ""
    return render(
        request,
        "office/evaluation/mine.html",
        {
            "rows": page.rows,
            "older": older,
            "newest": request.path if place(request) else "",
            "shell": shell(request),
        },
    )


@require_safe
@for_everybody
def show(request: Any, pk: int) -> HttpResponse:
    return shows(request, evaluation_or_404(request, pk))


@require_POST
@for_everybody
def remark(request: Any, pk: int) -> HttpResponse:
    """The agent says something to it."""
    found = evaluation_or_404(request, pk)
    body = request.POST.get("body", "")
    try:
        receive.remark(
            evaluation=found, agent=request.person, body=body, key=enclosures.key_of(request), at=now()
        )
    except PermissionError as refused:
        raise Http404 from refused
    except receive.NothingSaid:
        return shows(request, found, body, gettext("Write something before sending."))
    except receive.TooLong:
        told = gettext("At most %(n)s characters.") % {"n": receive.LONGEST}
        return shows(request, found, body, told)
    except receive.SaidAlready:
        pass
    else:
        messages.success(request, gettext("It stands beside the evaluation now."))
    return redirect("office:evaluation", pk=pk)


@require_POST
@for_everybody
def acknowledge(request: Any, pk: int) -> HttpResponse:
    try:
        receive.acknowledge(evaluation=evaluation_or_404(request, pk), agent=request.person, at=now())
    except PermissionError as refused:
        raise Http404 from refused
    return redirect("office:evaluation", pk=pk)


@require_POST
@for_everybody
def correct(request: Any, pk: int) -> HttpResponse:
    """Another one that will name this one begins."""
    found = evaluation_or_404(request, pk)
    if found.corrected_by:  # type: ignore[attr-defined]  # annotated by its query
        return redirect("office:evaluation", pk=pk)
    try:
        draft = evaluate.correct(author=request.person, evaluation=found, at=now())
    except PermissionError as refused:
        raise Http404 from refused
    return redirect("office:evaluation_draft", pk=draft.pk)


def evaluation_or_404(request: Any, pk: int) -> Evaluation:
    found = queries.evaluation(pk) if pk < 2**63 else None
    if found is None or not rules.may_read(request.person, found):
        raise Http404
    return found


def shows(request: Any, found: Any, body: str = "", error: str = "") -> HttpResponse:
    own = rules.is_agent(request.person, found)
    back = ("my_evaluations", gettext("My evaluations")) if own else ("evaluations", gettext("Evaluations"))
    told = {
        **shown.whole(found),
        "shell": shell(request),
        "remarks": queries.remarks(found),
        "own": own,
        "key": enclosures.key_of(request),
        "field": Field(
            "body",
            "long",
            gettext("Say something to it"),
            help=gettext("Who evaluated you is told, and reads it here. It cannot be changed afterwards."),
            value=body,
            errors=[error] if error else (),
            max_length=receive.LONGEST,
            rows=4,
        ),
        "may_correct": rules.may_correct(request.person, found) and not found.corrected_by,
        "page_has_errors": bool(error),
        "crumbs": [(back[1], reverse(f"office:{back[0]}")), (found.agent.full_name, "")],
    }
    return render(request, "office/evaluation/page.html", told)


def shell(request: Any) -> str:
    """An agent has no menu of the office; who left finds his evaluations all the same."""
    return "office/frame.html" if enters_office(request.person) else "office/alone.html"


def place(request: Any) -> int:
    after = request.GET.get("after", "")
    return int(after) if after.isdecimal() and len(after) < 19 else 0
