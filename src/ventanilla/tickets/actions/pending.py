"""What is done in a moment or at a later hour: put, taken back, brought up again when it was lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from ventanilla.documents.models import Document
from ventanilla.institutions.acting import current_institution_id
from ventanilla.lib import jobs
from ventanilla.lib.constraints import broken
from ventanilla.people.models import Person
from ventanilla.tickets.models import Pending

#: Nobody waited so long for a worker that was there.
LOST = timedelta(seconds=45)
#: What ended is kept so long, for whoever asks what became of it.
KEPT = timedelta(days=30)


class PutAlready(Exception):
    """The same form came before: what it decided waits, or was done."""


class TooLate(Exception):
    """It was done, or taken back, before."""


@dataclass(frozen=True)
class Order:
    """What is to be done. `key` is the form's own; texts stand in `data`, files in `documents`."""

    kind: str  # performing.py
    key: UUID
    data: dict[str, Any]
    ticket_id: int | None = None
    documents: Sequence[Document] = ()


def put(order: Order, *, by: Person, run_at: datetime, at: datetime) -> Pending:
    """Row and job commit together."""
    with transaction.atomic():
        row = Pending(
            kind=order.kind,
            ticket_id=order.ticket_id,
            data=order.data,
            documents=[document.pk for document in order.documents],
            by=by,
            key=order.key,
            run_at=run_at,
            created_at=at,
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as error:
            if broken(error) != "pending_once":
                raise
            raise PutAlready from error
        _defer(row.pk, run_at)
    return row


def take_back(*, pending_id: int, at: datetime) -> Pending:
    """In the caller's transaction: nothing is done of it; raises TooLate. Who may, the caller has asked."""
    row: Pending = Pending.objects.select_for_update(no_key=True).get(pk=pending_id)
    if row.status != Pending.Status.WAITING:
        raise TooLate
    row.status, row.ended_at = Pending.Status.CANCELLED, at
    row.save(update_fields=["status", "ended_at"])
    return row


def bring_up(*, at: datetime) -> int:
    """Where one acts: whatever is long due has lost its worker, and gets its job again; returns how many."""
    rows = Pending.objects.filter(status=Pending.Status.WAITING, run_at__lt=at - LOST)
    found = list(rows.order_by("run_at", "id").values_list("pk", flat=True))
    with transaction.atomic():
        for pk in found:
            _defer(pk, None)
    return len(found)


def forget(*, at: datetime) -> None:
    """What is over, and whose words nobody can ask for any more."""
    Pending.objects.filter(ended_at__lt=at - KEPT).delete()


def _defer(pending_id: int, not_before: datetime | None) -> None:
    # No lock of the queue's: one that a killed worker held would keep the next away. The row is locked instead.
    jobs.defer(
        "tickets.perform",
        not_before=not_before,
        institution_id=current_institution_id(),
        pending_id=pending_id,
    )
