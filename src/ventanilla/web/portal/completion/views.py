"""What a request still lacks, given by whoever asked: files included, and nothing that was answered before."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods

from ventanilla.catalogue.rules import WHOLE
from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.tickets import lacking, queries
from ventanilla.tickets.actions.complete import Given, NothingLacks, complete
from ventanilla.tickets.actions.draft import discard
from ventanilla.tickets.actions.message import SaidAlready
from ventanilla.tickets.intake import Incomplete
from ventanilla.tickets.lacking import Lacking
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import IllegalMove
from ventanilla.web.components import enclosures
from ventanilla.web.portal.completion import forms
from ventanilla.web.portal.submit import papers as paper
from ventanilla.web.portal.submit import unfinished
from ventanilla.web.portal.submit.forms import Sent, empty, read
from ventanilla.web.portal.ticket.access import signed_in, ticket_or_404, to_ticket
from ventanilla.web.portal.waiting import wait


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: Any, code: str) -> HttpResponse:
    ticket, at = ticket_or_404(request, code), now()
    files = lacking.counted(one.question for one in queries.attachments(ticket) if one.ticket_id == ticket.pk)
    missing = lacking.of_ticket(ticket, files)
    if not missing:
        messages.info(request, gettext("Nothing is missing from this request."))
        return to_ticket(ticket)
    if request.method == "POST":
        return _send(request, ticket, missing, at)
    return page(request, ticket, missing, empty(wants_notices=True), paper.Papers(), at=at)


def _send(request: Any, ticket: Ticket, missing: Lacking, at: datetime) -> HttpResponse:
    sent = read(request, ticket.version)
    files = [question for question in forms.asked(ticket, missing) if question.type == "file"]
    papers = paper.gather(
        institution=request.institution, person=request.person, sent=sent, asked=files, at=at
    )
    if papers.errors:
        return _again(request, ticket, missing, sent, papers, papers.errors, at)
    try:
        complete(
            ticket_id=ticket.pk,
            requester=request.person,
            institution=request.institution,
            given=_given(request, ticket, missing, sent, papers),
            at=at,
            channel="portal",
            language=get_language() or "es",
        )
    except (SaidAlready, NothingLacks):
        return to_ticket(ticket, "#talk")
    except IllegalMove:
        messages.warning(request, gettext("The request was closed meanwhile, so this was not sent."))
        return to_ticket(ticket)
    except Incomplete as problem:
        return _again(request, ticket, missing, sent, papers, problem.errors, at)
    except TooOften as often:
        return _again(request, ticket, missing, sent, papers, {WHOLE: wait(often, at=at)}, at)
    if sent.key and sent.has_draft:
        discard(key=sent.key, person=request.person)
    messages.success(request, gettext("Thank you: your request is complete and goes on."))
    return to_ticket(ticket, "#talk")


def _given(request: Any, ticket: Ticket, missing: Lacking, sent: Sent, papers: paper.Papers) -> Given:
    return Given(
        answers=sent.answers,
        documents={name: given for name, given in papers.documents.items() if given},
        statement=sent.evidence_statement,
        declared=sent.declared,
        says=forms.in_the_conversation(ticket, missing, sent),
        key=enclosures.key_of(request),
    )


def _again(
    request: Any,
    ticket: Ticket,
    missing: Lacking,
    sent: Sent,
    papers: paper.Papers,
    errors: dict[str, str],
    at: datetime,
) -> HttpResponse:
    """With everything in it: words in the page, files in a draft."""
    if any(papers.documents.values()):
        unfinished.keep(sent, ticket.version, papers, person=request.person, at=at)
        sent = sent.again()
    return page(request, ticket, missing, sent, papers, at=at, errors=errors)


def page(
    request: Any,
    ticket: Ticket,
    missing: Lacking,
    sent: Sent,
    papers: paper.Papers,
    *,
    at: datetime,
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    errors = dict(errors or {})
    whole = [errors.pop(WHOLE)] if WHOLE in errors else []
    fields = forms.fields(
        ticket,
        missing,
        sent,
        institution=request.institution,
        today=at.astimezone(request.institution.zoneinfo).date(),
        errors=errors,
        papers=papers,
    )
    shown = {one.name for one in fields}
    context = {
        "ticket": ticket,
        "at": at,
        "sent": sent,
        "fields": fields,
        "general": [*whole, *(words for name, words in errors.items() if name not in shown)],
        "page_has_errors": bool(errors or whole),
    }
    return render(request, "portal/completion/page.html", context)
