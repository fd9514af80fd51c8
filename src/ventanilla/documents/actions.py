"""A file comes in. Its bytes are on disk before a row says so; what is wrong is told in a sentence."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from ventanilla.documents import kinds
from ventanilla.documents.models import Document
from ventanilla.documents.names import clean, extension
from ventanilla.documents.refusals import NAMELESS, Refused, refuse_empty, refuse_kind, refuse_large
from ventanilla.institutions.models import Institution
from ventanilla.lib import shelf
from ventanilla.people.models import Person

MB = 1_000_000
__all__ = ["Refused", "store"]


def store(
    *,
    institution: Institution,
    file: UploadedFile,
    by: Person | None,
    accept: Iterable[str],
    max_mb: int,
    at: datetime,
) -> Document:
    """Keep an upload of an acceptable kind and size (MB are millions of bytes), or raise Refused.

    Until something refers to the row, it and its bytes go after a day (documents.sweep, tickets.sweep).
    Call inside `acting_in`; a transaction around it keeps the bytes from the sweep until it ends.
    """
    name = clean(file.name or "") or NAMELESS
    size, digest = _measured(file, name, max_mb)
    accepted = {extension(f".{ending}") for ending in accept} & kinds.STORABLE
    content = cast(BinaryIO, file.file)
    kind = kinds.kind_of(content)
    ending = extension(name)
    if kind not in accepted or (ending and ending != kind):
        refuse_kind(name, ending=ending, kind=kind, accepted=accepted)
    place = shelf.place(institution.slug, digest)
    shelf.put(place, content)
    with transaction.atomic():
        hold(digest, shared=True)
        shelf.put(place, content)  # once more only where the sweep was faster than the lock
        document: Document = Document.objects.create(
            sha256=digest,
            size=size,
            kind=kind,
            name=name if ending else f"{name}.{kind}",
            uploaded_by=by,
            uploaded_at=at,
        )
    return document


def hold(digest: str, *, shared: bool) -> None:
    """Until the transaction ends: a row for these bytes is written, or (not shared) they are removed."""
    function = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
    key = int.from_bytes(bytes.fromhex(digest[:16]), signed=True)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [key])


def _measured(file: UploadedFile, name: str, max_mb: int) -> tuple[int, str]:
    """Size and SHA-256, read in pieces and only as far as the limit."""
    size, hashing = 0, sha256()
    for piece in file.chunks():
        size += len(piece)
        if size > max_mb * MB:
            refuse_large(name, size=file.size or size, max_mb=max_mb)
        hashing.update(piece)
    if not size:
        refuse_empty(name)
    return size, hashing.hexdigest()
