"""What an agent wrote is reported to the unit's director by whoever received it (UNE-12)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ventanilla.lib.clock import now
from ventanilla.lib.text import printable
from ventanilla.tickets.actions import offence as acts
from ventanilla.tickets.actions.message import LONGEST, NothingSaid, TooLong
from ventanilla.tickets.models import Message
from ventanilla.tickets.parts import parts
from ventanilla.web.components import reported
from ventanilla.web.components.field import Field
from ventanilla.web.portal.ticket.access import signed_in, ticket_or_404, to_ticket


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def report(request: Any, code: str, pk: int) -> HttpResponse:
    """The message stays as it is; who wrote it is not told who reported it."""
    ticket, at = ticket_or_404(request, code), now()
    said = Message.objects.filter(pk=pk, ticket__in=parts(ticket.pk), by_requester=False)
    message = said.select_related("author").first()
    if message is None or message.author is None:
        raise Http404
    message.ticket = ticket
    wrong: list[str] = []
    marked, reason = request.POST.get("passage", message.body), request.POST.get("reason", "")
    if request.method == "POST":
        try:
            made = acts.report(
                message=message,
                reporter=request.person,
                marked=marked,
                reason=reason,
                channel="portal",
                at=at,
            )
        except (acts.NotSaid, acts.ReportedAlready, NothingSaid, TooLong) as problem:
            wrong.append(_why(problem))
        else:
            messages.success(request, reported.known(made))
            return to_ticket(ticket, "#talk")
    context = {
        "ticket": ticket,
        "at": at,
        "message": message,
        "wrong": wrong,
        "fields": _fields(marked, reason),
        "page_has_errors": bool(wrong),
    }
    return render(request, "portal/ticket/report.html", context)


def _fields(marked: str, reason: str) -> list[Field]:
    help_text = _("Leave the words that offend you, as they were written, and take the others away.")
    return [
        Field(
            "passage",
            "long",
            _("Passage"),
            help=help_text,
            value=printable(marked),
            max_length=LONGEST,
            rows=5,
        ),
        Field(
            "reason",
            "long",
            _("Why do you report it?"),
            required=True,
            value=printable(reason),
            max_length=LONGEST,
            rows=3,
        ),
    ]


def _why(problem: Exception) -> str:
    if isinstance(problem, acts.NotSaid):
        return gettext("The passage does not stand in the message as you marked it. Please copy it as it is.")
    if isinstance(problem, acts.ReportedAlready):
        return gettext("You reported this message already.")
    if isinstance(problem, NothingSaid):
        return gettext("Please write why you report it.")
    return gettext("The text is longer than 20,000 characters. Please shorten it.")
