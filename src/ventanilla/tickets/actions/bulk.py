"""One thing done to many tickets: said beforehand what will happen to each, done in a moment, undone until then."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.contrib.postgres.expressions import ArraySubquery
from django.db import transaction
from django.db.models import OuterRef
from django.utils.translation import gettext

from ventanilla.journal.models import Event
from ventanilla.people.models import Person, Role
from ventanilla.tickets import rules
from ventanilla.tickets.actions import pending
from ventanilla.tickets.actions.deeds import DEEDS, PROBLEMS, Deed, Value
from ventanilla.tickets.actions.news import Stale
from ventanilla.tickets.models import Macro, Pending, Tag, Ticket
from ventanilla.tickets.moves import hold_requesters, locked_all
from ventanilla.tickets.queries import visible_on_desk
from ventanilla.tickets.tags import checked_tag

KIND = "bulk"
MOST = 200  # tickets at a time
CHUNK = 25  # held at the same time while it is done
UNDO = timedelta(seconds=10)


@dataclass(frozen=True)
class Fate:
    """What will happen to one ticket: `why_not` says why nothing will."""

    ticket: Ticket
    why_not: str | None = None
    changed: bool = False  # since it was looked at


class Missing(Exception):
    """What must be said with it was not: nobody who attends here."""


def value_of(deed: Deed, said: str, *, by: Person) -> Value:
    """Raises Missing, WrongTag."""
    if deed.asks == "tag":
        return Value(by, word=checked_tag(said))
    if deed.asks == "agent":
        return _agent(said, by)
    if deed.asks == "macro":
        return _macro(said, by)
    return Value(by)


def _agent(said: str, by: Person) -> Value:
    if not said.isdecimal() or len(said) > 18:
        raise Missing
    roles = Role.objects.filter(kind__in=rules.ATTENDING, unit_id__in=rules.unit_ids(by), person_id=int(said))
    held = list(roles.select_related("person"))
    if not held:
        raise Missing
    units = {role.unit_id: False for role in held if role.unit_id}
    units |= {role.unit_id: True for role in held if role.unit_id and role.confidential}
    cleared = frozenset(unit for unit, sees in units.items() if sees)
    return Value(by, agent=held[0].person, units=frozenset(units), cleared=cleared)


def _macro(said: str, by: Person) -> Value:
    """One of every unit, or of a unit in which one attends."""
    row = Macro.objects.filter(slug=said, active=True).first() if said.isprintable() else None
    if row is None or row.unit_id not in (None, *rules.unit_ids(by)):
        raise Missing
    return Value(by, macro=row)


def fates(
    deed: Deed, value: Value, codes: Sequence[str], *, seen: dict[str, str] | None = None
) -> list[Fate]:
    """What would happen now, in the order of the codes; what one may not see is not there. One statement.

    `seen`: of each, the mark of what was looked at.
    """
    codes = [code for code in dict.fromkeys(codes) if code.isprintable()][:MOST]
    tags = Tag.objects.filter(ticket=OuterRef("pk")).values("name")
    rows = visible_on_desk(value.by).filter(code__in=codes).select_related("requester", "version")
    found = {ticket.code: ticket for ticket in rows.annotate(tags=ArraySubquery(tags))}
    made = []
    for ticket in (found[code] for code in codes if code in found):
        why_not = deed.why_not(ticket, value) if rules.may_attend(value.by, ticket) else _not_yours()
        made.append(Fate(ticket, why_not, changed=seen is not None and seen.get(ticket.code) != mark(ticket)))
    return made


def mark(ticket: Ticket) -> str:
    """Changes whenever somebody acts on the ticket."""
    return f"{ticket.last_activity_at.isoformat()}/{ticket.assignee_id or 0}"


def _not_yours() -> str:
    return gettext("You do not attend it.")


@dataclass(frozen=True)
class Order:
    """`key` is the form's own: the same form twice is done once."""

    key: UUID
    deed: Deed
    value: Value
    tickets: Sequence[Ticket]


