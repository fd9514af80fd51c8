"""What an agent writes to the requester: text and files, looked at before it is sent, now or at a chosen hour."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from ventanilla.documents.models import Document
from ventanilla.lib.text import printable
from ventanilla.tickets.actions.message import LONGEST
from ventanilla.tickets.actions.news import Seen
from ventanilla.tickets.actions.sending import ANSWER, CORRECTION, QUESTION, SPEECHES, Said
from ventanilla.web.components import enclosures
from ventanilla.web.components.field import Choice, Field
from ventanilla.web.desk.shown import seen_in
from ventanilla.web.desk.ticket.hour import Hour

__all__ = ["ANSWER", "CORRECTION", "QUESTION", "Saying"]


@dataclass
class Saying:
    """`kind` is one of the three above; `key` makes the same form count once.

    `documents` came with this form, its preview or its draft; `seen` is what stood on the page it was written on.
    """

    key: UUID
    body: str = ""
    note: str = ""
    kind: str = ANSWER
    preview: bool = False
    documents: list[Document] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seen: Seen | None = None
    hour: Hour = field(default_factory=Hour)
    drafted_at: datetime | None = None

    @classmethod
    def read(cls, request: Any, *, at: datetime) -> "Saying":
        brought = enclosures.gather(request, at=at)
        hour = Hour.read(request.POST, at=at)
        kind = request.POST.get("kind", ANSWER)
        return cls(
            key=enclosures.key_of(request),
            body=request.POST.get("body", ""),
            kind=kind if kind in SPEECHES else ANSWER,
            preview="preview" in request.POST,
            documents=brought.documents,
            refused=[*brought.wrong, *hour.wrong],
            seen=seen_in(request.POST),
            hour=hour,
        )

    @property
    def said(self) -> Said:
        return Said(self.key, self.kind, self.body, self.documents, self.seen)

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
            help=_("Only the desk reads it. @name tells a colleague of it."),
            value=self.note,
            rows=3,
        )
