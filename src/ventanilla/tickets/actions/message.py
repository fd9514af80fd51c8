"""Writing a message into a locked ticket: what every action that says something shares."""

import os
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from ventanilla.documents.models import Document
from ventanilla.journal.chain import text_digest
from ventanilla.lib.constraints import broken
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets.models import Attachment, Message, Ticket

LONGEST = 20_000  # characters


class NothingSaid(Exception):
    """A message without words and without files."""


class TooLong(Exception):
    """A message beyond LONGEST characters."""


class SaidAlready(Exception):
    """The same form came before: what it says is there. The caller shows the ticket."""


def write(
    ticket: Ticket,
    *,
    kind: Message.Kind,
    author: Person,
    body: str,
    documents: list[Document],
    channel: str,
    at: datetime,
    key: UUID | None = None,
) -> Message:
    """`key` is the form's own; whoever sends it twice meets `SaidAlready`."""
    message = Message(
        ticket=ticket,
        kind=kind,
        author=author,
        by_requester=author.pk == ticket.requester_id,
        body=checked(body, empty=bool(documents)),
        salt=os.urandom(16),
        channel=channel,
        key=key,
        created_at=at,
    )
    _add_once(message)
    if documents:
        Attachment.objects.bulk_create(
            [Attachment(ticket=ticket, document=document, message=message) for document in documents]
        )
    return message


def _add_once(message: Message) -> None:
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError as error:
        if broken(error) != "message_said_once":
            raise
        raise SaidAlready from error


def checked(body: str, *, empty: bool = False) -> str:
    """The words without blanks around them and without control characters; refuses none and too many."""
    body = printable(body).replace("\r\n", "\n").strip()
    if not body and not empty:
        raise NothingSaid
    if len(body) > LONGEST:
        raise TooLong
    return body


def told(message: Message, documents: list[Document]) -> dict[str, object]:
    """What the journal keeps of a message."""
    return {
        "message": message.pk,
        "text": text_digest(bytes(message.salt), message.body),
        "documents": [document.sha256 for document in documents],
    }
