"""A critical matter at the desk: the agent marks it, the director decides whether it goes up (UDG-07)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.tickets import rules
from ventanilla.tickets.actions import escalate as acts
from ventanilla.tickets.models import Escalation, Ticket
from ventanilla.tickets.moves import may_move
from ventanilla.tickets.parts import parts
from ventanilla.web.desk.access import for_agents, to_ticket
from ventanilla.web.desk.refusal import REFUSALS, why
from ventanilla.web.desk.step.asking import attended_or_404
from ventanilla.web.desk.words import passage


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = attended_or_404(request, code)
    wrong, body = [], request.POST.get("body", "")
    if request.method == "POST":
        try:
            acts.mark(ticket_id=ticket.pk, agent=request.person, reason=body, at=now())
        except REFUSALS as problem:
            wrong.append(why(problem))
        else:
            messages.success(request, gettext("It is marked. The director decides whether it goes up."))
            return to_ticket(ticket)
    return _page(request, ticket, {"body": body}, wrong)


@require_POST
@for_agents
def decide(request: Any, code: str) -> HttpResponse:
    ticket = attended_or_404(request, code)
    said = {name: request.POST.get(name, "") for name in ("reason", "summary")}
    up, wrong = request.POST.get("decision") == "up", []
    pending = _pending(ticket)
    try:
        if pending is None:
            raise acts.DecidedAlready
        acts.decide(escalation_id=pending.pk, director=request.person, up=up, at=now(), **said)
    except REFUSALS as problem:
        wrong.append(why(problem))
    else:
        words = gettext("It goes to top management.") if up else gettext("The unit settles it.")
        messages.success(request, words)
        return to_ticket(ticket)
    return _page(request, ticket, said, wrong)


def _pending(ticket: Ticket) -> Escalation | None:
    rows = Escalation.objects.filter(ticket__in=parts(ticket.pk), is_open=True).order_by("id")
    found: Escalation | None = rows.select_related("marked_by", "decided_by").first()
    return found


def _page(request: Any, ticket: Ticket, said: dict[str, str], wrong: list[str]) -> HttpResponse:
    pending = _pending(ticket)
    if pending is None and not may_move(ticket, "escalate"):
        raise Http404
    marked = pending is not None and pending.status == Escalation.Status.MARKED
    summary_help = (
        _("This request is confidential: of it top management reads these words alone.")
        if ticket.confidential
        else _("What top management reads first: what it is about, what is asked of it.")
    )
    context = {
        "ticket": ticket,
        "pending": pending,
        "marked": marked,
        "may_decide": marked and rules.directs(request.person, ticket),
        "wrong": wrong,
        "mark_field": passage("body", _("Why is it critical?"), said.get("body", "")),
        "summary": passage("summary", _("Summary"), said.get("summary", ""), help_text=summary_help),
        "reason": passage(
            "reason",
            _("Your reason"),
            said.get("reason", ""),
            required=False,
            help_text=_("Needed if it stays in the unit; whoever marked it reads it."),
        ),
        "page_has_errors": bool(wrong),
    }
    return render(request, "desk/escalation/page.html", context)
