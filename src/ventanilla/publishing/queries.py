"""Named reads of drafts and of who published what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F

from ventanilla.journal.models import Event
from ventanilla.people.models import Person
from ventanilla.publishing.models import Edit


@dataclass(frozen=True)
class Publication:
    """Who published when; nobody (`by` is empty) where the folder was applied."""

    at: datetime
    by: str
    fields: list[str]


def draft(kind: str, slug: str, author: Person) -> Edit | None:
    found: Edit | None = Edit.objects.filter(kind=kind, slug=slug, author=author).first()
    return found


def drafted(author: Person) -> set[tuple[str, str]]:
    """Kind and slug of what somebody has written and not published."""
    written = Edit.objects.filter(author=author).exclude(data=F("base"))
    return set(written.values_list("kind", "slug"))


def drafts_of(kind: str, slug: str) -> list[Edit]:
    """Who is writing about something, with something written."""
    edits = Edit.objects.filter(kind=kind, slug=slug).select_related("author").order_by("begun_at")
    return [edit for edit in edits if edit.differs]


def last_publication(kind: str, subject_id: int) -> Publication | None:
    """The last time that the office published a subject, with the name of who did."""
    event = Event.objects.filter(subject_kind=kind, subject_id=subject_id).order_by("-n").first()
    return None if event is None else _told([event])[0]


def publications(kind: str, subject_ids: Any) -> list[Publication]:
    """Those of a few subjects (ids, or a query of them), the latest first."""
    events = Event.objects.filter(subject_kind=kind, subject_id__in=subject_ids)
    return _told(sorted(events, key=lambda event: event.at, reverse=True))


def _told(events: list[Any]) -> list[Publication]:
    names = {
        person.pk: person.full_name for person in Person.objects.filter(pk__in={e.actor_id for e in events})
    }
    return [Publication(e.at, names.get(e.actor_id, ""), list(e.data.get("fields", []))) for e in events]
