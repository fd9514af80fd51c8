"""Writing an evaluation: begun, saved, looked at as the agent will read it, delivered."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.quality import queries
from ventanilla.quality.actions import evaluate
from ventanilla.quality.models import EvaluationDraft
from ventanilla.reports.period import OWN, Period
from ventanilla.reports.snapshot import snapshot
from ventanilla.web.office.access import for_everybody, for_roles
from ventanilla.web.office.evaluation import shown, views
from ventanilla.web.office.evaluation.forms import Beginning, parts
from ventanilla.web.office.navigation import WITH_DIRECTORS


@require_POST
@for_roles(*WITH_DIRECTORS)
def begin(request: Any) -> HttpResponse:
    """The figures of these days are taken now, and stay."""
    at, institution = now(), request.institution
    beginning = Beginning(request.person, request.POST)
    chosen = beginning.chosen(today=at.astimezone(institution.zoneinfo).date())
    if chosen is None:
        return render(request, "office/evaluation/list.html", views.context(request, beginning))
    agent, unit, period = chosen
    draft = evaluate.begin(
        author=request.person,
        agent=agent,
        unit=unit,
        days=evaluate.Days(period.since, period.until),
        figures=snapshot(agent, unit, period, institution=institution, at=at),
        at=at,
    )
    return redirect("office:evaluation_draft", pk=draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_everybody
def draft(request: Any, pk: int) -> HttpResponse:
    """Write; POST saves, and goes on to what the agent will read if that was asked for."""
    found = draft_or_404(request, pk)
    if request.method != "POST":
        return _shows(request, found, parts(found))
    try:
        evaluate.save(draft=found, words=request.POST, at=now())
    except evaluate.TooLong as problem:
        told = gettext("At most %(n)s characters.") % {"n": evaluate.LONGEST}
        return _shows(request, found, parts(request.POST, {problem.part: [told]}), wrong=True)
    if "look" in request.POST:
        return redirect("office:evaluation_delivery", pk=pk)
    messages.success(request, gettext("The draft is saved. Only you see it."))
    return redirect("office:evaluation_draft", pk=pk)


@require_POST
@for_everybody
def refresh(request: Any, pk: int) -> HttpResponse:
    """The figures as they are now."""
    found, at = draft_or_404(request, pk), now()
    period = Period(OWN, found.since, found.until)
    told = snapshot(found.agent, found.unit, period, institution=request.institution, at=at)
    evaluate.refresh(draft=found, figures=told, at=at)
    messages.success(request, gettext("The figures are those of now."))
    return redirect("office:evaluation_draft", pk=pk)


@require_POST
@for_everybody
def throw_away(request: Any, pk: int) -> HttpResponse:
    evaluate.throw_away(draft=draft_or_404(request, pk))
    messages.success(request, gettext("The draft is gone."))
    return redirect("office:evaluations")


@require_http_methods(["GET", "HEAD", "POST"])
@for_everybody
def delivery(request: Any, pk: int) -> HttpResponse:
    """As the agent will read it; POST delivers."""
    found = draft_or_404(request, pk)
    if request.method != "POST":
        return _preview(request, found)
    try:
        made = evaluate.deliver(draft_id=found.pk, author=request.person, at=now())
    except EvaluationDraft.DoesNotExist:
        messages.info(request, gettext("It was delivered already."))
        return redirect("office:evaluations")
    except evaluate.NothingSaid:
        return _preview(request, found, gettext("Write something first: an evaluation is more than figures."))
    except evaluate.CorrectedAlready:
        told = gettext(
            "Somebody else delivered a correction of the same evaluation meanwhile. Your draft is kept."
        )
        return _preview(request, found, told)
    except PermissionError:
        told = gettext("You cannot evaluate this person here any more. Your draft is kept.")
        return _preview(request, found, told)
    messages.success(request, gettext("It is delivered: the agent is told, and nobody changes it any more."))
    return redirect("office:evaluation", pk=made.pk)


def draft_or_404(request: Any, pk: int) -> EvaluationDraft:
    found = queries.own_draft(request.person, pk) if pk < 2**63 else None
    if found is None:
        raise Http404
    return found


def _shows(request: Any, found: EvaluationDraft, fields: Any, *, wrong: bool = False) -> HttpResponse:
    told = {**shown.whole(found), "fields": fields, "page_has_errors": wrong, "crumbs": _crumbs(found)}
    return render(request, "office/evaluation/draft.html", told)


def _preview(request: Any, found: EvaluationDraft, problem: str = "") -> HttpResponse:
    told = {**shown.whole(found), "problem": problem, "crumbs": _crumbs(found, gettext("Deliver"))}
    return render(request, "office/evaluation/delivery.html", told)


def _crumbs(found: EvaluationDraft, last: str = "") -> list[tuple[str, str]]:
    here = reverse("office:evaluation_draft", args=[found.pk]) if last else ""
    crumbs = [(gettext("Evaluations"), reverse("office:evaluations")), (found.agent.full_name, here)]
    return [*crumbs, (last, "")] if last else crumbs
