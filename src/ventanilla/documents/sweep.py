"""Bytes to which no row refers any more."""

from datetime import datetime, timedelta

from django.db import transaction

from ventanilla.documents.actions import hold
from ventanilla.documents.models import Document
from ventanilla.institutions.models import Institution
from ventanilla.lib import shelf

PATIENCE = timedelta(days=1)


def sweep(*, institution: Institution, at: datetime) -> int:
    """Remove the institution's stored files that are older than a day and without a row; returns how many."""
    return sum(
        _remove_orphan(name) for name, written in shelf.stored(institution.slug) if written < at - PATIENCE
    )


def _remove_orphan(name: str) -> bool:
    digest = name.rsplit("/", 1)[-1]
    if digest.startswith(shelf.HALF):
        shelf.remove(name)
        return True
    with transaction.atomic():
        hold(digest, shared=False)
        if Document.objects.filter(sha256=digest).exists():
            return False
        shelf.remove(name)
    return True
