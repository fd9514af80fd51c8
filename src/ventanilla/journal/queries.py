"""Named reads of the journal."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from ventanilla.journal.models import Event


def events_of(kind: str, subject: Any) -> list[Event]:
    """What happened to a subject, in the order in which it happened; `subject` is its id, or a query of ids."""
    one = {"subject_id": subject} if isinstance(subject, int) else {"subject_id__in": subject}
    return list(Event.objects.filter(subject_kind=kind, **one).order_by("at", "n", "id"))


def state_rows(kind: str, of: OuterRef) -> ArraySubquery:
    """Beside a row of a subject: its events that tell a state, in the order in which they were recorded.

    That is the order of the subject's lock: whoever waited for it may carry an instant before that of who went first.
    """
    rows = Event.objects.filter(subject_kind=kind, subject_id=of, data__has_key="state").order_by("n")
    return ArraySubquery(rows.values(row=JSONObject(at="at", actor_id="actor_id", state="data__state")))


def told_states(rows: list[dict[str, Any]]) -> list[tuple[datetime, int | None, str]]:
    """(at, actor, state after it), from what `state_rows` brought."""
    return [(datetime.fromisoformat(row["at"]), row["actor_id"], row["state"]) for row in rows]
