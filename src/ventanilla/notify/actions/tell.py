"""An event becomes deliveries: one row for each recipient and channel, and a job for each row."""

from datetime import datetime

from django.db import connection, transaction

from ventanilla.institutions.acting import current_institution_id
from ventanilla.journal.models import Event
from ventanilla.lib import jobs
from ventanilla.notify import clearance, messageid
from ventanilla.notify.audience import Recipient
from ventanilla.notify.models import Delivery
from ventanilla.notify.table import NOTICES, Notice


def tell(*, event_id: int, at: datetime) -> list[Delivery]:
    """Rows and jobs commit together. Repeated, it makes no second row; what waits gets its job again."""
    with transaction.atomic():
        event = Event.objects.select_related("institution").get(pk=event_id)
        rows = _rows(event)
        if not rows:
            _write(event, at)
            rows = _rows(event)
        clearance.look(event, at=at)
        for row in rows:
            if row.status == Delivery.Status.WAITING:
                jobs.defer(
                    "notify.deliver",
                    lock=f"delivery:{row.pk}",
                    not_before=row.not_before,
                    institution_id=row.institution_id,
                    delivery_id=row.pk,
                )
    return rows


def _rows(event: Event) -> list[Delivery]:
    return list(Delivery.objects.filter(event=event).order_by("id"))


def _write(event: Event, at: datetime) -> None:
    wanted = [
        (notice, recipient)
        for notice in NOTICES.get(event.kind, ())
        for recipient in notice.audience(event)
        if recipient.address
    ]
    rows = [
        _row(event, notice, recipient, delivery_id, at)
        for (notice, recipient), delivery_id in zip(wanted, _numbers(len(wanted)), strict=True)
    ]
    # Another worker may be at the same event: the unique key decides, whoever writes first.
    Delivery.objects.bulk_create(rows, ignore_conflicts=True)


def _row(event: Event, notice: Notice, recipient: Recipient, delivery_id: int, at: datetime) -> Delivery:
    return Delivery(
        pk=delivery_id,
        event=event,
        kind=notice.kind,
        person=recipient.person,
        registration=recipient.registration,
        ticket=recipient.ticket,
        address=recipient.address,
        message_id=messageid.make(institution_id=current_institution_id(), delivery_id=delivery_id),
        created_at=at,
        not_before=notice.opening(event, at),
    )


def _numbers(count: int) -> list[int]:
    """Ids ahead of their rows: the Message-ID names the row and is written with it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence('notify_delivery', 'id')) FROM generate_series(1, %s)",
            [count],
        )
        return [int(row[0]) for row in cursor.fetchall()]
