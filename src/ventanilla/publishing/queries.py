"""Named reads of drafts and of who published what."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

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


def drafted(kind: str, author: Person) -> set[str]:
    """What somebody has begun to write and not published."""
    return set(Edit.objects.filter(kind=kind, author=author).values_list("slug", flat=True))


def last_publication(kind: str, subject_id: int) -> Publication | None:
    """The last time that the office published a subject, with the name of who did."""
    event = Event.objects.filter(subject_kind=kind, subject_id=subject_id).order_by("-n").first()
    return None if event is None else _told([event])[0]


def publications(kind: str, subject_ids: list[int], *, most: int) -> list[Publication]:
    """The latest first."""
    events = Event.objects.filter(subject_kind=kind, subject_id__in=subject_ids).order_by("-at", "-id")[:most]
    return _told(list(events))


def _told(events: list[Any]) -> list[Publication]:
    names = {
        person.pk: person.full_name for person in Person.objects.filter(pk__in={e.actor_id for e in events})
    }
    return [Publication(e.at, names.get(e.actor_id, ""), list(e.data.get("fields", []))) for e in events]
