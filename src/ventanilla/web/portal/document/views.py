"""A file handed over: to whoever the link was made for, if he may still read it."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ventanilla.documents.kinds import CONTENT_TYPES, PICTURES
from ventanilla.documents.links import Expired, document_of, token
from ventanilla.documents.models import Document
from ventanilla.lib import shelf
from ventanilla.lib.clock import now
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions import attend
from ventanilla.tickets.clocks import is_step
from ventanilla.tickets.models import Attachment, Step, Ticket
from ventanilla.tickets.stepping import step_id

#: A document that somebody opens in the browser after all runs nothing and reaches nothing.
SANDBOX = "default-src 'none'; frame-ancestors 'none'; sandbox"


@require_safe
def document(request: Any, words: str) -> FileResponse | HttpResponse:
    try:
        found = document_of(words, request.person)
    except Expired as expired:
        return _expired(request, expired.document)
    ticket = None if found is None else ticket_of(found, request.person)
    if found is None or ticket is None:
        raise Http404
    if ticket.confidential and not rules.is_requester(request.person, ticket):
        attend.note_reading(ticket=ticket, reader=request.person, at=now(), document=found)
    return _handed_over(request, found)


def ticket_of(document: Document, person: Person) -> Ticket | None:
    """A ticket that carries the document and that the person may read, as requester or at the desk."""
    carrying = (
        Attachment.objects.filter(document=document).select_related("ticket__merged_into").order_by("id")
    )
    return next((found for one in carrying if (found := _open_to(one, person)) is not None), None)


def _open_to(attachment: Attachment, person: Person) -> Ticket | None:
    """What was merged is judged by what it became. What belongs to a step or to evidence is the desk's own; a step's
    stays with the unit that did it.
    """
    ticket: Ticket = attachment.ticket.merged_into or attachment.ticket
    clock = attachment.question
    if ":" not in clock and rules.is_requester(person, ticket):
        return ticket
    if rules.may_read_on_desk(person, ticket):
        return ticket
    if is_step(clock):
        step = Step.objects.filter(pk=step_id(clock)).select_related("ticket").first()
        return ticket if step is not None and rules.may_do(person, step) else None
    return None


def _handed_over(request: Any, found: Document) -> FileResponse:
    inline = "inline" in request.GET and found.kind in PICTURES
    try:
        file = shelf.take(shelf.place(request.institution.slug, found.sha256))
    except FileNotFoundError as lost:
        raise Http404 from lost
    answer = FileResponse(
        file, as_attachment=not inline, filename=found.name, content_type=CONTENT_TYPES[found.kind]
    )
    answer["Content-Length"] = str(found.size)
    answer["Content-Security-Policy"] = SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _expired(request: Any, found: Document) -> HttpResponse:
    """A page left open gives a new link to whoever may still have it."""
    ticket = ticket_of(found, request.person)
    if ticket is None:
        raise Http404
    context = {"document": found, "token": token(found, request.person)}
    return render(request, "portal/document/expired.html", context, status=410)
