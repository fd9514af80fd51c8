"""What an agent writes to the student: text and files, looked at before it is sent."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core import signing

from ventanilla.documents.actions import Refused, store
from ventanilla.documents.models import Document

ACCEPTED = ("pdf", "jpg", "png", "webp", "docx", "xlsx", "odt", "ods", "txt")
LARGEST_MB = 10
MOST_FILES = 10
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
        saying.documents = _kept(request.POST.get("kept", ""), request.person.pk)
        for file in request.FILES.getlist("files")[: MOST_FILES + 1]:
            saying._take_in(request, file, at)
        return saying

    @property
    def kept(self) -> str:
        """The documents already here, for the hidden field of the next sending."""
        if not self.documents:
            return ""
        return signing.dumps([self.documents[0].uploaded_by_id, *[d.pk for d in self.documents]], salt=SALT)

    def _take_in(self, request: Any, file: Any, at: datetime) -> None:
        if len(self.documents) >= MOST_FILES:
            return
        try:
            self.documents.append(
                store(
                    institution=request.institution,
                    file=file,
                    by=request.person,
                    accept=ACCEPTED,
                    max_mb=LARGEST_MB,
                    at=at,
                )
            )
        except Refused as refused:
            self.refused.append(str(refused))


def _key(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()


def _kept(sent: str, person_id: int) -> list[Document]:
    """The person's own documents that an earlier sending of this form brought; nothing for a forged list."""
    if not sent:
        return []
    try:
        owner, *ids = signing.loads(sent, salt=SALT, max_age=86_400)
    except signing.BadSignature:
        return []
    if owner != person_id:
        return []
    return list(Document.objects.filter(pk__in=ids, uploaded_by_id=person_id).order_by("pk"))
