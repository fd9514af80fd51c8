"""What an agent says to the requester, sent in a moment, at an hour, or at once; never over what he has not seen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from ventanilla.documents.models import Document
from ventanilla.institutions.acting import current_institution_id
from ventanilla.people.models import Person
from ventanilla.tickets import correcting, rules
from ventanilla.tickets.actions import attend, drafting, pending
from ventanilla.tickets.actions.message import NothingSaid, SaidAlready, TooLong, checked
from ventanilla.tickets.actions.news import SAYING as KIND
from ventanilla.tickets.actions.news import Seen, Stale, has_news
from ventanilla.tickets.deadlines import NoSuchPromise
from ventanilla.tickets.models import Message, Pending, Ticket
from ventanilla.tickets.moves import IllegalMove, locked, may_move

ANSWER, QUESTION, CORRECTION = "answer", "question", "correction"


@dataclass(frozen=True)
class Speech:
    """`act` of attend.py, and the move that it makes."""

    act: Callable[..., Ticket]
    move: str


SPEECHES: dict[str, Speech] = {
    ANSWER: Speech(attend.answer, "answer"),
    QUESTION: Speech(attend.ask, "ask"),
    CORRECTION: Speech(attend.return_for_correction, "return"),
}


@dataclass(frozen=True)
class Said:
    """`kind` is one of SPEECHES, `key` the form's own; `seen` None: not from a page, so there is no draft either."""

    key: UUID
    kind: str
    body: str
    documents: list[Document] = field(default_factory=list)
    seen: Seen | None = None


class Overtaken(Exception):
    """The ticket is in another state than the one for which it was written."""


#: What keeps something from being sent when its time has come, and what that is called in Pending.problem.
PROBLEMS: dict[type[Exception], str] = {
    attend.HandedOut: "handed_out",
    PermissionError: "rights",
    IllegalMove: "state",
    Overtaken: "overtaken",
    Stale: "news",
    attend.NothingToCorrect: "correction",
    NoSuchPromise: "calendar",
    NothingSaid: "nothing",
    TooLong: "long",
}


@dataclass(frozen=True)
class Departure:
    """`at` None: at once. `chosen`: its author named the hour, so the ticket must then be as it was."""

    at: datetime | None
    chosen: bool = False


AT_ONCE = Departure(None)


def departure(ticket: Ticket, *, at: datetime, undo: timedelta, chosen: datetime | None = None) -> Departure:
    """When what is sent now leaves: at the hour that was chosen, or after the time to take it back.

    At once where the institution wants it so (`undo` zero), and where that time would break a promise.
    """
    if chosen is not None:
        return Departure(chosen, chosen=True)
    return Departure(at + undo) if undo and not is_late(ticket, run_at=at + undo, at=at) else AT_ONCE


def say(
    *, ticket: Ticket, agent: Person, said: Said, at: datetime, leaves: Departure = AT_ONCE
) -> Pending | None:
    """Let it wait, or send it at once (and return None). Its draft ends with it.

    Raises what keeps it from being sent as things are now; `pending.PutAlready` or `SaidAlready` for the same form.
    """
    if leaves.at is None:
        with transaction.atomic():
            _speak(ticket.pk, agent, said, at)
        return None
    body = checked(said.body, empty=bool(said.documents))
    refuse_now(ticket, agent, said)
    with transaction.atomic():
        if said.seen is not None and has_news(ticket.pk, said.seen, agent):
            raise Stale
        drafting.discard(ticket_id=ticket.pk, person=agent)
        data = kept(said, body, ticket, chosen=leaves.chosen)
        order = pending.Order(KIND, said.key, data, ticket.pk, said.documents)
        return pending.put(order, by=agent, run_at=leaves.at, at=at)


def is_late(ticket: Ticket, *, run_at: datetime, at: datetime) -> bool:
    """Whether the next promise, still good now, would be broken by then: it counts what was really sent."""
    return ticket.is_open and ticket.paused_at is None and at <= ticket.due_at < run_at


def send(row: Pending, agent: Person, at: datetime) -> None:
    """For performing.py: the time of a saying has come."""
    data = row.data
    assert row.ticket_id is not None, "a saying is about a ticket"
    if data["chosen"] and locked(row.ticket_id).state != data["state"]:
        raise Overtaken
    seen = Seen(data["seen"], frozenset(data["waiting"]))
    documents = list(Document.objects.filter(pk__in=row.documents).order_by("pk")) if row.documents else []
    try:
        with transaction.atomic():
            _speak(row.ticket_id, agent, Said(row.key, data["kind"], data["body"], documents, seen), at)
    except SaidAlready:
        return


def _speak(ticket_id: int, agent: Person, said: Said, at: datetime) -> None:
    """As attend.answer, ask or return; nothing is sent over what its author had not seen."""
    speech = SPEECHES[said.kind]
    speech.act(
        ticket_id=ticket_id, agent=agent, body=said.body, documents=said.documents, at=at, key=said.key
    )
    # Looked at once the ticket is locked: nobody writes between the look and the sending.
    if said.seen is not None and _sent_blindly(ticket_id, said.seen, agent):
        raise Stale


#: One statement: the draft goes with what was sent, and comes back with the transaction if it was not.
BLINDLY = """
WITH sent AS (
    DELETE FROM tickets_agentdraft
    WHERE institution_id = %(institution)s AND ticket_id = %(ticket)s AND person_id = %(agent)s AND slot = %(slot)s
)
SELECT EXISTS (
    SELECT FROM tickets_message
    WHERE institution_id = %(institution)s AND ticket_id = %(ticket)s AND id > %(seen)s
        AND author_id IS DISTINCT FROM %(agent)s AND (key IS NULL OR key <> ALL (%(waiting)s::uuid[]))
)
"""


def _sent_blindly(ticket_id: int, seen: Seen, agent: Person) -> bool:
    """Whether somebody else said something that its author had not seen. His draft ends."""
    told: dict[str, Any] = {
        "institution": current_institution_id(),
        "ticket": ticket_id,
        "agent": agent.pk,
        "slot": drafting.SAYING,
        "seen": seen.message,
        "waiting": sorted(seen.waiting),
    }
    with connection.cursor() as cursor:
        cursor.execute(BLINDLY, told)
        return bool(cursor.fetchone()[0])


def refuse_now(ticket: Ticket, agent: Person, said: Said) -> None:
    speech = SPEECHES[said.kind]
    if not rules.may_attend(agent, ticket):
        raise PermissionError("not an agent of the ticket's unit")
    if rules.waits_for_director(agent, ticket):
        raise attend.HandedOut
    if not may_move(ticket, speech.move):
        raise IllegalMove(speech.move, ticket.state)
    if said.kind == CORRECTION and not correcting.allowed(ticket):
        raise attend.NothingToCorrect


def kept(said: Said, body: str, ticket: Ticket, *, chosen: bool) -> dict[str, Any]:
    """`chosen`: for another hour, at which the ticket must still be in the same state."""
    seen = said.seen or Seen(_last_message(ticket))
    return {
        "kind": said.kind,
        "body": body,
        "seen": seen.message,
        "waiting": sorted(seen.waiting),
        "state": str(ticket.state),
        "chosen": chosen,
    }


def _last_message(ticket: Ticket) -> int:
    """Whoever did not say what he had seen saw what there is when he lets it wait."""
    found = Message.objects.filter(ticket=ticket).order_by("-pk").values_list("pk", flat=True).first()
    return found or 0
