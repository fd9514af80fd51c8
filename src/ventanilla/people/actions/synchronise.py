"""The directory follows the student-information system: a file is compared, looked at, and applied (UME-10)."""

from datetime import datetime
from hashlib import sha256
from typing import Any, BinaryIO

from django.db import transaction

from ventanilla.institutions.models import Institution
from ventanilla.journal.record import record
from ventanilla.people.directory import change, comparison, matching, staging
from ventanilla.people.directory.header import Unusable
from ventanilla.people.directory.places import places_of
from ventanilla.people.directory.reading import Reading
from ventanilla.people.models import DirectoryDifference, DirectoryEntry, DirectoryImport, Person
from ventanilla.people.rule import HELD, people_words

Status = DirectoryImport.Status
PIECE = 1 << 20
LARGEST = 100_000_000  # bytes: a million people


class NotReady(Exception):
    """Not compared yet, refused, or applied by somebody else: its status says which."""


class TooManyGone(Exception):
    """More would leave than the institution lets go unasked."""

    def __init__(self, gone: int, held: int, limit: int) -> None:
        super().__init__(f"{gone} of {held} would leave; {limit} % may")
        self.gone, self.held, self.limit = gone, held, limit


class Outdated(Exception):
    """The directory, or a person, changed after the comparison: compare again."""


def begin(
    *, file: BinaryIO, name: str, partial: bool, by: Person | None, channel: str, at: datetime
) -> DirectoryImport:
    """The row of a file, not saved yet: nothing is known of it but its size and hash."""
    size, hashing = 0, sha256()
    file.seek(0)
    while piece := file.read(PIECE):
        size += len(piece)
        hashing.update(piece)
    return DirectoryImport(
        name=name[-200:],
        sha256=hashing.hexdigest(),
        size=size,
        partial=partial,
        created_by=by,
        channel=channel,
        created_at=at,
    )


def compare(*, import_id: int, file: BinaryIO) -> DirectoryImport:
    """From waiting to ready or refused, whole or not at all; repeated, it finds it done."""
    with transaction.atomic():
        load = _locked(import_id)
        if load.status != Status.WAITING:
            return load
        try:
            with transaction.atomic():
                _compare(load, file)
            load.status = Status.READY
        except Unusable as unusable:
            load.status = Status.REFUSED
            load.problem = {"reason": unusable.reason, **unusable.about}
        load.save()
    return load


def refuse(*, import_id: int, reason: str) -> None:
    """What cannot be read for another reason than what stands in it: its file is lost."""
    DirectoryImport.objects.filter(pk=import_id, status=Status.WAITING).update(
        status=Status.REFUSED, problem={"reason": reason}
    )


def allow(load: DirectoryImport, *, confirmed: bool) -> None:
    """Raises NotReady, and TooManyGone where nobody confirmed that so many may leave."""
    if load.status not in {Status.READY, Status.APPLYING}:
        raise NotReady(load.status)
    gone, held, limit = load.counts["gone"], load.counts["held"], people_words().directory.removal_limit
    if not confirmed and gone * 100 > held * limit:
        raise TooManyGone(gone, held, limit)


def apply(
    *,
    institution: Institution,
    import_id: int,
    by: Person | None,
    confirmed: bool = False,
    channel: str,
    at: datetime,
) -> DirectoryImport:
    """All of it in one transaction, or nothing. Repeated, it finds it applied and changes nothing.

    Raises NotReady, TooManyGone and Outdated. Two at once wait for each other on the institution's row.
    """
    with transaction.atomic():
        Institution.objects.select_for_update(no_key=True).get(pk=institution.pk)
        load = _locked(import_id)
        if load.status == Status.APPLIED:
            return load
        allow(load, confirmed=confirmed)
        if comparison.base() != load.base:
            raise Outdated
        touched = change.change(source_id=load.pk, at=at)
        if any(load.counts[kind] != n for kind, n in touched.items()):
            raise Outdated
        _tell_followers(load, by, channel, at)
        load.status, load.applied_by, load.applied_at = Status.APPLIED, by, at
        load.save(update_fields=["status", "applied_by", "applied_at"])
        record(
            kind="directory.imported",
            subject=("directory", load.pk),
            actor=by.pk if by else None,
            channel=channel,
            data={
                "file": load.sha256,
                "counts": load.counts,
                "partial": load.partial,
                "confirmed": confirmed,
            },
            at=at,
            first=True,
        )
    return load


def forget(*, before: datetime) -> None:
    """The differences tell about everybody; who imported what and how many stays in the imports and the journal.

    What the queue gave up says so: it is not still being done.
    """
    old = DirectoryImport.objects.filter(created_at__lt=before)
    old.filter(status=Status.WAITING).update(status=Status.REFUSED, problem={"reason": "lost"})
    old.filter(status__in=[Status.READY, Status.APPLYING]).update(status=Status.OUTDATED)
    DirectoryDifference.objects.filter(source__created_at__lt=before).delete()


def _locked(import_id: int) -> DirectoryImport:
    load: DirectoryImport = DirectoryImport.objects.select_for_update(no_key=True).get(pk=import_id)
    return load


def _compare(load: DirectoryImport, file: BinaryIO) -> None:
    words = people_words()
    reading = Reading(file, words.directory, places_of(words))
    try:
        staging.stage(reading.rows())
    finally:
        reading.close()
    if not reading.lines:
        raise Unusable("no_lines")
    repeated = matching.match(follows=words.registration.rule in HELD, partial=load.partial)
    found = comparison.compare(
        source_id=load.pk, columns=sorted(reading.header.columns), partial=load.partial
    )
    staging.clear()
    load.layout, load.base = reading.layout, comparison.base()
    load.counts = _counts(found, reading.lines, repeated)


def _counts(found: dict[str, int], lines: int, repeated: int) -> dict[str, Any]:
    told = sum(found[kind] for kind in ("new", "changed", "conflict", "wrong"))
    held = DirectoryEntry.objects.filter(gone_at=None).count()
    return {**found, "lines": lines, "repeated": repeated, "same": lines - repeated - told, "held": held}


def _tell_followers(load: DirectoryImport, by: Person | None, channel: str, at: datetime) -> None:
    for person_id, fields in change.followers(source_id=load.pk):
        record(
            kind="person.synchronised",
            subject=("person", person_id),
            actor=by.pk if by else None,
            channel=channel,
            data={"fields": fields, "import": load.pk},
            at=at,
        )
