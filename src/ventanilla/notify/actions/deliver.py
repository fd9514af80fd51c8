"""A delivery is sent: at least once, always with the same Message-ID; the pages tell when it cannot be."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation

from ventanilla.channels.base import Envelope, NotNow, Refused
from ventanilla.channels.table import TRANSPORTS
from ventanilla.journal.record import record
from ventanilla.notify.case import Case, Outdated
from ventanilla.notify.models import Delivery
from ventanilla.notify.queries import held, thread_of
from ventanilla.notify.table import REPLIES, is_needless, letter_of
from ventanilla.people.models import Person

#: With the queue's waits about four days, as RFC 5321 (4.5.4.1) asks of whoever forwards mail.
ATTEMPTS = 25
log = logging.getLogger(__name__)


def deliver(*, delivery_id: int, at: datetime) -> None:
    """Send what still waits, under its row's lock: a second worker finds it sent.

    What waited for the same opening goes along in one mail; if that fails, each goes on by itself. What may work
    later is noted and raised, for the queue to come back. What never will, or did not in ATTEMPTS, ends FAILED
    with an event, so that the pages tell it.
    """
    again: Exception | None = None
    with transaction.atomic():
        rows = held(delivery_id)
        for row in rows:
            row.attempts += 1
        try:
            told = _of_use(rows, at=at)
            rows = [row for row, _ in told]
            _send(told, at=at)
        except (Refused, Outdated) as error:
            _give_up(rows, error, at=at)
        except Exception as error:
            if not isinstance(error, NotNow):
                log.exception("delivery %s could not be written", ", ".join(str(row.pk) for row in rows))
            again = _postpone(rows, error, at=at)
        else:
            _note_sent(rows, at=at)
    if again is not None:
        raise again


def _of_use(rows: Sequence[Delivery], *, at: datetime) -> list[tuple[Delivery, Case]]:
    """What is still to be told; the rest ends as needless."""
    told = []
    with transaction.atomic():
        for row in rows:
            case = Case.of(row, at=at)
            if is_needless(row.kind, case):
                row.status = Delivery.Status.NEEDLESS
                row.save(update_fields=["status", "attempts"])
            else:
                told.append((row, case))
    return told


def _send(told: Sequence[tuple[Delivery, Case]], *, at: datetime) -> None:
    if not told:
        return
    lead, case = told[0]
    # A letter that cannot be written takes nothing along.
    with transaction.atomic(), translation.override(case.language):
        letter = letter_of([(row.kind, case) for row, case in told])
        envelope = Envelope(
            institution=case.institution,
            name=case.name,
            address=lead.address,
            language=case.language,
            message_id=lead.message_id,
            thread=thread_of(lead) if len(told) == 1 else "",
            replies=lead.kind in REPLIES,
            at=at,
        )
        TRANSPORTS[lead.channel](letter, envelope)


def _note_sent(rows: Sequence[Delivery], *, at: datetime) -> None:
    for row in rows:
        row.status, row.sent_at, row.last_error = Delivery.Status.SENT, at, ""
        row.save(update_fields=["status", "sent_at", "last_error", "attempts"])
    for row in rows[:1]:
        _reader(row).exclude(email_bounced_at=None).update(email_bounced_at=None)


def _postpone(rows: Sequence[Delivery], error: Exception, *, at: datetime) -> Exception | None:
    """Note the attempt; returns the error to raise, or None after the last."""
    if any(row.attempts >= ATTEMPTS for row in rows):
        _give_up(rows, error, at=at)
        return None
    for row in rows:
        row.last_error = _words(error)
        row.save(update_fields=["last_error", "attempts"])
    return error


def _give_up(rows: Sequence[Delivery], error: Exception, *, at: datetime) -> None:
    for row in rows:
        row.status, row.last_error = Delivery.Status.FAILED, _words(error)
        row.save(update_fields=["status", "last_error", "attempts"])
        if isinstance(error, Refused) and error.address:
            _reader(row).update(email_bounced_at=at)
        record(
            kind="delivery.failed",
            subject=_subject(row),
            data={"delivery": row.pk, "channel": row.channel},
            at=at,
        )


def _reader(delivery: Delivery) -> QuerySet[Any]:
    """The recipient, while he still has the address that this went to."""
    return Person.objects.filter(pk=delivery.person_id, email=delivery.address)


def _subject(delivery: Delivery) -> tuple[str, int]:
    for kind, number in (
        ("ticket", delivery.ticket_id),
        ("registration", delivery.registration_id),
        ("person", delivery.person_id),
    ):
        if number is not None:
            return kind, int(number)
    raise ValueError(f"delivery {delivery.pk} is about nothing")


def _words(error: Exception) -> str:
    known = isinstance(error, (NotNow, Refused, Outdated))
    return str(error) if known else f"{type(error).__name__}: {error}"
