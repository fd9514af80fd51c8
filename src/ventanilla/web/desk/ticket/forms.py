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

ANSWER, QUESTION, CORRECTION = "answer", "question", "correction"


@dataclass
class Saying:
    """`kind` is one of the three above; `key` makes the same form count once.

    `documents` came with this form or with its preview.
    """

    key: UUID
    body: str = ""
    note: str = ""
    kind: str = ANSWER
    preview: bool = False
    documents: list[Document] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, request: Any, *, at: datetime) -> "Saying":
        brought = enclosures.gather(request, at=at)
        return cls(
            key=enclosures.key_of(request),
            body=request.POST.get("body", ""),
            kind=request.POST.get("kind", ANSWER),
            preview="preview" in request.POST,
            documents=brought.documents,
            refused=brought.wrong,
        )

    def fields(self, *, correctable: bool) -> list[Field]:
        kinds = [
            Choice(ANSWER, _("The answer")),
            Choice(QUESTION, _("A question: the request waits for the requester")),
        ]
        if correctable:
            words = _("Return it to be corrected: the requester has a term for it, and ours stands still")
            kinds.append(Choice(CORRECTION, words))
        return [
            Field("kind", "choice", _("What is it?"), required=True, choices=kinds, value=self.kind),
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
