"""What stood on the page on which somebody decided something, and whether others said something since."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Value

from ventanilla.people.models import Person
from ventanilla.tickets.models import Message, Pending

#: Of Pending.kind: what says something to the requester when its time comes.
SAYING, MACRO = "saying", "macro"
SAY = (SAYING, MACRO)


@dataclass(frozen=True)
class Seen:
    """What stood on the page on which it was written: the last message, and what waited to be sent."""

    message: int = 0
    waiting: frozenset[str] = frozenset()


class Stale(Exception):
    """Somebody answered, or the requester wrote, since the page was made."""


def has_news(ticket_id: int, seen: Seen, agent: Person) -> bool:
    """Whether somebody else said something that the page did not show, or is about to. One statement."""
    said = _said_since(ticket_id, seen).exclude(author=agent).values_list("pk")
    waits = _waiting(ticket_id).exclude(by=agent).exclude(key__in=sorted(seen.waiting))
    return bool(said.union(waits.values_list("pk"), all=True)[:1])


def was_said(ticket_id: int, seen: Seen, agent: Person) -> bool:
    """As above, of what was said already: for what waited itself, and left with what waited after it."""
    return bool(_said_since(ticket_id, seen).exclude(author=agent).exists())


def standing(ticket_id: int) -> Seen:
    """All that was said and waits now; one statement."""
    last = Message.objects.filter(ticket=ticket_id).order_by("-pk").values_list("pk", "key")[:1]
    waits = _waiting(ticket_id).annotate(none=Value(0, BigIntegerField())).values_list("none", "key")
    rows = list(last.union(waits, all=True))
    return Seen(max((pk for pk, _key in rows), default=0), frozenset(str(key) for pk, key in rows if not pk))


def told_since(ticket_id: int, seen: Seen, agent: Person) -> list[Any]:
    """What others said since, for the page to show; one statement."""
    rows = _said_since(ticket_id, seen).exclude(author=agent)
    return list(rows.select_related("author").order_by("pk"))


def _said_since(ticket_id: int, seen: Seen) -> Any:
    return Message.objects.filter(ticket=ticket_id, pk__gt=seen.message).exclude(key__in=sorted(seen.waiting))


def _waiting(ticket_id: int) -> Any:
    return Pending.objects.filter(ticket=ticket_id, kind__in=SAY, status=Pending.Status.WAITING)
