"""What a requester writes on his ticket: words, files, or both."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext

from ventanilla.documents.models import Document
from ventanilla.lib.text import printable
from ventanilla.tickets.actions.message import LONGEST
from ventanilla.web.components import enclosures
from ventanilla.web.components.field import Field


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
            enclosures.files_field(gettext("Files"), self.documents, errors=self.wrong_files),
        ]


def why_again(body: Field) -> Field:
    """The same box, where a request is taken up again."""
    return replace(body, label=gettext("What is not solved?"), required=True)


def read(request: Any, *, at: datetime) -> Reply:
    """The form as sent, its files stored; what cannot be taken is told in the reply itself."""
    brought = enclosures.gather(request, at=at)
    return Reply(
        key=enclosures.key_of(request),
        body=request.POST.get("body", ""),
        documents=brought.documents,
        wrong_files=brought.wrong,
    )
