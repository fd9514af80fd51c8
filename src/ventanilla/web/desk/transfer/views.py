"""Sending a petition on to the body that is competent for it: a page that shows what happens, then it is done."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.tickets import queries, transferring, why
from ventanilla.tickets.actions import news
from ventanilla.tickets.actions.transfer import transfer
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import may_move
from ventanilla.tickets.settling import own
from ventanilla.web.desk.access import for_agents, to_ticket
from ventanilla.web.desk.referral.forms import Referring, chosen, known
from ventanilla.web.desk.refusal import DONE, REFUSALS
from ventanilla.web.desk.refusal import why as why_not
from ventanilla.web.desk.shown import seen_in, written_seen
from ventanilla.web.desk.step.asking import attended_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    """Nothing leads back from a transfer: the first sending shows it, the second does it."""
    ticket, at = attended_or_404(request, code), now()
    bodies = known("body")
    to = chosen(ticket, bodies, request.GET.get("to", ""))
    form = Referring.read(request) if request.method == "POST" else Referring.proposed(ticket, to)
    preview = request.method == "POST" and "confirmed" not in request.POST and "back" not in request.POST
    seen = seen_in(request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and "confirmed" in request.POST:
        try:
            transfer(
                ticket_id=ticket.pk,
                agent=request.person,
                to=form.to,
                text=form.body,
                key=form.key,
                at=at,
                seen=seen,
            )
        except DONE:
            return to_ticket(ticket)
        except REFUSALS as problem:
            form.wrong.append(why_not(problem))
        else:
            words = gettext(
                "The request was transferred and has ended here. The requester receives the copy."
            )
            messages.success(request, words)
            return to_ticket(ticket)
    if preview and not (form.name.strip() and form.body.strip() and form.address.strip()):
        form.wrong.append(gettext("Write to whom it goes, where that is, and what you say."))
        preview = False
    stands = news.standing(ticket.pk)
    context = {
        "ticket": ticket,
        "news": news.told_since(ticket.pk, seen, request.person) if seen else [],
        "seen": written_seen(stands),
        "form": form,
        "fields": form.fields(transfers=True),
        "bodies": bodies,
        "to": to,
        "preview": preview,
        "limit": _limit(ticket, at),
        "may_transfer": may_move(ticket, "transfer"),
        "page_has_errors": bool(form.wrong),
    }
    return render(request, "desk/transfer/page.html", context)


def _limit(ticket: Ticket, at: datetime) -> dict[str, Any] | None:
    """Until when the law asks for it, and why then."""
    found = transferring.limit(ticket, like=own(queries.deadlines(ticket)), at=at)
    if found is None:
        return None
    return {
        "due": found.due,
        "over": found.due < at,
        "near": not found.due < at and (found.due - at).days < 2,
        "term": found.term["name"],
        "source": found.term.get("source") or "",
        "why": why.lines(found.row, found.why, at=at),
    }
