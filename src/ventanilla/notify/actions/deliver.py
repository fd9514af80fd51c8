"""A delivery is sent: at least once, always with the same Message-ID; the pages tell when it cannot be."""

import logging
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
from ventanilla.notify.queries import thread_of
from ventanilla.notify.table import REPLIES, letter_for
from ventanilla.people.models import Person

#: With the queue's waits about four days, as RFC 5321 (4.5.4.1) asks of whoever forwards mail.
ATTEMPTS = 25
log = logging.getLogger(__name__)


def deliver(*, delivery_id: int, at: datetime) -> None:
    """Send what still waits, under its row's lock: a second worker finds it sent.

    What may work later is noted and raised, for the queue to come back. What never will, or did not in
    ATTEMPTS, ends FAILED with an event, so that the pages tell it.
    """
    again: Exception | None = None
    with transaction.atomic():
        delivery: Delivery = Delivery.objects.select_for_update(no_key=True).get(pk=delivery_id)
        if delivery.status != Delivery.Status.WAITING:
            return
        delivery.attempts += 1
        try:
            _send(delivery, at=at)
        except (Refused, Outdated) as error:
            _give_up(delivery, error, at=at)
        except Exception as error:
            if not isinstance(error, NotNow):
                log.exception("delivery %s could not be written", delivery.pk)
            again = _postpone(delivery, error, at=at)
        else:
            _note_sent(delivery, at=at)
    if again is not None:
        raise again


def _send(delivery: Delivery, *, at: datetime) -> None:
    with transaction.atomic():  # a letter that cannot be written takes nothing along
        case = Case.of(delivery, at=at)
        with translation.override(case.language):
            letter = letter_for(delivery.kind, case)
            envelope = Envelope(
                institution=case.institution,
                name=case.name,
                address=delivery.address,
                language=case.language,
                message_id=delivery.message_id,
                thread=thread_of(delivery),
                replies=delivery.kind in REPLIES,
                at=at,
            )
            TRANSPORTS[delivery.channel](letter, envelope)


def _note_sent(delivery: Delivery, *, at: datetime) -> None:
    delivery.status = Delivery.Status.SENT
    delivery.sent_at = at
    delivery.last_error = ""
    delivery.save(update_fields=["status", "sent_at", "last_error", "attempts"])
    _reader(delivery).exclude(email_bounced_at=None).update(email_bounced_at=None)


def _postpone(delivery: Delivery, error: Exception, *, at: datetime) -> Exception | None:
    """Note the attempt; returns the error to raise, or None after the last."""
    if delivery.attempts >= ATTEMPTS:
        _give_up(delivery, error, at=at)
        return None
    delivery.last_error = _words(error)
    delivery.save(update_fields=["last_error", "attempts"])
    return error


def _give_up(delivery: Delivery, error: Exception, *, at: datetime) -> None:
    delivery.status = Delivery.Status.FAILED
    delivery.last_error = _words(error)
    delivery.save(update_fields=["status", "last_error", "attempts"])
    if isinstance(error, Refused) and error.address:
        _reader(delivery).update(email_bounced_at=at)
    record(
        kind="delivery.failed",
        subject=_subject(delivery),
        data={"delivery": delivery.pk, "channel": delivery.channel},
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
