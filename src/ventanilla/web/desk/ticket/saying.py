"""What an agent sends to the requester: at once, in a moment, at an hour; taken back, refused, taken up again."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ventanilla.lib.clock import now
from ventanilla.people import moments
from ventanilla.tickets.actions import drafting, pending, sending
from ventanilla.tickets.actions.message import SaidAlready, TooLong
from ventanilla.tickets.models import Pending, Ticket
from ventanilla.tickets.queries import desk_ticket
from ventanilla.web.desk.access import for_agents, ticket_or_404, to_ticket
from ventanilla.web.desk.ticket import replying
from ventanilla.web.desk.ticket.forms import ANSWER, CORRECTION, QUESTION, Saying
from ventanilla.web.desk.ticket.reasons import reason, told_why
from ventanilla.web.desk.ticket.showing import page

SENT: dict[str, Any] = {
    ANSWER: _("The answer was sent."),
    QUESTION: _("The question was sent to the requester."),
    CORRECTION: _(
        "The request was returned to be corrected. The requester knows what to correct and until when."
    ),
}
PROBLEMS = tuple(sending.PROBLEMS)


@require_POST
def say(request: Any, code: str) -> HttpResponse:
    """Send the answer or a question to the requester, or show first how it will read."""
    if request.person is None:
        return redirect_to_login(resolve_url("desk:ticket", code=code), resolve_url("account_login"))
    at = now()
    saying = Saying.read(request, at=at)
    ticket = desk_ticket(request.person, code)
    if ticket is None:
        return _not_yours(request, code, saying)
    if "insert" in request.POST:
        saying.body = replying.inserted(request, ticket, saying.body)
        return _again(request, ticket, saying)
    if saying.refused or saying.preview:
        return _again(request, ticket, saying)
    leaves = sending.departure(ticket, at=at, undo=request.institution.undo, chosen=saying.hour.at)
    try:
        row = sending.say(ticket=ticket, agent=request.person, said=saying.said, at=at, leaves=leaves)
    except (SaidAlready, pending.PutAlready):
        return to_ticket(ticket, "#talk")
    except PROBLEMS as problem:
        saying.refused.append(reason(problem))
        return _again(request, ticket, saying)
    _tell(request, ticket, saying, row)
    return to_ticket(ticket, f"#waiting-{row.pk}" if row else "#talk")


@require_POST
@for_agents
def undo(request: Any, code: str, pk: int) -> HttpResponse:
    return _given_back(request, code, pk, drafting.undo)


@require_POST
@for_agents
def take_up(request: Any, code: str, pk: int) -> HttpResponse:
    return _given_back(request, code, pk, drafting.take_up)


def _given_back(request: Any, code: str, pk: int, act: Callable[..., Pending]) -> HttpResponse:
    ticket = ticket_or_404(request, code)
    if not Pending.objects.filter(pk=pk, ticket=ticket).exists():
        raise Http404
    with told_why(request):
        try:
            act(pending_id=pk, person=request.person, at=now())
        except Pending.DoesNotExist as error:
            raise Http404 from error
    return to_ticket(ticket, "#say")


def _tell(request: Any, ticket: Ticket, saying: Saying, row: Pending | None) -> None:
    if row is None:
        messages.success(request, str(SENT[saying.kind]))
        return
    if saying.hour.at is not None:
        told = {"when": moments.day_and_hour(row.run_at, now=row.created_at)}
        messages.success(request, gettext("It will be sent on %(when)s.") % told)
    if sending.is_late(ticket, run_at=row.run_at, at=row.created_at):
        told = {"due": moments.day_and_hour(ticket.due_at, now=row.created_at)}
        words = gettext("That is after the deadline, %(due)s: the promise counts what was really sent.")
        messages.warning(request, words % told)


def _again(request: Any, ticket: Ticket, saying: Saying) -> HttpResponse:
    """The page with what was written; kept as a draft too, should its author leave."""
    with suppress(TooLong):  # the page itself holds that, and says so
        drafting.keep(
            ticket=ticket,
            person=request.person,
            kind=saying.kind,
            body=saying.body,
            documents=[document.pk for document in saying.documents],
            at=now(),
        )
    return page(request, ticket, saying)


def _not_yours(request: Any, code: str, saying: Saying) -> HttpResponse:
    """Whoever lost his role while he wrote keeps his words; nothing is said of the request, nor that there is one."""
    if not saying.body.strip():
        raise Http404
    return render(request, "desk/ticket/not_yours.html", {"code": code[:24], "saying": saying})
