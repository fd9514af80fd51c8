"""What was closed or answered is taken up again by the desk, with a reason that the requester reads."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.tickets import reopening, rules
from ventanilla.tickets.actions.message import NothingSaid, SaidAlready, TooLong
from ventanilla.tickets.actions.reopen import WindowOver, reopen
from ventanilla.tickets.actions.submit import AlreadyOpen
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.states import State
from ventanilla.web.components import enclosures
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket.reasons import reason
from ventanilla.web.desk.words import READ_BY, reason_field


@require_http_methods(["GET", "HEAD", "POST"])
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not rules.may_attend(request.person, ticket):
        raise Http404
    if request.method != "POST":
        return page(request, ticket)
    try:
        reopen(
            ticket_id=ticket.pk,
            agent=request.person,
            reason=request.POST.get("reason", ""),
            at=now(),
            key=enclosures.key_of(request),
        )
    except SaidAlready:
        return to_ticket(ticket)
    except NothingSaid:
        return page(request, ticket, wrong=gettext("Write why it is taken up again."))
    except WindowOver:
        return page(request, ticket, general=_over())
    except AlreadyOpen as problem:
        words = gettext("The requester has another open request of this service: %(code)s. Go on there.")
        return page(request, ticket, general=words % {"code": problem.ticket.code})
    except (TooLong, IllegalMove, PermissionError) as problem:
        return page(request, ticket, general=reason(problem))
    messages.success(request, gettext("The request is open again. The requester was told why."))
    return to_ticket(ticket)


def _over() -> str:
    return gettext("It was closed too long ago: register a new request that follows it.")


def page(request: Any, ticket: Ticket, *, wrong: str = "", general: str = "") -> HttpResponse:
    at, zone = now(), request.institution.zoneinfo
    over = ticket.state == State.CLOSED and not reopening.is_open(ticket, zone=zone, at=at)
    said = request.POST.get("reason", "")
    field = reason_field(_("Reason"), said, help_text=READ_BY, errors=[wrong] if wrong else [])
    context = {
        "ticket": ticket,
        "at": at,
        "fields": [field],
        "key": enclosures.key_of(request),
        "general": [general] if general else [],
        "until": reopening.until(ticket, zone=zone),
        "over": over,
        "page_has_errors": bool(wrong or general),
    }
    return render(request, "desk/reopening/page.html", context)
