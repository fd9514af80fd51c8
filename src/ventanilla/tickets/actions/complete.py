"""The requester gives what his request still lacks: just that, added to what he had answered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from ventanilla.catalogue.rules import validate
from ventanilla.documents.models import Document
from ventanilla.institutions.models import Institution
from ventanilla.institutions.versions import digest
from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.lib.text import said
from ventanilla.lib.throttle import count
from ventanilla.people.models import Person
from ventanilla.tickets import lacking, pace
from ventanilla.tickets.actions.message import write
from ventanilla.tickets.actions.request import own
from ventanilla.tickets.intake import Incomplete, Request, demands
from ventanilla.tickets.lacking import Lacking
from ventanilla.tickets.models import Attachment, Message, Ticket
from ventanilla.tickets.moves import move
from ventanilla.tickets.settling import settle
from ventanilla.tickets.states import State


@dataclass(frozen=True)
class Given:
    """What a form brought: raw answers and documents by question; `says` is all of it in words, for the conversation.

    `key` makes the form count once.
    """

    answers: dict[str, Any]
    documents: dict[str, list[Document]]
    statement: str = ""
    declared: bool = False
    says: str = ""
    key: UUID | None = None

    @property
    def papers(self) -> list[Document]:
        return [document for given in self.documents.values() for document in given]


class NothingLacks(Exception):
    """It was given before, or the desk asks for it no more."""


def complete(
    *,
    ticket_id: int,
    requester: Person,
    institution: Institution,
    given: Given,
    at: datetime,
    channel: str,
    language: str,
) -> Ticket:
    """Raises NothingLacks, Incomplete, SaidAlready, TooOften, IllegalMove; what is refused changes nothing."""
    with own(ticket_id, requester) as ticket:
        held = Attachment.objects.filter(ticket=ticket).values_list("question", flat=True)
        files = lacking.counted(held)
        missing = lacking.of_ticket(ticket, files)
        if not missing:
            raise NothingLacks
        move(ticket, "reply", at=at)
        count(pace.REPLIED, pace.whose(requester), at=at)
        for name, documents in given.documents.items():
            files[name] = files.get(name, 0) + len(documents)
        _take_in(ticket, missing, given, files, institution=institution, at=at, language=language)
        message = _say(ticket, requester, given, at, channel)
        if ticket.state == State.WAITING_STUDENT:
            move(ticket, "resume", at=at)
            settle(ticket, at=at, by=requester.pk)
        ticket.save()
        record(
            kind="ticket.completed",
            subject=("ticket", ticket.pk),
            actor=requester.pk,
            channel=channel,
            data={
                "names": missing.names,
                "message": message.pk,
                "text": text_digest(bytes(ticket.salt), digest(ticket.answers)),
                "documents": [document.sha256 for document in given.papers],
                "state": str(ticket.state),
            },
            at=at,
        )
    return ticket


def _say(ticket: Ticket, requester: Person, given: Given, at: datetime, channel: str) -> Message:
    message = write(
        ticket,
        kind=Message.Kind.REPLY,
        author=requester,
        body=given.says,
        documents=given.papers,
        channel=channel,
        at=at,
        key=given.key,
    )
    for name, documents in given.documents.items():
        Attachment.objects.filter(message=message, document__in=documents).update(question=name)
    return message


def _take_in(
    ticket: Ticket,
    missing: Lacking,
    given: Given,
    files: dict[str, int],
    *,
    institution: Institution,
    at: datetime,
    language: str,
) -> None:
    """Into the ticket, in memory, or Incomplete. What had been answered is neither judged nor changed again."""
    data, before = ticket.version.data, set(ticket.answers)
    new = {name: answer for name, answer in given.answers.items() if name not in before}
    clean, errors = validate(
        data["form"],
        {**ticket.answers, **new},
        files,
        at=at,
        language=language,
        zone=institution.zoneinfo,
    )
    errors = {name: words for name, words in errors.items() if name not in before}
    errors |= _beside(ticket, missing, given, files)
    if errors:
        raise Incomplete(errors)
    ticket.answers = {**ticket.answers, **{name: clean[name] for name in clean if name not in before}}
    ticket.evidence_statement = ticket.evidence_statement or given.statement.strip()[:2000]
    if missing.declaration:
        ticket.declaration = said(institution.data["declaration"], "es").words


def _beside(ticket: Ticket, missing: Lacking, given: Given, files: dict[str, int]) -> dict[str, str]:
    """What the service asks beside its form, as far as it lacks it."""
    documents = {"any": given.papers} if given.papers else {}
    asking = Request(
        version=ticket.version,
        key=ticket.submission_key,
        channel=ticket.channel,
        answers={},
        documents=documents,
        declared=given.declared or not missing.declaration,
        evidence_statement=given.statement or ticket.evidence_statement,
    )
    found = demands(asking)
    if any(files.values()):
        return {name: words for name, words in found.items() if name == "declared"}
    return found
