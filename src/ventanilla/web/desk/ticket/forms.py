"""What an agent writes to the student: text and files, looked at before it is sent."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core import signing
from django.utils.translation import gettext_lazy as _

from ventanilla.documents.actions import Refused, store
from ventanilla.documents.models import Document
from ventanilla.web.components.field import Choice, Field, Stored

ACCEPTED = ("pdf", "jpg", "png", "webp", "docx", "xlsx", "odt", "ods", "txt")
LARGEST_MB = 10
MOST_FILES = 10
LONGEST = 20_000
SALT = "ventanilla.desk.saying"


@dataclass
class Saying:
    """`documents` came with this form or with its preview; `key` makes the same form count once."""

    key: UUID
    body: str = ""
    note: str = ""
    asks: bool = False
    preview: bool = False
    documents: list[Document] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, request: Any, *, at: datetime) -> "Saying":
        saying = cls(
            key=_key(request.POST.get("key", "")),
            body=request.POST.get("body", ""),
            asks=request.POST.get("kind") == "question",
            preview="preview" in request.POST,
        )
        saying.documents = _kept(request)
        for file in request.FILES.getlist("files")[: MOST_FILES - len(saying.documents)]:
            saying._take_in(request, file, at)
        return saying

    def fields(self) -> list[Field]:
        kind = "question" if self.asks else "answer"
        kinds = [
            Choice("answer", _("The answer")),
            Choice("question", _("A question: the request waits for the student")),
        ]
        return [
            Field("kind", "choice", _("What is it?"), required=True, choices=kinds, value=kind),
            Field("body", "long", _("Text"), value=self.body, rows=8),
            Field(
                "files",
                "file",
                _("Files"),
                formats=ACCEPTED,
                max_bytes=LARGEST_MB * 1_000_000,
                max_files=MOST_FILES,
                stored=[
                    Stored(_token(document), document.name, document.size) for document in self.documents
                ],
            ),
        ]

    def note_field(self) -> Field:
        return Field(
            "note", "long", _("Internal note"), help=_("Only the desk reads it."), value=self.note, rows=3
        )

    def _take_in(self, request: Any, file: Any, at: datetime) -> None:
        try:
            document = store(
                institution=request.institution,
                file=file,
                by=request.person,
                accept=ACCEPTED,
                max_mb=LARGEST_MB,
                at=at,
            )
        except Refused as refused:
            self.refused.append(str(refused))
        else:
            self.documents.append(document)


def _key(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()


def _token(document: Document) -> str:
    return signing.dumps([document.uploaded_by_id, document.pk], salt=SALT)


def _kept(request: Any) -> list[Document]:
    """One's own documents that an earlier sending of this form brought; a forged word brings nothing."""
    removed = set(request.POST.getlist("files-removed"))
    ids = []
    for sent in request.POST.getlist("files-kept")[:MOST_FILES]:
        try:
            owner, document_id = signing.loads(sent, salt=SALT, max_age=86_400)
        except signing.BadSignature:
            continue
        if owner == request.person.pk and sent not in removed:
            ids.append(document_id)
    return list(Document.objects.filter(pk__in=ids).order_by("pk")) if ids else []
