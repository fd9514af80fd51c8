"""A form that came: it becomes a request, joins an earlier one, or is shown again with everything in it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language, gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.lib.clock import now
from ventanilla.lib.throttle import TooOften
from ventanilla.tickets import queries
from ventanilla.tickets.actions import draft as drafts
from ventanilla.tickets.actions.following import submit_following
from ventanilla.tickets.actions.message import SaidAlready
from ventanilla.tickets.actions.submit import AlreadyOpen, KeyOfAnother
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.intake import Incomplete, NotOpenToYou
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import may_move
from ventanilla.web.components import errors as pages
from ventanilla.web.portal.promised import sentence
from ventanilla.web.portal.submit import earlier, shows, unfinished
from ventanilla.web.portal.submit import papers as paper
from ventanilla.web.portal.submit.bearer import is_bearer
from ventanilla.web.portal.submit.forms import Sent, files_asked, read
from ventanilla.web.portal.submit.judging import asked_for, complaints
from ventanilla.web.portal.waiting import wait


def send(request: Any, version: ServiceVersion) -> HttpResponse:
    """Send it; what stands in the way leaves everything in place."""
    person, at, sent = request.person, now(), read(request, version)
    if sent.key is None or not is_bearer(sent.bearer, sent.key, person):
        return shows.form(request, version, sent.afresh(), general=[shows.not_this_form()], at=at)
    papers = paper.gather(
        institution=request.institution, person=person, sent=sent, asked=files_asked(version, sent), at=at
    )
    if said := earlier.number(version, sent):
        return _about_earlier(request, version, sent, papers, said, at)
    return _as_new(request, version, sent, papers, at)


def _about_earlier(
    request: Any, version: ServiceVersion, sent: Sent, papers: paper.Papers, said: str, at: datetime
) -> HttpResponse:
    """What was written joins the request that was named; a new one follows one that is over, if that is wished."""
    person = request.person
    if sent.key and (before := queries.sent_with(person, sent.key)):
        return _confirmed(request, before, again=True)
    try:
        ticket = earlier.found(person, said)
        if sent.after_ended and not ticket.is_open and not may_move(ticket, "reply"):
            return _as_new(request, version, sent, papers, at, after=ticket)
        if papers.errors or papers.strange:
            return _not_sent(request, version, sent, papers, Incomplete(papers.errors), at)
        earlier.join(ticket, version=version, sent=sent, papers=papers, person=person, at=at)
    except earlier.NotJoined as problem:
        wrong = Incomplete({earlier.name_of(version): problem.sentence})
        return _not_sent(request, version, sent, papers, wrong, at, ended=problem.ended)
    except TooOften as often:
        return shows.form(request, version, sent, papers=papers, general=[wait(often, at=at)], at=at)
    except SaidAlready:
        messages.info(request, gettext("This had already been added to your request."))
        return redirect("portal:ticket", ticket.code)
    if sent.key and sent.has_draft:
        drafts.discard(key=sent.key, person=person)
    words = gettext("What you wrote was added to your request %(code)s; no new one was opened.")
    messages.success(request, words % {"code": ticket.code})
    return redirect("portal:ticket", ticket.code)


def _as_new(
    request: Any,
    version: ServiceVersion,
    sent: Sent,
    papers: paper.Papers,
    at: datetime,
    after: Ticket | None = None,
) -> HttpResponse:
    person = request.person
    asking = asked_for(version, sent, papers, institution=request.institution)
    if wrong := complaints(asking, sent, papers, institution=request.institution, at=at):
        return _not_sent(request, version, sent, papers, Incomplete(wrong), at)
    try:
        ticket = submit_following(
            institution=request.institution,
            requester=person,
            request=asking,
            says=earlier.following(after) if after else "",
            after=after,
            at=at,
            language=get_language() or "es",
        )
    except (Incomplete, NotOpenToYou, NoSuchPromise, AlreadyOpen, KeyOfAnother) as problem:
        return _not_sent(request, version, sent, papers, problem, at)
    except TooOften as often:
        return shows.form(request, version, sent, papers=papers, general=[wait(often, at=at)], at=at)
    if sent.key and sent.has_draft:
        drafts.discard(key=sent.key, person=person)
    return _confirmed(request, ticket, again=ticket.created_at != at)


def _confirmed(request: Any, ticket: Ticket, *, again: bool) -> HttpResponse:
    if again:
        messages.info(request, gettext("This form had already been sent: here is its confirmation."))
    return redirect("portal:confirmation", ticket.code)


def _not_sent(
    request: Any,
    version: ServiceVersion,
    sent: Sent,
    papers: paper.Papers,
    problem: Exception,
    at: datetime,
    *,
    ended: bool = False,
) -> HttpResponse:
    # Sent before, and again from the browser's history: its draft is gone, so it looked incomplete.
    if sent.key and (ticket := queries.sent_with(request.person, sent.key)):
        return _confirmed(request, ticket, again=True)
    try:
        unfinished.keep(sent, version, papers, person=request.person, at=at)
    except TooOften as often:
        return pages.too_many(request, seconds=int((often.until - at).total_seconds()))
    match problem:
        case NotOpenToYou():
            return shows.closed(request, version, problem.reason, sent, at=at)
        case NoSuchPromise():
            kept = replace(sent, has_draft=True)
            return shows.undated(request, version, sentence(problem, at=at), kept, at=at)
        case AlreadyOpen():
            return shows.already_open(request, version, problem.ticket, sent, papers, at=at)
        case Incomplete():
            return shows.form(
                request, version, sent.again(), papers=papers, errors=problem.errors, at=at, ended=ended
            )
    return shows.form(request, version, sent.afresh(), general=[shows.not_this_form()], at=at)
