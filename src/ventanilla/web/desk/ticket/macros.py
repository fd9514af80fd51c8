"""What a macro would do to this ticket; then it is done, all of it or nothing."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.tickets import rules
from ventanilla.tickets.actions import macro as macros
from ventanilla.tickets.actions.message import SaidAlready
from ventanilla.tickets.models import Macro, Ticket
from ventanilla.web.components.enclosures import key_of
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket.reasons import reason

DOES: dict[str, Any] = {
    "answer": _("Answer the requester"),
    "question": _("Ask the requester"),
    "correction": _("Return it to be corrected"),
    "note": _("Add an internal note"),
    "tag": _("Add a tag"),
    "untag": _("Take a tag off"),
    "assign": _("Make you responsible"),
    "close": pgettext_lazy("several", "Close"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str, slug: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    row = Macro.objects.filter(Q(unit=None) | Q(unit=ticket.unit_id), slug=slug, active=True).first()
    if row is None:
        raise Http404
    speaker = macros.Speaker(request.person, request.institution, macros.texts([row]), now())
    if request.method != "POST":
        return page(request, ticket, row, speaker)
    try:
        macros.run(macro=row, ticket_id=ticket.pk, speaker=speaker, key=key_of(request))
    except SaidAlready:
        return to_ticket(ticket, "#talk")
    except PermissionError as refused:
        raise Http404 from refused
    except macros.StepFailed as failed:
        told = {
            "n": failed.n,
            "step": DOES[row.data["steps"][failed.n - 1]["do"]],
            "why": why(failed.problem),
        }
        words = gettext("Nothing was done. Step %(n)d, “%(step)s”, is not possible: %(why)s") % told
        return page(request, ticket, row, speaker, problem=words)
    messages.success(request, gettext("Done, all %(n)d steps.") % {"n": len(row.data["steps"])})
    return to_ticket(ticket, "#talk")


def why(problem: Exception) -> str:
    if isinstance(problem, macros.NoReply):
        return gettext("Its reply is not kept any more.")
    return reason(problem)


def page(
    request: Any, ticket: Ticket, row: Macro, speaker: macros.Speaker, *, problem: str = ""
) -> HttpResponse:
    steps = macros.foresee(row, ticket, speaker)
    shown = {
        "ticket": ticket,
        "macro": row,
        "steps": [(DOES[step.do], step) for step in steps],
        "possible": all(step.possible for step in steps),
        "problem": problem,
        "key": uuid4(),
    }
    return render(request, "desk/ticket/macro.html", shown)
