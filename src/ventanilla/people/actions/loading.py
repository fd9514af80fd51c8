"""An import from the office: its file is kept until the queue has compared it, and the queue applies it."""

from datetime import datetime
from typing import BinaryIO, cast

from django.db import transaction

from ventanilla.institutions.models import Institution
from ventanilla.lib import jobs, shelf
from ventanilla.people.actions import synchronise
from ventanilla.people.actions.synchronise import NotReady, Outdated, Status, TooManyGone
from ventanilla.people.models import DirectoryImport, Person

CHANNEL = "office"
LARGEST = synchronise.LARGEST


class TooLarge(Exception):
    """A file beyond LARGEST bytes."""


def receive(
    *, institution: Institution, file: BinaryIO, name: str, partial: bool, by: Person, at: datetime
) -> DirectoryImport:
    """Keep the file and ask the queue to compare it; the page shows how it goes.

    Its bytes are on the shelf before the row says so; nothing refers to them afterwards, so the sweep of files
    takes them after a day.
    """
    if file.seek(0, 2) > synchronise.LARGEST:
        raise TooLarge
    load = synchronise.begin(file=file, name=name, partial=partial, by=by, channel=CHANNEL, at=at)
    shelf.put(shelf.place(institution.slug, load.sha256), file)
    with transaction.atomic():
        load.save(force_insert=True)
        jobs.defer("people.compare_directory", institution_id=institution.pk, import_id=load.pk)
    return load


def compare_kept(*, institution_id: int, import_id: int) -> None:
    institution = Institution.objects.get(pk=institution_id)
    load = DirectoryImport.objects.get(pk=import_id)
    try:
        file = shelf.take(shelf.place(institution.slug, load.sha256))
    except FileNotFoundError:  # it waited for longer than the shelf keeps what no row refers to
        synchronise.refuse(import_id=import_id, reason="lost")
        return
    with file:
        synchronise.compare(import_id=import_id, file=cast(BinaryIO, file.file))


def ask(*, institution: Institution, import_id: int, by: Person, confirmed: bool) -> DirectoryImport:
    """The queue is to apply it. Asked twice, it is asked once. Raises NotReady and TooManyGone."""
    with transaction.atomic():
        load: DirectoryImport = DirectoryImport.objects.select_for_update(no_key=True).get(pk=import_id)
        if load.status in {Status.APPLYING, Status.APPLIED}:
            return load
        synchronise.allow(load, confirmed=confirmed)
        load.status, load.applied_by = Status.APPLYING, by
        load.save(update_fields=["status", "applied_by"])
        jobs.defer(
            "people.apply_directory", institution_id=institution.pk, import_id=load.pk, confirmed=confirmed
        )
    return load


def apply_asked(*, institution_id: int, import_id: int, confirmed: bool, at: datetime) -> None:
    """What was asked for; the directory that changed meanwhile makes it outdated, which the page says."""
    load = DirectoryImport.objects.select_related("applied_by").get(pk=import_id)
    institution = Institution.objects.get(pk=institution_id)
    try:
        synchronise.apply(
            institution=institution,
            import_id=import_id,
            by=load.applied_by,
            confirmed=confirmed,
            channel=CHANNEL,
            at=at,
        )
    except (Outdated, NotReady, TooManyGone):
        DirectoryImport.objects.filter(pk=import_id, status=Status.APPLYING).update(status=Status.OUTDATED)
