"""What somebody asked by telephone, in person or elsewhere, noted by an agent on his behalf: in one press (UDG-09).

What was answered and settled in that contact is closed with it. An agent registers nothing for himself.
"""

import os
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from ventanilla.catalogue.models import ServiceVersion
from ventanilla.catalogue.rules import unanswered, validate
from ventanilla.institutions.models import Institution
from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.people.actions.introduce import Newcomer, introduce
from ventanilla.people.models import Person
from ventanilla.tickets import rules
from ventanilla.tickets.actions.message import checked, told, write
from ventanilla.tickets.actions.submit import lodge
from ventanilla.tickets.clocks import ANSWERED
from ventanilla.tickets.deadlines import promises
from ventanilla.tickets.intake import Incomplete, NotOpenToYou, Request
from ventanilla.tickets.models import Link, Message, Note, Ticket
from ventanilla.tickets.moves import locked, move
from ventanilla.tickets.place import place_of
from ventanilla.tickets.settling import settle

#: A call is noted at once, or within weeks from a list on paper.
OLDEST = timedelta(days=60)
#: The reason of `ticket.closed`: asked and answered in one contact.
CONTACT = "contact"


class OwnRequest(Exception):
    """An agent asks for himself as anybody does: on the portal."""


class NotYours(Exception):
    """What another unit attends is not closed here; it can be registered."""


@dataclass(frozen=True)
class Contact:
    """`said` in the words of who noted it; `answers` what of the form was answered already, raw.

    `answer`: what was told at once; with `resolved` the case is over with it, otherwise it stays as a note.
    `happened_at` None: now. `follows` is a request that is over.
    """

    version: ServiceVersion
    key: UUID
    channel: str
    said: str
    answers: dict[str, Any] = field(default_factory=dict)
    answer: str = ""
    resolved: bool = False
    happened_at: datetime | None = None
    follows: Ticket | None = None


def register(
    *,
    institution: Institution,
    agent: Person,
    requester: Person,
    contact: Contact,
    at: datetime,
    language: str,
) -> Ticket:
    """One transaction; what the form still lacks may be given later (tickets/lacking.py).

    The same key again returns the same ticket. Raises OwnRequest, NotYours, NotOpenToYou, Incomplete, NothingSaid,
    TooLong, AlreadyOpen, KeyOfAnother, TooOften, NoSuchPromise.
    """
    if requester.pk == agent.pk:
        raise OwnRequest
    said = checked(contact.said)
    problem = rules.audience_problem(contact.version.data, requester, at=at, zone=institution.zoneinfo)
    if problem or not contact.version.service.active:
        raise NotOpenToYou(problem or "off")
    when = _when(contact, at)
    answers = _answers(contact, said, institution, when, language)
    with transaction.atomic():
        ticket = _lodge(institution, agent, requester, contact, said, answers, at=at, when=when)
        if ticket.created_at != at:
            return ticket
        if contact.follows is not None:
            Link.objects.create(kind=Link.Kind.FOLLOWS, ticket=ticket, other=contact.follows, by=agent, at=at)
        if contact.resolved:
            return _settle_at_once(ticket.pk, agent, contact, at=at, when=when)
        if contact.answer.strip():
            _note(ticket, agent, contact.answer, at)
    return ticket


def register_newcomer(
    *, institution: Institution, agent: Person, who: Newcomer, contact: Contact, at: datetime, language: str
) -> Ticket:
    """For somebody who is not known yet: person and request commit together or not at all. Raises NotIntroduced too."""
    with transaction.atomic():
        requester = introduce(who=who, by=agent, at=at)
        return register(
            institution=institution,
            agent=agent,
            requester=requester,
            contact=contact,
            at=at,
            language=language,
        )


def _when(contact: Contact, at: datetime) -> datetime:
    happened = contact.happened_at or at
    if not at - OLDEST <= happened <= at:
        words = gettext("It happened within the last %(n)d days, not later than now.")
        raise Incomplete({"happened": words % {"n": OLDEST.days}})
    return happened


def _answers(
    contact: Contact, said: str, institution: Institution, when: datetime, language: str
) -> dict[str, Any]:
    """What was answered is judged; what was not may be missing. What was said is the first long answer."""
    form = contact.version.data["form"]
    given = {name: answer for name, answer in contact.answers.items() if answer not in ("", [], [""])}
    long = next((q["name"] for q in form if q["type"] == "long"), None)
    if long and long not in given:
        given[long] = said
    clean, errors = validate(form, given, {}, at=when, language=language, zone=institution.zoneinfo)
    missing = {question.name for question in unanswered(form, clean, {})}
    wrong = {name: words for name, words in errors.items() if name in given or name not in missing}
    if long in wrong and contact.answers.get(long or "") in (None, ""):
        wrong["said"] = wrong.pop(long)
    if wrong:
        raise Incomplete(wrong)
    return clean


def _lodge(
    institution: Institution,
    agent: Person,
    requester: Person,
    contact: Contact,
    said: str,
    answers: dict[str, Any],
    *,
    at: datetime,
    when: datetime,
) -> Ticket:
    request = Request(
        version=contact.version,
        key=contact.key,
        channel=contact.channel,
        answers=answers,
        wants_notices=requester.wants_notices,
        said=said,
    )
    place = place_of(request, requester, answers)
    made = promises(
        version=contact.version,
        institution=institution,
        unit=place.unit,
        campus=place.campus,
        start=when,
        locality=requester.locality,
    )
    return lodge(
        institution=institution,
        people=(requester, agent),
        request=request,
        answers=answers,
        going=(place, made),
        at=at,
        happened_at=when,
        told={"contact": True} if contact.resolved else None,
    )


def _settle_at_once(
    ticket_id: int, agent: Person, contact: Contact, *, at: datetime, when: datetime
) -> Ticket:
    """Answered and closed in the contact itself: nothing was late, however late it is noted."""
    ticket = locked(ticket_id)
    if not rules.may_attend(agent, ticket):
        raise NotYours
    message = write(
        ticket,
        kind=Message.Kind.ANSWER,
        author=agent,
        body=contact.answer,
        documents=[],
        channel=contact.channel,
        at=when,
    )
    ticket.assignee = agent
    move(ticket, "answer", at=when)
    settle(ticket, at=when, met=ANSWERED, by=agent.pk)
    data = {**told(message, []), "contact": True, "state": str(ticket.state)}
    _tell(ticket, "ticket.answered", agent, contact.channel, data, at)
    move(ticket, "close", at=when)
    settle(ticket, at=when, met=ANSWERED, by=agent.pk)
    ticket.save()
    data = {"reason": CONTACT, "state": str(ticket.state)}
    _tell(ticket, "ticket.closed", agent, contact.channel, data, at)
    return ticket


def _note(ticket: Ticket, agent: Person, words: str, at: datetime) -> None:
    row: Note = Note.objects.create(
        ticket=ticket, author=agent, body=checked(words), salt=os.urandom(16), created_at=at
    )
    digest = text_digest(bytes(row.salt), row.body)
    _tell(ticket, "ticket.noted", agent, "desk", {"note": row.pk, "text": digest}, at)


def _tell(ticket: Ticket, kind: str, agent: Person, channel: str, data: dict[str, Any], at: datetime) -> None:
    record(kind=kind, subject=("ticket", ticket.pk), actor=agent.pk, channel=channel, data=data, at=at)
