"""Files that somebody brought and never sent. The drafts that hold some go in config/housekeeping.py."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from ventanilla.documents.models import Document
from ventanilla.tickets.models import AgentDraft, Attachment, Draft, Pending

PATIENCE = timedelta(days=1)  # with files of a form that is being corrected
BATCH = 500


def sweep(*, at: datetime) -> int:
    """Remove them where one acts; returns how many documents. Their bytes are left to documents.sweep."""
    removed = 0
    while ids := _unreferred(at=at):
        with transaction.atomic():
            # What was attached meanwhile is held by its foreign key: the sweep fails and comes again.
            Document.objects.filter(pk__in=ids).delete()
        removed += len(ids)
    return removed


def _unreferred(*, at: datetime) -> list[int]:
    drafts = Draft.objects.values_list("documents", flat=True)
    held = {pk for documents in drafts for given in documents.values() for pk in given}
    held.update(*AgentDraft.objects.values_list("documents", flat=True), *_waiting())
    found = Document.objects.filter(
        ~Exists(Attachment.objects.filter(document=OuterRef("pk"))), uploaded_at__lt=at - PATIENCE
    ).exclude(pk__in=held)
    return list(found.order_by("pk").values_list("pk", flat=True)[:BATCH])


def _waiting() -> QuerySet[Any]:
    """The files of what has not left yet, or whose author has not taken it up again."""
    kept = Q(status=Pending.Status.WAITING) | Q(status=Pending.Status.REFUSED, taken_up_at=None)
    return Pending.objects.filter(kept).values_list("documents", flat=True)
