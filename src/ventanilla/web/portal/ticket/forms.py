"""What a requester writes on his ticket: words, files, or both."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext

from ventanilla.documents.actions import Refused, store
from ventanilla.documents.models import Document
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets.actions.message import LONGEST
from ventanilla.web.components.field import Field, Stored

ACCEPTED = ("pdf", "jpg", "jpeg", "png", "webp", "docx", "xlsx", "odt", "ods", "txt")
LARGEST_MB = 10
MOST_FILES = 10


@dataclass
class Reply:
    """`key` makes the same form count once; `documents` came with it now or with its last sending."""

    key: UUID = field(default_factory=uuid4)
    body: str = ""
    documents: list[Document] = field(default_factory=list)
    wrong_body: list[str] = field(default_factory=list)
    wrong_files: list[str] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        return bool(self.wrong_body or self.wrong_files)

    @property
    def fields(self) -> list[Field]:
        return [
            Field(
                name="body",
                kind="long",
                label=gettext("Your message"),
                value=printable(self.body),
                errors=self.wrong_body,
                max_length=LONGEST,
                rows=5,
            ),
            Field(
                name="files",
                kind="file",
                label=gettext("Files"),
                errors=self.wrong_files,
                formats=ACCEPTED,
                max_bytes=LARGEST_MB * 1_000_000,
                max_files=MOST_FILES,
                stored=[Stored(str(d.pk), d.name, d.size) for d in self.documents],
            ),
        ]


def read(request: Any, *, at: datetime) -> Reply:
    """The form as sent, its files stored; what cannot be taken is told in the reply itself."""
    kept = _kept_ids(request)
    reply = Reply(
        key=_key(request.POST.get("key", "")),
        body=request.POST.get("body", ""),
        documents=_own(kept, request.person) if kept else [],
    )
    if len(reply.documents) < len(kept):  # the sweep took it from a page left open for days
        reply.wrong_files.append(gettext("A file of before is not here any more. Please add it again."))
    coming = request.FILES.getlist("files")
    if len(reply.documents) + len(coming) > MOST_FILES:
        words = gettext("%(n)d files at most in one message. Please send the others in another one.")
        reply.wrong_files.append(words % {"n": MOST_FILES})
        return reply
    for file in coming:
        try:
            reply.documents.append(_stored(request, file, at))
        except Refused as refused:
            reply.wrong_files.append(str(refused))
    return reply


def _stored(request: Any, file: Any, at: datetime) -> Document:
    return store(
        institution=request.institution,
        file=file,
        by=request.person,
        accept=ACCEPTED,
        max_mb=LARGEST_MB,
        at=at,
    )


def _kept_ids(request: Any) -> list[str]:
    """Of the documents that an earlier sending of this form brought, those that were not taken back."""
    removed = set(request.POST.getlist("files-removed"))
    ids = [pk for pk in request.POST.getlist("files-kept") if pk not in removed]
    return [pk for pk in ids if re.fullmatch(r"[0-9]{1,18}", pk)][:MOST_FILES]


def _own(ids: list[str], person: Person) -> list[Document]:
    """Other people's ids are nobody's."""
    return list(Document.objects.filter(pk__in=ids, uploaded_by=person).order_by("pk"))


def _key(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()
