"""Asking other units for a step: one by one, or all that the service brings along by one press."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ventanilla.lib.clock import now
from ventanilla.tickets import rules
from ventanilla.tickets.actions import step as acts
from ventanilla.tickets.involving import around, wishes_of
from ventanilla.tickets.models import OPEN_STEPS, Ticket
from ventanilla.tickets.moves import may_move
from ventanilla.web.components import enclosures
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.refusal import DONE, REFUSALS, why
from ventanilla.web.desk.step.forms import Asking


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket, at = attended_or_404(request, code), now()
    asking = Asking.read(request, at=at) if request.method == "POST" else Asking()
    if request.method == "POST" and not asking.wrong:
        try:
            acts.ask(
                ticket_id=ticket.pk,
                agent=request.person,
                wishes=[asking.wish],
                key=asking.key,
                documents=asking.documents,
                at=at,
            )
        except DONE:
            return to_ticket(ticket)
        except REFUSALS as problem:
            asking.wrong.append(why(problem))
        else:
            messages.success(request, gettext("It was asked for. The unit finds it among its steps."))
            return to_ticket(ticket)
    known = around(ticket)
    context = {
        "ticket": ticket,
        "asking": asking,
        "fields": asking.fields(
            ticket, known, more=any(status in OPEN_STEPS for _position, status in known.positions)
        ),
        "may_ask": may_move(ticket, "involve"),
        "of_service": [(known.units.get(one.unit), one) for one in wishes_of(ticket.version.data)],
        "key": asking.key,
        "page_has_errors": bool(asking.wrong),
    }
    return render(request, "desk/step/asking.html", context)


@require_POST
@for_agents
def of_service(request: Any, code: str) -> HttpResponse:
    """All that the catalogue says of the service, in its order."""
    ticket = attended_or_404(request, code)
    wishes = wishes_of(ticket.version.data)
    try:
        made = acts.ask(
            ticket_id=ticket.pk,
            agent=request.person,
            wishes=wishes,
            key=enclosures.key_of(request),
            at=now(),
        )
    except DONE:
        return to_ticket(ticket)
    except REFUSALS as problem:
        messages.error(request, why(problem))
    else:
        words = ngettext("%(n)d step was asked for.", "%(n)d steps were asked for.", len(made))
        messages.success(request, words % {"n": len(made)})
    return to_ticket(ticket)


def attended_or_404(request: Any, code: str) -> Ticket:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    return ticket
