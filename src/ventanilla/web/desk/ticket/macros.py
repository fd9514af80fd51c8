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
from ventanilla.tickets.actions import news
from ventanilla.tickets.actions.message import SaidAlready
from ventanilla.tickets.actions.news import Seen, Stale
from ventanilla.tickets.actions.pending import PutAlready
from ventanilla.tickets.models import Macro, Ticket
from ventanilla.web.components.enclosures import key_of
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.shown import seen_in, written_seen
from ventanilla.web.desk.ticket.reasons import reason

REFUSED = (Stale, macros.Changed, macros.StepFailed)

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
        return page(request, ticket, row, speaker, seen=seen_in(request.GET))
    shown = macros.Shown(seen_in(request.POST) or Seen(), request.POST.get("print", ""))
    key, undo = key_of(request), request.institution.undo
    try:
        waits = macros.run(macro=row, ticket=ticket, speaker=speaker, key=key, shown=shown, undo=undo)
    except (SaidAlready, PutAlready):
        return to_ticket(ticket, "#talk")
    except PermissionError as refused:
        raise Http404 from refused
    except REFUSED as problem:
        return page(request, ticket, row, speaker, seen=shown.seen, problem=why(problem, row))
    if waits is not None:
        return to_ticket(ticket, f"#waiting-{waits.pk}")
    messages.success(request, gettext("Done, all %(n)d steps.") % {"n": len(row.data["steps"])})
    return to_ticket(ticket, "#talk")


def why(problem: Exception, row: Macro) -> str:
    if isinstance(problem, Stale):
        return gettext(
            "Nothing was done: somebody wrote meanwhile. Read it; if all of this still holds, do it."
        )
    if isinstance(problem, macros.StepFailed):
        told = {
            "n": problem.n,
            "step": DOES[row.data["steps"][problem.n - 1]["do"]],
            "why": _step(problem.problem),
        }
        words = gettext("Nothing was done. Step %(n)d, “%(step)s”, is not possible: %(why)s")
        return words % told
    return gettext(
        "Nothing was done: it would do something else now than you had seen. This is what it would do."
    )


def _step(problem: Exception) -> str:
    if isinstance(problem, macros.NoReply):
        return gettext("Its reply is not kept any more.")
    return reason(problem)


def page(
    request: Any, ticket: Ticket, row: Macro, speaker: macros.Speaker, *, seen: Seen | None, problem: str = ""
) -> HttpResponse:
    """What it would do, and what others wrote since the page from which one comes was made."""
    steps = macros.foresee(row, ticket, speaker)
    stands = news.standing(ticket.pk)
    waits = any(step.do in macros.SAYS for step in steps)
    shown = {
        "ticket": ticket,
        "macro": row,
        "steps": [(DOES[step.do], step) for step in steps],
        "possible": all(step.possible for step in steps),
        "news": news.told_since(ticket.pk, seen, request.person) if seen else [],
        "seen": written_seen(stands),
        "print": macros.print_of(steps),
        "problem": problem,
        "undo": request.institution.undo.seconds if waits else 0,
        "key": uuid4(),
    }
    return render(request, "desk/ticket/macro.html", shown)
