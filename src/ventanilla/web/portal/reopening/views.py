"""It is not solved: what was answered or closed is taken up again by whoever asked for it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.people.moments import short
from ventanilla.tickets import reopening
from ventanilla.tickets.actions.message import LONGEST, NothingSaid, SaidAlready, TooLong
from ventanilla.tickets.actions.nudge import AskedLately, NotOverdue
from ventanilla.tickets.actions.nudge import nudge as ask
from ventanilla.tickets.actions.reopen import WindowOver, reopen_own, still_unsolved
from ventanilla.tickets.actions.submit import AlreadyOpen
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.states import State
from ventanilla.web.portal.ticket import forms
from ventanilla.web.portal.ticket.access import signed_in, ticket_or_404, to_ticket
from ventanilla.web.portal.waiting import wait


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: Any, code: str) -> HttpResponse:
    ticket, at = ticket_or_404(request, code), now()
    if ticket.state == State.ANSWERED and request.method == "POST":
        return _unsolved(request, ticket, at)
    if not reopening.is_open(ticket, zone=request.institution.zoneinfo, at=at):
        if ticket.state == State.CLOSED:
            messages.info(request, _over())
        return to_ticket(ticket, "#reply")
    if request.method != "POST":
        return page(request, ticket, forms.Reply(), at)
    return _reopen(request, ticket, forms.read(request, at=at), at)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def nudge(request: Any, code: str) -> HttpResponse:
    """The term is over: how does it go?"""
    ticket, at = ticket_or_404(request, code), now()
    if request.method != "POST":
        return to_ticket(ticket)
    try:
        ask(ticket_id=ticket.pk, requester=request.person, at=at, channel="portal")
    except AskedLately as lately:
        words = gettext("We have your question. You can ask again from %(when)s.")
        messages.info(request, words % {"when": short(lately.until, now=at)})
    except (NotOverdue, IllegalMove):
        messages.info(request, gettext("Nothing that we promised you is late."))
    else:
        messages.success(request, gettext("We told whoever attends it, and the director of the unit."))
    return to_ticket(ticket)


def _unsolved(request: Any, ticket: Ticket, at: datetime) -> HttpResponse:
    try:
        still_unsolved(ticket_id=ticket.pk, requester=request.person, at=at, channel="portal")
    except IllegalMove:
        return to_ticket(ticket)
    messages.success(request, gettext("Your request is open again. Tell us below what is not solved."))
    return to_ticket(ticket, "#reply")


def _reopen(request: Any, ticket: Ticket, reply: forms.Reply, at: datetime) -> HttpResponse:
    if reply.is_wrong:
        return page(request, ticket, reply, at)
    other = None
    try:
        reopen_own(
            ticket_id=ticket.pk,
            requester=request.person,
            reason=reply.body,
            documents=reply.documents,
            at=at,
            channel="portal",
            key=reply.key,
        )
    except (SaidAlready, IllegalMove):
        return to_ticket(ticket)
    except WindowOver:
        messages.info(request, _over())
        return to_ticket(ticket, "#reply")
    except AlreadyOpen as problem:
        other = problem.ticket
        words = gettext("You have another open request of this service, %(code)s: please write there.")
        reply.wrong_body.append(words % {"code": other.code})
    except (NothingSaid, TooLong, TooOften) as problem:
        reply.wrong_body.append(_reason(problem, at))
    else:
        messages.success(request, gettext("Your request is open again."))
        return to_ticket(ticket, "#talk")
    return page(request, ticket, reply, at, other=other)


def page(
    request: Any, ticket: Ticket, reply: forms.Reply, at: datetime, *, other: Ticket | None = None
) -> HttpResponse:
    body, files = reply.fields
    context = {
        "ticket": ticket,
        "at": at,
        "until": reopening.until(ticket, zone=request.institution.zoneinfo),
        "reply": reply,
        "fields": [forms.why_again(body), files],
        "other": other,
        "page_has_errors": reply.is_wrong,
    }
    return render(request, "portal/reopening/page.html", context)


def _reason(problem: Exception, at: datetime) -> str:
    if isinstance(problem, TooOften):
        return wait(problem, at=at)
    if isinstance(problem, TooLong):
        words = ngettext("At most %(n)d character fits.", "At most %(n)d characters fit.", LONGEST)
        return words % {"n": LONGEST}
    return gettext("Please tell us what is not solved.")


def _over() -> str:
    return gettext(
        "It was closed too long ago to be taken up again. You can send a new request that follows it."
    )
