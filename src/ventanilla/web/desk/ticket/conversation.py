"""The conversation as the desk reads it: what was said and noted, what is about to be sent, who is writing what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from ventanilla.documents.models import Document
from ventanilla.people.models import Person
from ventanilla.tickets.actions.news import Seen
from ventanilla.tickets.models import AgentDraft, Pending, Ticket
from ventanilla.web.desk.ticket.contacting import attempts
from ventanilla.web.desk.ticket.forms import Saying

SAYING, NOTE = AgentDraft.Slot.SAYING, AgentDraft.Slot.NOTE


@dataclass(frozen=True)
class Waiting:
    """`chosen`: at an hour that its author named; otherwise in a moment."""

    id: int
    key: str
    who: str
    mine: bool
    text: str
    files: int
    at: datetime
    chosen: bool
    problem: str
    kind: str
    undo: str
    take_up: str
    macro: Any = None  # its name: what waits is all of it


@dataclass(frozen=True)
class Drafted:
    """Something begun by a colleague."""

    id: int
    who: str
    text: str
    files: int
    at: datetime
    slot: str
    url: str


@dataclass(frozen=True)
class Composing:
    """`waiting` leaves soon; `unsent` are the reader's own that were refused; `drafts` his colleagues'."""

    waiting: Sequence[Waiting]
    unsent: Sequence[Waiting]
    drafts: Sequence[Drafted]
    own: dict[str, dict[str, Any]]

    @classmethod
    def of(cls, ticket: Ticket, reader: Person) -> "Composing":
        """From what beside.py brought."""
        rows = [_waiting(row, ticket, reader) for row in ticket.pending_rows]  # type: ignore[attr-defined]
        drafts: list[dict[str, Any]] = ticket.draft_rows  # type: ignore[attr-defined]
        return cls(
            waiting=[one for one in rows if not one.problem],
            unsent=[one for one in rows if one.problem],
            drafts=[_drafted(row, ticket) for row in drafts if row["by"] != reader.pk],
            own={row["slot"]: row for row in drafts if row["by"] == reader.pk},
        )

    def fill(self, saying: Saying, reader: Person) -> None:
        """Into an empty composer: what its author had written when he left; one statement where it had files."""
        if draft := self.own.get(SAYING):
            saying.body, saying.kind = draft["text"], draft["kind"] or saying.kind
            saying.drafted_at = _instant(draft["at"])
            if draft["documents"]:
                own = Document.objects.filter(pk__in=draft["documents"], uploaded_by=reader)
                saying.documents = list(own.order_by("pk"))
        if draft := self.own.get(NOTE):
            saying.note = draft["text"]


def seen_of(talk: Sequence[dict[str, Any]], ticket: Ticket, waiting: Sequence[Waiting]) -> Seen:
    """What stands on this page, for the form to carry."""
    said = (row["id"] for row in talk if not row["note"] and row["of"] == ticket.pk)
    return Seen(max(said, default=0), frozenset(one.key for one in waiting))


def with_attempts(talk: list[dict[str, Any]], rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The conversation with the attempts to reach the requester where they happened."""
    tried: list[dict[str, Any]] = [{"attempt": True, **one} for one in attempts(rows)]
    return sorted([*talk, *tried], key=lambda row: row["at"]) if tried else talk


def mark_news(talk: Sequence[dict[str, Any]], seen: Seen | None, reader: Person) -> None:
    """What others said since the page on which the refused text was written."""
    if seen is None:
        return
    for row in talk:
        row["unread"] = not row["note"] and row["id"] > seen.message and row["by"] != reader.pk


def _waiting(row: dict[str, Any], ticket: Ticket, reader: Person) -> Waiting:
    refused = row["status"] == Pending.Status.REFUSED
    return Waiting(
        id=row["id"],
        key=row["key"],
        who=_name(row),
        mine=row["by"] == reader.pk,
        text=row["text"],
        files=row["files"] or 0,
        at=_instant(row["ended"] if refused else row["at"]),
        chosen=bool(row["chosen"]),
        problem=row["problem"] if refused else "",
        kind=row["kind"],
        undo=reverse("desk:undoing", args=[ticket.code, row["id"]]),
        take_up=reverse("desk:unsent-again", args=[ticket.code, row["id"]]),
        macro=row["macro"],
    )


def _drafted(row: dict[str, Any], ticket: Ticket) -> Drafted:
    return Drafted(
        id=row["id"],
        who=_name(row),
        text=row["text"],
        files=len(row["documents"] or ()),
        at=_instant(row["at"]),
        slot=row["slot"],
        url=reverse("desk:draft-over", args=[ticket.code, row["id"]]),
    )


def _name(row: dict[str, Any]) -> str:
    return f"{row['given'] or ''} {row['family'] or ''}".strip()


def _instant(told: str) -> datetime:
    return datetime.fromisoformat(told)
