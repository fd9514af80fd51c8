"""One's own ticket: where is it, until when, what must I do?"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.tickets.actions import request as acts
from ventanilla.tickets.actions.message import LONGEST, NothingSaid, SaidAlready, TooLong
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.tickets.states import State
from ventanilla.web.portal.ticket import forms, shows
from ventanilla.web.portal.ticket.access import signed_in, ticket_or_404, to_login, to_ticket
from ventanilla.web.portal.ticket.reading import Reading, read
from ventanilla.web.portal.waiting import wait


@require_safe
@signed_in
def show(request: Any, code: str) -> HttpResponse:
    reading = reading_or_404(request, code)
    if reading.ticket.code != code:
        return to_ticket(reading.ticket)
    context = shows.context(request.institution, request.person, reading, forms.Reply(), at=now())
    if request.method == "GET":
        acts.mark_read(ticket=reading.ticket, requester=request.person)
    return render(request, "portal/ticket/page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def say(request: Any, code: str) -> HttpResponse:
    """Reply, or add files. What stands in the way leaves words and files in place."""
    if request.person is None:
        return session_ended(request, code)
    ticket = ticket_or_404(request, code)
    if request.method != "POST":  # somebody came back to this address, from the log-in or by hand
        return to_ticket(ticket, "#reply")
    at = now()
    reply = forms.read(request, at=at)
    if reply.is_wrong:
        return page(request, reading_or_404(request, code), reply, at=at)
    try:
        said = acts.reply(
            ticket_id=ticket.pk,
            requester=request.person,
            body=reply.body,
            documents=reply.documents,
            at=at,
            channel="portal",
            key=reply.key,
        )
    except SaidAlready:
        return to_ticket(ticket, "#talk")
    except (NothingSaid, TooLong, TooOften, IllegalMove, acts.CorrectionOver) as problem:
        reply.wrong_body.append(_reason(problem, reply, at))
    else:
        messages.success(request, _sent(ticket, said))
        return to_ticket(ticket, "#talk")
    return page(request, reading_or_404(request, code), reply, at=at)


def _sent(before: Ticket, after: Ticket) -> str:
    """Whether an answer that was there was taken up again by it."""
    if before.state == State.ANSWERED == after.state:
        return gettext(
            "Your message was sent. Since it only says thank you, the request stays answered. "
            "If it is not solved, say so below the answer."
        )
    return gettext("Your message was sent.")


def _reason(problem: Exception, reply: forms.Reply, at: datetime) -> str:
    """Why it was not sent, for the requester."""
    if isinstance(problem, NothingSaid):
        return gettext("Please write something or add a file before sending.")
    if isinstance(problem, TooLong):
        words = gettext(
            "The text has %(n)d characters and %(limit)d fit. Please shorten it, or send it as a file."
        )
        return words % {"n": len(reply.body), "limit": LONGEST}
    if isinstance(problem, TooOften):
        return wait(problem, at=at)
    if isinstance(problem, acts.CorrectionOver):
        return gettext(
            "Your time to correct the request is over, so this was not sent. Your text is still here."
        )
    return gettext("The request was closed meanwhile, so this was not sent. Your text is still here.")


def reading_or_404(request: Any, code: str) -> Reading:
    reading = read(request.person, code)
    if reading is None:
        raise Http404
    return reading


def page(request: Any, reading: Reading, reply: forms.Reply, *, at: datetime) -> HttpResponse:
    context = shows.context(request.institution, request.person, reading, reply, at=at)
    return render(request, "portal/ticket/page.html", context)


def session_ended(request: Any, code: str) -> HttpResponse:
    """What somebody wrote while his session ended is handed back to him before he logs in again."""
    back = resolve_url("portal:ticket", code=code) + "#reply"
    if request.method != "POST" or not request.POST.get("body", "").strip():
        return to_login(request, back)
    context = {"body": request.POST["body"], "login": to_login(request, back)["Location"], "at": now()}
    return render(request, "portal/ticket/ended.html", context)
