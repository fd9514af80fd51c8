"""What gave a deadline another date, read beside it in one statement: extensions, and calendars that changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from ventanilla.journal.models import Event
from ventanilla.tickets.models import Deadline, Extension

NAMES = ("asked_by__given_names", "asked_by__surnames", "decided_by__given_names", "decided_by__surnames")
SAME = (
    "id", "status", "amount", "reason", "old_due_at", "new_due_at", "asked_by_id", "asked_at", "decided_at",
    "decision", "ended_at", "ending",
)  # fmt: skip


@dataclass(frozen=True)
class Given:
    """One extension with the names of who asked and who decided; without approval they are the same."""

    id: int
    status: str
    amount: int
    reason: str
    old: datetime
    new: datetime
    asked_by_id: int
    asked_by: str
    asked_at: datetime
    decided_by: str
    decided_at: datetime | None
    decision: str
    ended_at: datetime | None = None
    ending: str = ""

    @property
    def by(self) -> str:
        return self.decided_by or self.asked_by

    @property
    def at(self) -> datetime:
        return self.decided_at or self.asked_at


class Moved(NamedTuple):
    """A calendar or a term changed, and the promise with it."""

    at: datetime
    old: datetime
    new: datetime


def beside(deadlines: QuerySet[Any]) -> QuerySet[Any]:
    """The deadlines with what changed them, for `of` and `moves_of`."""
    rows = Extension.objects.filter(deadline=OuterRef("pk")).order_by("id")
    told = JSONObject(**{name: name for name in (*SAME, *NAMES)})
    events = Event.objects.filter(
        subject_kind="ticket", subject_id=OuterRef("ticket_id"), kind="ticket.deadline_moved"
    ).order_by("at", "n")
    return deadlines.annotate(
        extension_rows=ArraySubquery(rows.values(row=told)),
        move_rows=ArraySubquery(events.values(row=JSONObject(at="at", moves="data__moves"))),
    )


def of(deadline: Deadline) -> list[Given]:
    """In the order in which they were asked for."""
    rows: list[dict[str, Any]] = deadline.extension_rows  # type: ignore[attr-defined]  # `beside`
    return [_given(row) for row in rows]


def moves_of(deadline: Deadline) -> list[Moved]:
    """In the order in which they happened."""
    events: list[dict[str, Any]] = deadline.move_rows  # type: ignore[attr-defined]  # `beside`
    return [
        Moved(*(datetime.fromisoformat(told) for told in (event["at"], move["from"], move["to"])))
        for event in events
        for move in event["moves"]
        if move["clock"] == deadline.clock
    ]


def _given(row: dict[str, Any]) -> Given:
    return Given(
        id=row["id"],
        status=row["status"],
        amount=row["amount"],
        reason=row["reason"],
        old=datetime.fromisoformat(row["old_due_at"]),
        new=datetime.fromisoformat(row["new_due_at"]),
        asked_by_id=row["asked_by_id"],
        asked_by=_name(row, "asked_by"),
        asked_at=datetime.fromisoformat(row["asked_at"]),
        decided_by=_name(row, "decided_by"),
        decided_at=datetime.fromisoformat(row["decided_at"]) if row["decided_at"] else None,
        decision=row["decision"],
        ended_at=datetime.fromisoformat(row["ended_at"]) if row["ended_at"] else None,
        ending=row["ending"],
    )


def _name(row: dict[str, Any], who: str) -> str:
    return f"{row[f'{who}__given_names'] or ''} {row[f'{who}__surnames'] or ''}".strip()
