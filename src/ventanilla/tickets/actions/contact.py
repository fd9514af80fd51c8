"""An attempt to reach the requester by what he keeps current in his profile (UPN-14): recorded, whatever came of it."""

import os
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from ventanilla.journal.chain import text_digest
from ventanilla.journal.record import record
from ventanilla.lib.constraints import broken
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets.actions.attend import attending
from ventanilla.tickets.actions.message import TooLong
from ventanilla.tickets.models import ContactAttempt

LONGEST = 2_000  # characters of the note


class NotAWay(Exception):
    """The way or the outcome is none of those that there are."""


def contact(
    *, ticket_id: int, agent: Person, way: str, outcome: str, note: str, at: datetime, key: UUID
) -> ContactAttempt | None:
    """None: the same form had recorded it. Also for a ticket that has ended: people ask afterwards."""
    if way not in ContactAttempt.Way or outcome not in ContactAttempt.Outcome:
        raise NotAWay
    words = printable(note).replace("\r\n", "\n").strip()
    if len(words) > LONGEST:
        raise TooLong
    with attending(ticket_id, agent) as ticket:
        row = ContactAttempt(
            ticket=ticket, by=agent, channel=way, outcome=outcome, note=words, key=key, at=at
        )
        row.salt = os.urandom(16)
        if not _added(row):
            return None
        ticket.last_activity_at = at
        ticket.save(update_fields=["last_activity_at"])
        record(
            kind="ticket.contacted",
            subject=("ticket", ticket.pk),
            actor=agent.pk,
            channel="desk",
            data={
                "attempt": row.pk,
                "channel": way,
                "outcome": outcome,
                "text": text_digest(row.salt, words),
                "state": str(ticket.state),
            },
            at=at,
        )
    return row


def _added(row: ContactAttempt) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if broken(error) != "contact_once":
            raise
        return False
    return True