def put(order: Order, *, at: datetime) -> None:
    """Let it wait for its time; raises pending.PutAlready for the same form."""
    marks = {ticket.pk: mark(ticket) for ticket in order.tickets}
    ids = sorted(marks)[:MOST]
    with transaction.atomic():
        for n, start in enumerate(range(0, len(ids), CHUNK)):
            data = {
                "deed": order.deed.slug,
                "value": order.value.kept,
                "tickets": ids[start : start + CHUNK],
                "marks": {str(pk): marks[pk] for pk in ids[start : start + CHUNK]},
                "group": str(order.key),
            }
            chunk = pending.Order(KIND, keys(order.key)[n], data)
            pending.put(chunk, by=order.value.by, run_at=at + UNDO, at=at)


def keys(key: UUID) -> list[UUID]:
    """Of the chunks of an order."""
    return [uuid5(key, f"chunk {n}") for n in range(MOST // CHUNK)]


def chunks(key: UUID, *, by: Person) -> list[Pending]:
    return list(Pending.objects.filter(key__in=keys(key), by=by, kind=KIND).order_by("id"))


def undo(key: UUID, *, by: Person, at: datetime) -> int:
    """Take back what still waits; returns how many tickets are left as they were."""
    left = 0
    with transaction.atomic():
        for row in chunks(key, by=by):
            try:
                with transaction.atomic():
                    pending.take_back(pending_id=row.pk, at=at)
            except pending.TooLate:
                continue
            left += len(row.data["tickets"])
    return left


def perform(row: Pending, agent: Person, at: datetime) -> None:
    """For performing.py: its time has come. What cannot be done to one ticket keeps the others from nothing."""
    deed, data = DEEDS[row.data["deed"]], row.data
    value, outcome = _value_now(deed, data["value"], agent), {}
    # All of them first, in the order of all: a deed also writes to the requester's row, for which whoever holds
    # another of these tickets may wait. And the requesters in theirs: another order may be about the same people.
    held = locked_all(data["tickets"])
    hold_requesters(held.values())
    news = _with_news(held, data.get("marks", {}), row)
    for pk in data["tickets"]:
        try:
            with transaction.atomic():
                if value is None:
                    raise PermissionError
                deed.do(pk, agent, value, at)
                if pk in news:  # said last: whatever else keeps it from being done says more
                    raise Stale
        except tuple(PROBLEMS) as problem:
            outcome[str(pk)] = next(name for kind, name in PROBLEMS.items() if isinstance(problem, kind))
    row.data = {**data, "outcome": outcome}
    row.save(update_fields=["data"])


def _with_news(held: Mapping[int, Ticket], marks: Mapping[str, str], row: Pending) -> frozenset[int]:
    """On which somebody else acted since they were looked at; one statement where any of them changed.

    What their own agent did meanwhile, another order of his too, he knows.
    """
    before = {int(pk): words for pk, words in marks.items()}
    changed = [pk for pk in before if pk in held and before[pk] != mark(held[pk])]
    if not changed:
        return frozenset()
    seen = {pk: datetime.fromisoformat(before[pk].rpartition("/")[0]) for pk in changed}
    acts = Event.objects.filter(subject_kind="ticket", subject_id__in=changed, at__gt=min(seen.values()))
    acts = acts.exclude(actor_id=row.by_id).exclude(kind="ticket.read")
    return frozenset(pk for pk, at in acts.values_list("subject_id", "at") if at > seen[pk])


def _value_now(deed: Deed, said: str, agent: Person) -> Value | None:
    """As it is when the time has come: whoever was spoken of may have left."""
    try:
        return value_of(deed, said, by=agent)
    except Missing:
        return None


def refused(rows: Sequence[Pending], *, by: Person) -> list[tuple[Ticket, str]]:
    """What was not done of an order, and why, of what one may still see; one statement."""
    told: dict[int, str] = {}
    for row in rows:
        told.update({int(pk): problem for pk, problem in row.data.get("outcome", {}).items()})
    found: list[Any] = list(visible_on_desk(by).filter(pk__in=told)) if told else []
    return [(ticket, told[ticket.pk]) for ticket in found]
