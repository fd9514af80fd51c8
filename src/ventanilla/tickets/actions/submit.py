"""A request arrives: the one function in which every channel ends."""

import os
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from ventanilla.catalogue.rules import validate
from ventanilla.institutions.models import Institution
from ventanilla.institutions.versions import digest
from ventanilla.journal.chain import instant, text_digest
from ventanilla.journal.record import record
from ventanilla.lib.constraints import broken
from ventanilla.lib.text import said
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.clocks import Clock
from ventanilla.tickets.codes import make_code
from ventanilla.tickets.deadlines import Promise, promises
from ventanilla.tickets.intake import Incomplete, NotOpenToYou, Request, body_of, demands, title_of
from ventanilla.tickets.models import Attachment, Deadline, Message, Ticket
from ventanilla.tickets.numbering import next_number
from ventanilla.tickets.place import Place, place_of


class AlreadyOpen(Exception):
    """The person has an open request for this service, which allows one."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(ticket.code)
        self.ticket = ticket


def save_as_the_only_one(ticket: Ticket) -> None:
    """A ticket that was another service's, or over: raises AlreadyOpen where its `only_open_key` is taken."""
    key = ticket.only_open_key
    try:
        with transaction.atomic():
            ticket.save()
    except IntegrityError as error:
        if broken(error) != "ticket_only_open":
            raise
        raise AlreadyOpen(Ticket.objects.get(only_open_key=key)) from error


class KeyOfAnother(Exception):
    """The form's token belongs to somebody else's request."""


def submit(
    *,
    institution: Institution,
    requester: Person,
    registered_by: Person,
    request: Request,
    at: datetime,
    language: str = "es",
    happened_at: datetime | None = None,
    restricted: bool = False,
) -> Ticket:
    """Check, then commit ticket, first message, deadlines, event and the job that confirms, or nothing.

    The same key again returns the same ticket. Raises NotOpenToYou, Incomplete, NoSuchPromise, AlreadyOpen,
    KeyOfAnother, TooOften. Call inside `acting_in`, outside a transaction. `restricted`: a service that no
    requester is offered may be asked for, by staff whose right to it the caller has checked.
    """
    data = request.version.data
    problem = rules.audience_problem(data, requester, at=at, zone=institution.zoneinfo)
    if problem == "restricted" and restricted:
        problem = None
    if problem or not request.version.service.active:
        raise NotOpenToYou(problem or "off")
    answers = _checked(request, institution, at=at, language=language)
    place = place_of(request, requester, answers)
    made = promises(
        version=request.version,
        institution=institution,
        unit=place.unit,
        campus=place.campus,
        start=happened_at or at,
        locality=requester.locality,
    )
    return lodge(
        institution=institution,
        people=(requester, registered_by),
        request=request,
        answers=answers,
        going=(place, made),
        at=at,
        happened_at=happened_at,
    )


def lodge(
    *,
    institution: Institution,
    people: tuple[Person, Person],
    request: Request,
    answers: dict[str, Any],
    going: tuple[Place, list[Promise]],
    at: datetime,
    happened_at: datetime | None = None,
    told: dict[str, Any] | None = None,
) -> Ticket:
    """The one place where a ticket is made: of answers that were judged, for (requester, who registers it).

    `told` is what the journal keeps beside the usual. Raises AlreadyOpen, KeyOfAnother, TooOften.
    """
    (requester, registered_by), (place, made) = people, going
    try:
        with transaction.atomic():
            ticket = _ticket(institution, requester, registered_by, request, answers, place, made, at)
            _belongings(ticket, request, made, happened_at or at)
            record(
                kind="ticket.submitted",
                subject=("ticket", ticket.pk),
                actor=registered_by.pk,
                channel=request.channel,
                data={**_told(ticket, request, place, made), **(told or {})},
                at=at,
                happened_at=happened_at,
                first=True,
            )
    except IntegrityError as error:
        return _the_same_or(error, request, requester)
    return ticket


