"""What somebody wrote and could not send yet. Only he finds it again; the sweep removes what is left behind."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ventanilla.catalogue.models import Service
from ventanilla.documents.models import Document
from ventanilla.lib.text import printable
from ventanilla.people.models import Person
from ventanilla.tickets.models import Draft


def keep(
    *,
    key: UUID,
    service: Service,
    person: Person,
    answers: dict[str, Any],
    documents: dict[str, list[Document]],
    at: datetime,
) -> None:
    """Keep the last state of a form; `key` must be one that was made for this person's form."""
    draft = Draft(
        key=key,
        service=service,
        person=person,
        answers={name: _told(answer) for name, answer in answers.items()},
        documents={name: [d.pk for d in given] for name, given in documents.items() if given},
        saved_at=at,
    )
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["institution", "key"],
        update_fields=["answers", "documents", "saved_at"],
    )


def discard(*, key: UUID, person: Person) -> None:
    """It was sent: the ticket holds everything now."""
    Draft.objects.filter(key=key, person=person).delete()


def _told(answer: Any) -> Any:
    """Without what no page can show and PostgreSQL refuses: NUL and its like."""
    return [printable(part) for part in answer] if isinstance(answer, list) else printable(str(answer))
