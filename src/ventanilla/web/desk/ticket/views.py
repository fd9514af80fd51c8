"""One ticket at the desk: read it, take it, answer, ask, note, close."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ventanilla.lib.clock import now
from ventanilla.tickets import correcting, queries, rules
from ventanilla.tickets.actions import attend
from ventanilla.tickets.actions.message import NothingSaid, SaidAlready, TooLong
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove, may_move
from ventanilla.web.components.chips import of_state
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket import reading
from ventanilla.web.desk.ticket.beside import all_beside
from ventanilla.web.desk.ticket.forms import ANSWER, CORRECTION, QUESTION, Saying
from ventanilla.web.desk.ticket.menu import entries
from ventanilla.web.desk.ticket.panels import arranged
from ventanilla.web.desk.ticket.sight import Sight

ACTIONS: dict[str, Callable[..., Ticket]] = {
    ANSWER: attend.answer,
    QUESTION: attend.ask,
    CORRECTION: attend.return_for_correction,
}
SENT: dict[str, Any] = {
    ANSWER: _("The answer was sent."),
    QUESTION: _("The question was sent to the requester."),
    CORRECTION: _(
        "The request was returned to be corrected. The requester knows what to correct and until when."
    ),
}


@require_safe
@for_agents
def show(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code, also=all_beside(request.person, now()))
    if ticket.code != code:
        return to_ticket(ticket)
    return _page(request, ticket, Saying(key=uuid4()))


@require_POST
@for_agents
def take(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    with told_why(request):
        seen = ticket.assignee_id
        attend.take(ticket_id=ticket.pk, agent=request.person, at=now(), instead_of=seen)
    return to_ticket(ticket)


@require_POST
@for_agents
def say(request: Any, code: str) -> HttpResponse:
    """Send the answer or a question to the requester, or show first how it will read."""
    ticket = ticket_or_404(request, code)
    saying = Saying.read(request, at=now())
    if saying.refused or saying.preview:
        return page(request, ticket, saying)
    try:
        ACTIONS.get(saying.kind, attend.answer)(
            ticket_id=ticket.pk,
            agent=request.person,
            body=saying.body,
            documents=saying.documents,
            at=now(),
            key=saying.key,
        )
    except SaidAlready:
        return to_ticket(ticket)
    except (
        NothingSaid,
        TooLong,
        IllegalMove,
        PermissionError,
        attend.NothingToCorrect,
        NoSuchPromise,
    ) as problem:
        saying.refused.append(reason(problem))
        return page(request, ticket, saying)
    messages.success(request, SENT.get(saying.kind, SENT[ANSWER]))
    return to_ticket(ticket, "#talk")


@require_POST
@for_agents
def note(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    body = request.POST.get("note", "")
    try:
        attend.note(ticket_id=ticket.pk, agent=request.person, body=body, at=now())
    except (NothingSaid, TooLong, PermissionError) as problem:
        return page(request, ticket, Saying(key=uuid4(), note=body, refused=[reason(problem)]))
    return to_ticket(ticket, "#talk")


@require_POST
@for_agents
def close(request: Any, code: str) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    with told_why(request):
        attend.close(ticket_id=ticket.pk, agent=request.person, at=now())
        messages.success(request, gettext("The ticket is closed. The requester receives the survey."))
    return to_ticket(ticket)


class told_why:  # noqa: N801  (reads as a sentence: with told_why(request))
    """What an action refuses becomes a sentence on the next page; nothing else is swallowed."""

    def __init__(self, request: Any) -> None:
        self.request = request

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: Any, problem: BaseException | None, _trace: Any) -> bool:
        if not isinstance(problem, IllegalMove | PermissionError | attend.NotInUnit | attend.TakenAlready):
            return False
        messages.error(self.request, reason(problem))
        return True


def reason(problem: Exception) -> str:
    """Why it was not done, for the agent."""
    if isinstance(problem, NothingSaid):
        return gettext("Write something, or add a file, before sending.")
    if isinstance(problem, TooLong):
        return gettext("The text is longer than 20,000 characters. Shorten it, or send it as a file.")
    if isinstance(problem, attend.NothingToCorrect):
        return gettext("This service gives no time to correct: ask the requester instead.")
    if isinstance(problem, NoSuchPromise):
        return gettext(
            "The calendar of working days ends before the time to correct would: nothing was sent. Ask the requester "
            "instead, and tell the administration that the calendar must go on."
        )
    if isinstance(problem, attend.TakenAlready):
        return gettext("%(who)s took it first.") % {"who": problem.by.full_name}
    if isinstance(problem, attend.NotInUnit):
        return gettext("That person no longer attends in this unit. Choose somebody else.")
    if isinstance(problem, IllegalMove):
        words = str(of_state(problem.state, desk=True).words)
        return gettext("The ticket changed meanwhile: it is now “%(state)s”.") % {"state": words}
    return gettext("You do not attend this ticket.")


def page(request: Any, ticket: Ticket, saying: Saying) -> HttpResponse:
    """The ticket as it is now, with what was not sent."""
    found = ticket_or_404(request, ticket.code, also=all_beside(request.person, now()))
    return _page(request, found, saying)


def _page(request: Any, ticket: Ticket, saying: Saying) -> HttpResponse:
    at, reader = now(), request.person
    if ticket.confidential:
        attend.note_reading(ticket=ticket, reader=reader, at=at)
    attends = rules.may_attend(reader, ticket)
    talk = reading.talk(ticket, reader)
    sight = Sight(ticket, reader, at, attends, reading.clocks(ticket, at, extends=attends))
    context = {
        "ticket": ticket,
        "talk": talk,
        "own": reading.own_words(talk, reader),
        "clocks": sight.clocks,
        "menu": entries(sight),
        "panels": arranged(sight),
        "saying": saying,
        "fields": saying.fields(correctable=correcting.allowed(ticket)),
        "correct_until": _until(saying, ticket),
        "note_field": saying.note_field(),
        "may_say": attends and may_move(ticket, "answer"),
        "may_note": attends,
    }
    return render(request, "desk/ticket/page.html", context)


def _until(saying: Saying, ticket: Ticket) -> datetime | None:
    """In the preview of a correction: until when the requester would have time."""
    if not saying.preview or saying.kind != CORRECTION or not correcting.allowed(ticket):
        return None
    return correcting.until(ticket, like=queries.deadlines(ticket)[0], at=now())
