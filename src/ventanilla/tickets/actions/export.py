"""That a case was made into a file: which one, by whom, and what the journal said at that moment."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from ventanilla.journal.models import Head
from ventanilla.journal.record import record
from ventanilla.people.models import Person
from ventanilla.tickets.models import Ticket


@dataclass(frozen=True)
class Mark:
    """The journal of one ticket up to its event `n`: whoever has the key can compute `mac` again."""

    n: int
    mac: str


def mark(ticket: Ticket) -> Mark:
    head = Head.objects.filter(subject_kind="ticket", subject_id=ticket.pk).first()
    return Mark(head.n, bytes(head.mac).hex()) if head is not None else Mark(0, "")


def exported(
    *, ticket: Ticket, by: Person, file: bytes, at_mark: Mark, notes: bool, at: datetime, channel: str
) -> None:
    """`notes`: the copy for the desk, which tells its internal notes too."""
    with transaction.atomic():
        record(
            kind="ticket.exported",
            subject=("ticket", ticket.pk),
            actor=by.pk,
            channel=channel,
            data={
                "document": sha256(file).hexdigest(),
                "n": at_mark.n,
                "head": at_mark.mac,
                "notes": notes,
            },
            at=at,
        )
