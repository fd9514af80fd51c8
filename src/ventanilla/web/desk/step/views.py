"""A step as the unit that does it finds it: its list, its page, and what can be done there."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib.clock import now
from ventanilla.people.models import RoleKind
from ventanilla.tickets import rules, steps
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions import step as acts
from ventanilla.tickets.models import Step
from ventanilla.web.desk.access import for_agents
from ventanilla.web.desk.refusal import REFUSALS, why
from ventanilla.web.desk.shown import holder_in
from ventanilla.web.desk.step.forms import Answering
from ventanilla.web.desk.ticket.reading import shown
from ventanilla.web.desk.words import passage

VIEWS = {"": (_("To do"), steps.to_do), "over": (_("Over"), steps.over)}


@require_safe
@for_agents
def queue(request: Any) -> HttpResponse:
    """What other units ask of mine, due first."""
    view = request.GET.get("view", "")
    if view not in VIEWS:
        raise Http404
    page = VIEWS[view][1](request.person, rules.unit_ids(request.person), after=request.GET.get("after", ""))
    context = {
        "tabs": [
            {"words": words, "url": _address(slug), "current": slug == view, "count": None}
            for slug, (words, _read) in VIEWS.items()
        ],
        "rows": page.rows,
        "judges": request.person.has_role(RoleKind.DIRECTOR, RoleKind.ADMINISTRATOR),
        "over": view == "over",
        "older": _address(view, after=page.older) if page.older else "",
        "newest": _address(view) if request.GET.get("after") else "",
    }
    return render(request, "desk/step/queue.html", context)


@require_safe
@for_agents
def show(request: Any, pk: int) -> HttpResponse:
    return _page(request, step_or_404(request, pk), Answering())


@require_POST
@for_agents
def take(request: Any, pk: int) -> HttpResponse:
    step = step_or_404(request, pk)
    try:
        seen = holder_in(request)
        acts.take(step_id=step.pk, person=request.person, at=now(), instead_of=seen)
    except REFUSALS as problem:
        messages.error(request, why(problem))
    return redirect("desk:step", pk=step.pk)


@require_POST
@for_agents
def answer(request: Any, pk: int) -> HttpResponse:
    step, at = step_or_404(request, pk), now()
    said = Answering.read(request, at=at)
    if said.given(step) == "":
        said.wrong.append(gettext("Choose whether it is approved."))

    def give() -> Step:
        return acts.answer(
            step_id=step.pk,
            person=request.person,
            verdict=said.given(step),
            body=said.body,
            documents=said.documents,
            at=at,
        )

    return _done(request, step, said, give, gettext("The step is done. Whoever asked for it knows."))


@require_POST
@for_agents
def give_back(request: Any, pk: int) -> HttpResponse:
    step, at = step_or_404(request, pk), now()
    said = Answering(body=request.POST.get("missing", ""))

    def give() -> Step:
        return acts.give_back(step_id=step.pk, person=request.person, body=said.body, at=at)

    return _done(request, step, said, give, gettext("It went back to the unit that asked."))


@require_POST
@for_agents
def again(request: Any, pk: int) -> HttpResponse:
    """Who asked adds what was missing."""
    step, at = step_or_404(request, pk), now()
    said = Answering.read(request, at=at, name="adding")

    def ask() -> Step:
        return acts.ask_again(
            step_id=step.pk, agent=request.person, body=said.body, documents=said.documents, at=at
        )

    return _done(request, step, said, ask, gettext("It was asked for again."), to_ticket=True)


@require_POST
@for_agents
def cancel(request: Any, pk: int) -> HttpResponse:
    step, at = step_or_404(request, pk), now()
    said = Answering(body=request.POST.get("ending", ""))

    def end() -> Step:
        return acts.cancel(step_id=step.pk, agent=request.person, body=said.body, at=at)

    words = gettext("The step is cancelled, and the unit is told.")
    return _done(request, step, said, end, words, to_ticket=True)


def step_or_404(request: Any, pk: int) -> Step:
    """The step, for its unit and for who attends the ticket; the same answer for an unknown and a forbidden one."""
    step = steps.readable(request.person, pk)
    if step is None:
        raise Http404
    return step


def _done(
    request: Any, step: Step, said: Answering, act: Callable[[], Step], words: str, *, to_ticket: bool = False
) -> HttpResponse:
    """The way on, or the page again with what was written and why it was not done."""
    if not said.wrong:
        try:
            act()
        except REFUSALS as problem:
            said.wrong.append(why(problem))
        else:
            messages.success(request, words)
            return redirect(
                resolve_url("desk:ticket", code=step.ticket.code) if to_ticket else reverse("desk:steps")
            )
    return _page(request, step_or_404(request, step.pk), said)


def _page(request: Any, step: Step, said: Answering) -> HttpResponse:
    person, ticket = request.person, step.ticket
    attends, does = rules.may_attend(person, ticket), rules.may_do(person, step)
    if ticket.confidential:
        attend.note_reading(ticket=ticket, reader=person, at=now())
    asked = step.status == Step.Status.ASKED
    context = {
        "step": step,
        "ticket": ticket,
        "files": [shown(one, person) for one in steps.files(step)],
        "reads_ticket": attends or (asked and does),
        "may_take": does and asked and step.assignee_id != person.pk,
        "may_answer": does and asked,
        "may_ask_again": attends and step.status == Step.Status.RETURNED and ticket.is_open,
        "may_cancel": attends and step.is_open,
        "said": said,
        "fields": said.fields(step),
        "missing": passage("missing", _("What is missing?"), ""),
        "adding": passage("adding", _("What you add"), said.body),
        "ending": passage("ending", _("Why it is not needed"), ""),
        "page_has_errors": bool(said.wrong),
    }
    return render(request, "desk/step/page.html", context)


def _address(view: str, **more: str) -> str:
    wanted = {name: value for name, value in {"view": view, **more}.items() if value}
    return f"{reverse('desk:steps')}{'?' if wanted else ''}{urlencode(wanted)}"
