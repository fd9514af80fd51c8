"""The page of one ticket, made of what was read and of what its reader may do."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from ventanilla.lib.clock import now
from ventanilla.tickets import correcting, queries, rules
from ventanilla.tickets.actions import attend, presence
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.models import Ticket
from ventanilla.tickets.moves import may_move
from ventanilla.tickets.reckoning import calendar_of
from ventanilla.tickets.settling import own
from ventanilla.web.desk.shown import written_seen
from ventanilla.web.desk.ticket import reading
from ventanilla.web.desk.ticket.beside import read
from ventanilla.web.desk.ticket.conversation import Composing, mark_news, seen_of, with_attempts
from ventanilla.web.desk.ticket.forms import CORRECTION, Saying
from ventanilla.web.desk.ticket.hour import opening
from ventanilla.web.desk.ticket.menu import entries
from ventanilla.web.desk.ticket.panels import arranged
from ventanilla.web.desk.ticket.reasons import reason
from ventanilla.web.desk.ticket.sight import Sight


def page(request: Any, ticket: Ticket, saying: Saying) -> HttpResponse:
    """The ticket as it is now, with what was not sent."""
    return show_page(request, read_or_404(request, ticket.code), saying)


def read_or_404(request: Any, code: str) -> Ticket:
    """The ticket with what stands beside it on its page."""
    ticket = read(request.person, code)
    if ticket is None:
        raise Http404
    return ticket


def show_page(request: Any, ticket: Ticket, saying: Saying, *, fresh: bool = False) -> HttpResponse:
    """`fresh`: nothing was sent; the composer holds what its author had left there."""
    at, reader = now(), request.person
    if ticket.confidential:
        attend.note_reading(ticket=ticket, reader=reader, at=at)
    attends = rules.may_attend(reader, ticket)
    talk, composing = reading.talk(ticket, reader), Composing.of(ticket, reader)
    if fresh:
        composing.fill(saying, reader)
    mark_news(talk, saying.seen, reader)
    promised = reading.promises(ticket, at, extends=attends)
    seen = written_seen(seen_of(talk, ticket, composing.waiting))
    sight = Sight(ticket, reader, at, attends, *promised, seen=seen, gives=rules.may_hand_out(reader, ticket))
    context = {
        "ticket": ticket,
        "talk": with_attempts(talk, sight.beside("contact_rows")),
        "here": presence.sign(ticket_id=ticket.pk, person=reader, writing=False, at=at),
        "composing": composing,
        "clocks": sight.clocks,
        "menu": entries(sight),
        "panels": arranged(sight),
        "saying": saying,
        "seen": seen,
        "replies": sight.beside("reply_rows") if attends else [],
        "fields": saying.fields(correctable=correcting.allowed(ticket)),
        "correct_until": _until(saying, ticket),
        "note_field": saying.note_field(),
        "opening": opening(calendar_of(sight.rows[0]), at=at) if sight.rows else None,
        "undo": request.institution.undo.seconds,
        "may_say": attends and not sight.waits and may_move(ticket, "answer"),
        "waits": attends and sight.waits,
        "may_note": attends,
    }
    return render(request, "desk/ticket/page.html", context)


def _until(saying: Saying, ticket: Ticket) -> datetime | None:
    """In the preview of a correction: until when the requester would have time; or why it cannot be sent."""
    if not saying.preview or saying.kind != CORRECTION or not correcting.allowed(ticket):
        return None
    try:
        return correcting.until(ticket, like=own(queries.deadlines(ticket)), at=now())
    except NoSuchPromise as problem:
        saying.refused.append(reason(problem))
    return None
