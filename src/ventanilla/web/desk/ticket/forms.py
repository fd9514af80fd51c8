"""What an agent writes to the requester: text and files, looked at before it is sent."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.documents.models import Document
from ventanilla.lib.text import printable
from ventanilla.tickets.actions.message import LONGEST
from ventanilla.web.components import enclosures
from ventanilla.web.components.field import Choice, Field


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
        brought = enclosures.gather(request, at=at)
        return cls(
            key=enclosures.key_of(request),
            body=request.POST.get("body", ""),
            asks=request.POST.get("kind") == "question",
            preview="preview" in request.POST,
            documents=brought.documents,
            refused=brought.wrong,
        )

    def fields(self) -> list[Field]:
        kind = "question" if self.asks else "answer"
        kinds = [
            Choice("answer", _("The answer")),
            Choice("question", _("A question: the request waits for the requester")),
        ]
        return [
            Field("kind", "choice", _("What is it?"), required=True, choices=kinds, value=kind),
            Field("body", "long", _("Text"), value=printable(self.body), max_length=LONGEST, rows=8),
            enclosures.files_field(_("Files"), self.documents),
        ]

    def note_field(self) -> Field:
        return Field(
            "note",
            "long",
            _("Internal note"),
            required=True,
            help=_("Only the desk reads it."),
            value=self.note,
            rows=3,
        )