def _checked(request: Request, institution: Institution, *, at: datetime, language: str) -> dict[str, Any]:
    clean, errors = validate(
        request.version.data["form"],
        request.answers,
        {name: len(documents) for name, documents in request.documents.items()},
        at=at,
        language=language,
        zone=institution.zoneinfo,
    )
    errors = {**errors, **demands(request)}
    if errors:
        raise Incomplete(errors)
    return clean


def _ticket(
    institution: Institution,
    requester: Person,
    registered_by: Person,
    request: Request,
    answers: dict[str, Any],
    place: Place,
    made: list[Promise],
    at: datetime,
) -> Ticket:
    data, service = request.version.data, request.version.service
    declares = (
        data.get("declaration") and request.declared
    )  # who registers for another declares nothing for him
    year = at.astimezone(institution.zoneinfo).year
    ticket: Ticket = Ticket.objects.create(
        code=make_code(institution.code_prefix, year, next_number(year=year, person=registered_by, at=at)),
        submission_key=request.key,
        service=service,
        version=request.version,
        unit=place.unit,
        campus=place.campus,
        requester=requester,
        registered_by=registered_by,
        channel=request.channel,
        request_type=data["request_type"],
        user_type=requester.types[0] if requester.types else "",
        term=next(promise.row.term.slug for promise in made if promise.clock == Clock.RESOLUTION),
        title=title_of(data, answers, request.said),
        answers=answers,
        declaration=said(institution.data["declaration"], "es").words if declares else "",
        evidence_statement=request.evidence_statement.strip()[:2000],
        salt=os.urandom(16),
        confidential=bool(data.get("confidential") or data.get("restricted")),
        only_open_key=f"{requester.pk}:{service.pk}" if data.get("one_open") else None,
        wants_notices=request.wants_notices,
        created_at=at,
        last_activity_at=at,
        due_at=min(promise.due for promise in made),
    )
    return ticket


def _belongings(ticket: Ticket, request: Request, made: list[Promise], said_at: datetime) -> None:
    Message.objects.create(
        ticket=ticket,
        kind=Message.Kind.REQUEST,
        author=ticket.requester,
        by_requester=True,
        body=body_of(request.version.data, ticket.answers) or request.said,
        salt=os.urandom(16),
        channel=request.channel,
        created_at=said_at,
    )
    for promise in made:
        promise.row.ticket = ticket
    Deadline.objects.bulk_create(promise.row for promise in made)
    files = [
        Attachment(ticket=ticket, document=document, question=question)
        for question, documents in request.documents.items()
        for document in documents
    ]
    if files:
        Attachment.objects.bulk_create(files)


def _told(ticket: Ticket, request: Request, place: Place, made: list[Promise]) -> dict[str, Any]:
    """What the journal keeps: codes, instants and hashes (invariant 3)."""
    salt = bytes(ticket.salt)
    return {
        "code": ticket.code,
        "service": request.version.slug,
        "version": request.version.n,
        "state": ticket.state,
        "requester": ticket.requester_id,
        "unit": ticket.unit_id,
        "rule": place.way.rule,
        "text": text_digest(salt, digest(ticket.answers)),
        "declaration": text_digest(salt, ticket.declaration) if ticket.declaration else None,
        "documents": [d.sha256 for documents in request.documents.values() for d in documents],
        "deadlines": [
            {
                "clock": promise.clock,
                "start": instant(promise.start),
                "due": instant(promise.due),
                "term": promise.row.term_id,
                "calendar": promise.row.calendar_id,
            }
            for promise in made
        ],
    }


def _the_same_or(error: IntegrityError, request: Request, requester: Person) -> Ticket:
    """What a broken guarantee means: the same form again, or a second request where one may be open."""
    name = broken(error)
    if name == "ticket_submitted_once":
        same: Ticket | None = Ticket.objects.filter(submission_key=request.key, requester=requester).first()
        if same is None:
            raise KeyOfAnother from error
        return same
    if name == "ticket_only_open":
        key = f"{requester.pk}:{request.version.service_id}"
        raise AlreadyOpen(Ticket.objects.get(only_open_key=key)) from error
    raise error
