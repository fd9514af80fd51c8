"""What agents do with a ticket. Each is one transaction: check, change, record, return.

All raise PermissionError for who may not attend it, IllegalMove when its state does not allow it any more.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import F

from ventanilla.documents.models import Document
from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.people.models import Person, Role
from ventanilla.tickets import rules
from ventanilla.tickets.actions.message import checked, told, write
from ventanilla.tickets.actions.news import Seen, Stale, has_news
from ventanilla.tickets.actions.referral import hand_over
from ventanilla.tickets.clocks import ANSWERED, Clock
from ventanilla.tickets.deadlines import dated
from ventanilla.tickets.models import Message, Note, Ticket
from ventanilla.tickets.moves import locked, locked_whole, move
from ventanilla.tickets.settling import own, settle, start
from ventanilla.tickets.spells import clockwork
from ventanilla.tickets.states import State

#: Nobody notes the same twice within this time; a button is pressed twice.
AGAIN = timedelta(seconds=30)


class NotInUnit(Exception):
    """The person to assign to does not attend in the ticket's unit (any more)."""


#: Of `seen`, where no page showed who is responsible.
ANYBODY = 0


class Moved(Exception):
    """It is somebody else's than the page showed: `to`, or nobody's any more (None)."""

    def __init__(self, to: Person | None) -> None:
        super().__init__(f"moved to {to}")
        self.to = to


class TakenAlready(Exception):
    """Somebody else made himself responsible first: `by`."""

    def __init__(self, by: Person) -> None:
        super().__init__(f"taken by person {by.pk}")
        self.by = by


class HandedOut(PermissionError):
    """The service is excepted: its requests are neither drawn nor taken, the director hands them out (UNE-07)."""


def take(*, ticket_id: int, agent: Person, at: datetime, instead_of: int | None = None) -> Ticket:
    """Make oneself responsible: of what nobody has, or instead of the colleague whom one saw there.

    Raises TakenAlready when it is somebody else's meanwhile, HandedOut; who has it already changes nothing.
    """
    with attending(ticket_id, agent) as ticket:
        move(ticket, "take", at=at)
        if ticket.assignee_id == agent.pk:
            return ticket
        if ticket.assignee_id not in (None, instead_of):
            raise TakenAlready(Person.objects.get(pk=ticket.assignee_id))
        _check_given(ticket, agent)
        _begin(ticket, agent, at)
        ticket.assignee = agent
        ticket.save()
        _tell(ticket, "ticket.taken", agent, at, {"to": agent.pk})
    return ticket


def assign(
    *, ticket_id: int, agent: Person, to_person_id: int, at: datetime, seen: int | None = ANYBODY
) -> Ticket:
    """Make somebody of the unit responsible; never the requester himself. Raises NotInUnit, HandedOut.

    `seen` is who was responsible on the page: raises Moved when somebody else is; who is already changes nothing.
    """
    with attending(ticket_id, agent) as ticket:
        move(ticket, "assign", at=at)
        if seen != ANYBODY and ticket.assignee_id == to_person_id:
            return ticket
        check_held(ticket, seen)
        _check_given(ticket, agent)
        ticket.assignee = _attending_person(ticket, to_person_id)
        ticket.save()
        _tell(ticket, "ticket.assigned", agent, at, {"to": to_person_id, "unit": ticket.unit_id})
    return ticket


def check_held(ticket: Ticket, seen: int | None) -> None:
    """Raises Moved; a locked ticket."""
    if seen not in (ANYBODY, ticket.assignee_id):
        raise Moved(Person.objects.filter(pk=ticket.assignee_id).first())


def take_on(ticket: Ticket, agent: Person) -> None:
    """Whoever acts for what nobody has becomes responsible for it. Raises HandedOut."""
    if ticket.assignee_id is None:
        _check_given(ticket, agent)
        ticket.assignee = agent


def _check_given(ticket: Ticket, by: Person) -> None:
    if not rules.may_hand_out(by, ticket):
        raise HandedOut


def _attending_person(ticket: Ticket, person_id: int) -> Person:
    """Somebody who attends in its unit, held until the transaction ends: nobody whose role goes meanwhile."""
    roles = Role.objects.filter(person_id=person_id, unit=ticket.unit, kind__in=rules.ATTENDING)
    if ticket.confidential:
        roles = roles.filter(confidential=True)
    held = roles.exclude(person_id__in=rules.parties(ticket)).select_for_update(of=("self",), no_key=True)
    to = held.select_related("person").first()
    if to is None:
        raise NotInUnit
    person: Person = to.person
    return person


@dataclass(frozen=True)
class Speech:
    """What an agent says to the requester: its move, its event, and the clocks that it meets."""

    kind: Message.Kind
    move: str
    event: str
    clocks: tuple[str, ...]


