"""Two tickets of the same person become one: chosen, looked at, done (UME-08)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.tickets import rules
from ventanilla.tickets.actions.merge import HIS_TURN_TAKEN, CannotMerge, MergedAlready, merge, objection
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.states import WAITING, State
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.relations.others import choose, found, others, said_in
from ventanilla.web.desk.ticket.reasons import reason


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    data = request.POST if request.method == "POST" else request.GET
    said = said_in(data)
    other, wrong = found(request.person, ticket, said)
    if other is not None and (words := _objection(ticket, other, request)):
        other, wrong = None, words
    if other is None or request.method != "POST":
        return page(request, ticket, other, said=said, wrong=wrong)
    keep = other if data.get("keep") == other.code else ticket
    gone = ticket if keep is other else other
    try:
        survivor = merge(keep_id=keep.pk, merged_id=gone.pk, agent=request.person, at=now())
    except MergedAlready:
        return to_ticket(keep)
    except (CannotMerge, IllegalMove, PermissionError) as problem:
        words = str(problem) if isinstance(problem, CannotMerge) else reason(problem)
        return page(request, ticket, None, said=said, wrong=words)
    words = gettext("%(gone)s is part of this request now. The requester was told, with the date.")
    messages.success(request, words % {"gone": gone.code})
    return to_ticket(survivor)


def page(request: Any, ticket: Ticket, other: Ticket | None, *, said: str, wrong: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        "ticket": ticket,
        "other": other,
        "wrong": wrong,
        "page_has_errors": bool(wrong),
    }
    if other is None:
        context["asked"] = choose(others(request.person, ticket), said, wrong=wrong)
    else:
        older, younger = sorted((ticket, other), key=lambda one: (one.created_at, one.pk))
        context |= {"keep": _which(older, younger), "due": _earliest(ticket, other)}
        context["taken_up"] = any(_is_taken_up(*pair) for pair in ((older, younger), (younger, older)))
    return render(request, "desk/merging/page.html", context)


def _objection(ticket: Ticket, other: Ticket, request: Any) -> str:
    if not rules.may_attend(request.person, other):
        return gettext("%(code)s is another unit's: its agents join it.") % {"code": other.code}
    here, there = objection(ticket, other), objection(other, ticket)
    return here if here and there else ""


def _which(older: Ticket, younger: Ticket) -> Field:
    choices = [
        Choice(one.code, f"{one.code} · {one.title}", words)
        for one, words in ((older, _("The older one")), (younger, _("The later one")))
    ]
    label = _("Which number stays?")
    return Field("keep", "choice", label, required=True, choices=choices, value=older.code)


def _earliest(ticket: Ticket, other: Ticket) -> Any:
    """The next date of both: no promise becomes later."""
    open_ones = [one.due_at for one in (ticket, other) if one.is_open]
    return min(open_ones, default=None)


def _is_taken_up(keep: Ticket, gone: Ticket) -> bool:
    return gone.state in HIS_TURN_TAKEN and keep.state in WAITING | {State.ANSWERED}
