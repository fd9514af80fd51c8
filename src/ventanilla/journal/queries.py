"""Named reads of the journal."""

from ventanilla.journal.models import Event


def events_of(kind: str, subject_id: int) -> list[Event]:
    """What happened to a subject, in the order in which it happened."""
    return list(Event.objects.filter(subject_kind=kind, subject_id=subject_id).order_by("at", "n"))