ANSWER = Speech(Message.Kind.ANSWER, "answer", "ticket.answered", ANSWERED)
QUESTION = Speech(Message.Kind.QUESTION, "ask", "ticket.asked", (Clock.FIRST_CONTACT,))
RETURN = Speech(Message.Kind.QUESTION, "return", "ticket.returned", (Clock.FIRST_CONTACT,))


class NothingToCorrect(Exception):
    """The service gives its requesters no time to correct: there is nothing to return the request with."""


def note(*, ticket_id: int, agent: Person, body: str, at: datetime) -> Note:
    """Write an internal note; nobody outside the desk is told. The same words within AGAIN are the same press."""
    with attending(ticket_id, agent) as ticket:
        move(ticket, "note", at=at)
        words = checked(body)
        pressed = Note.objects.filter(ticket=ticket, author=agent, body=words, created_at__gt=at - AGAIN)
        if (same := pressed.select_related("ticket__unit").first()) is not None:
            return same
        row: Note = Note.objects.create(
            ticket=ticket, author=agent, body=words, salt=os.urandom(16), created_at=at
        )
        ticket.save(update_fields=["last_activity_at"])
        digest = text_digest(bytes(row.salt), row.body)
        _tell(ticket, "ticket.noted", agent, at, {"note": row.pk, "text": digest})
    return row


def close(*, ticket_id: int, agent: Person, at: datetime, seen: Seen | None = None) -> Ticket:
    """End the ticket; every clock still open is met by the closing. Raises Stale over what the page did not show."""
    with attending(ticket_id, agent) as ticket:
        move(ticket, "close", at=at)
        if seen is not None and has_news(ticket.pk, seen, agent):
            raise Stale
        settle(ticket, at=at, met=ANSWERED, by=agent.pk)
        ticket.save()
        _tell(ticket, "ticket.closed", agent, at, {"reason": "desk"})
        hand_over(ticket, agent=agent, at=at)
    return ticket


def note_reading(*, ticket: Ticket, reader: Person, at: datetime, document: Document | None = None) -> None:
    """Each reading at the desk of what is confidential is recorded (UNE-10), its files included."""
    with transaction.atomic():
        record(
            kind="ticket.read",
            subject=("ticket", ticket.pk),
            actor=reader.pk,
            channel="desk",
            data={"document": document.pk} if document else {},
            at=at,
        )


@contextmanager
def attending(ticket_id: int, agent: Person, *, whole: bool = False) -> Iterator[Ticket]:
    """The ticket, locked in a transaction, for somebody who may attend it now; `whole`: with what was merged in."""
    with transaction.atomic():
        ticket = locked_whole(ticket_id) if whole else locked(ticket_id)
        if not rules.may_attend(agent, ticket):
            raise PermissionError("not an agent of the ticket's unit")
        yield ticket


def _begin(ticket: Ticket, agent: Person, at: datetime) -> None:
    if ticket.state == State.SUBMITTED:
        move(ticket, "start", at=at)
        settle(ticket, at=at, by=agent.pk)


def _speak(
    speech: Speech,
    *,
    ticket_id: int,
    agent: Person,
    body: str,
    documents: list[Document],
    at: datetime,
    channel: str = "desk",
    key: UUID | None = None,
) -> Ticket:
    with attending(ticket_id, agent) as ticket:
        move(ticket, speech.move, at=at)
        message = write(
            ticket,
            kind=speech.kind,
            author=agent,
            body=body,
            documents=documents,
            channel=channel,
            at=at,
            key=key,
        )
        if speech is RETURN:
            _give_time(ticket, at)
        _say(ticket, agent, *speech.clocks, at=at)
        _tell(ticket, speech.event, agent, at, told(message, documents))
    return ticket


#: Send the answer: the first contact, if there was none, and the resolution are met.
answer = partial(_speak, ANSWER)

#: Ask the requester for something: the ticket waits for him.
ask = partial(_speak, QUESTION)

#: Ask the requester to put the request right within the service's term; until then its clock rests (UNE-09).
#: Raises NothingToCorrect where the service gives no such term, NoSuchPromise where nobody could tell until when.
return_for_correction = partial(_speak, RETURN)


def _give_time(ticket: Ticket, at: datetime) -> None:
    slug = ticket.version.data["terms"].get("correction")
    if slug is None:
        raise NothingToCorrect
    rows, _past = clockwork(ticket)
    dated(start(ticket, Clock.CORRECTION, slug, like=own(rows), at=at))


def _say(ticket: Ticket, agent: Person, *clocks: str, at: datetime) -> None:
    take_on(ticket, agent)
    settle(ticket, at=at, met=clocks, by=agent.pk)
    if not ticket.unread:
        ticket.unread = True
        Person.objects.filter(pk=ticket.requester_id).update(unread=F("unread") + 1)
    ticket.save()


def _tell(ticket: Ticket, kind: str, agent: Person, at: datetime, data: dict[str, object]) -> None:
    record(
        kind=kind,
        subject=("ticket", ticket.pk),
        actor=agent.pk,
        channel="desk",
        data={**data, "state": str(ticket.state)},
        at=at,
    )
