"""What a changed calendar or term would do to the promises that are open. A promise is never shortened."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import OuterRef, Q, QuerySet

from ventanilla.institutions.models import CalendarVersion, TermVersion
from ventanilla.journal.queries import state_rows, told_states
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import amount_of, expired, reckon
from ventanilla.tickets.spells import Spell, spells
from ventanilla.worktime import WorktimeError

BATCH = 200
RUNNING = Q(met_at__isnull=True, dropped_at__isnull=True)


@dataclass(frozen=True)
class Targets:
    """The versions that hold from now on, by slug; those not in here stay as promised. They need not be saved."""

    calendars: dict[str, CalendarVersion] = field(default_factory=dict)
    terms: dict[str, TermVersion] = field(default_factory=dict)


@dataclass(frozen=True)
class Shift:
    """One open deadline that would be due later, and as what row."""

    deadline: Deadline
    old: datetime
    new: datetime
    row: Deadline

    @property
    def code(self) -> str:
        return str(self.deadline.ticket.code)


def current(*, terms: bool = False) -> Targets:
    """What the institution acted for has now."""
    calendars = {row.slug: row for row in CalendarVersion.objects.filter(current=True)}
    return Targets(
        calendars, {row.slug: row for row in TermVersion.objects.filter(current=True)} if terms else {}
    )


def shifts(targets: Targets, *, now: datetime) -> Iterator[Shift]:
    """Every open deadline that would move, in batches by key."""
    for rows in _batches(targets):
        yield from _shifted_of(rows, targets, now)


def first_shifts(targets: Targets, *, now: datetime, batches: int) -> tuple[list[Shift], bool]:
    """Those of the first so many batches, and whether these were all that was promised otherwise."""
    looked = list(islice(_batches(targets), batches))
    found = [shift for rows in looked for shift in _shifted_of(rows, targets, now)]
    return found, len(looked) < batches or len(looked[-1]) < BATCH


def _shifted_of(rows: Sequence[Any], targets: Targets, now: datetime) -> Iterator[Shift]:
    for row in rows:
        if shift := shifted(row, spells(told_states(row.states)), targets, now=now):
            yield shift


def shifted(row: Deadline, past: Sequence[Spell], targets: Targets, *, now: datetime) -> Shift | None:
    """None where nothing changed for it, it has expired, or it would be due no later than was promised."""
    moved = copy(row)
    moved.calendar = _newer(row.calendar, targets.calendars)
    moved.local = _newer(row.local, targets.calendars) if row.local else None
    moved.term = _newer(row.term, targets.terms)
    if row.term.data["unit"] != moved.term.data["unit"]:
        moved.term = row.term  # nobody can say which is longer; the calendar holds all the same
    if (moved.calendar, moved.local, moved.term) == (row.calendar, row.local, row.term):
        return None
    if moved.term is not row.term:
        moved.amount = max(row.amount, amount_of(moved.term.data, row.ticket.version.data.get("complexity")))
    if expired(row):
        return None
    try:
        old = _due(row, past, now)
    except WorktimeError:
        old = row.due_at  # its calendar ends before it is due: at the least then
    if old < now and not _rests(row, past, now):
        return None  # broken already, though nobody has noted it yet
    try:
        moved.due_at = new = _due(moved, past, now)
    except WorktimeError:
        return None  # the new calendar ends before it could say when: what was promised stands
    return Shift(row, old, new, moved) if new > old else None


def _newer(row: Any, targets: dict[str, Any]) -> Any:
    target = targets.get(row.slug)
    return row if target is None or target.digest == row.digest else target


def _due(row: Deadline, past: Sequence[Spell], now: datetime) -> datetime:
    """While it stands still without end: as if the pause had not begun."""
    at = reckon(row, past, now=now).at or reckon(row, past[:-1], now=now).at
    if at is None:
        raise WorktimeError(f"the deadline {row.pk} has no date")
    return at


def _rests(row: Deadline, past: Sequence[Spell], now: datetime) -> bool:
    return reckon(row, past, now=now).at is None


def _batches(targets: Targets) -> Iterator[list[Any]]:
    """By keyset, only those that were promised with another version than the target."""
    rows, after = _outdated(targets), 0
    while batch := list(rows.filter(pk__gt=after).order_by("pk")[:BATCH]):
        yield batch
        after = batch[-1].pk


def _outdated(targets: Targets) -> QuerySet[Any]:
    calendars = _older(CalendarVersion, targets.calendars)
    old = Q(calendar__in=calendars) | Q(local__in=calendars) | Q(term__in=_older(TermVersion, targets.terms))
    rows = Deadline.objects.filter(RUNNING, old).select_related(
        "term", "calendar", "local", "ticket__version"
    )
    return rows.annotate(states=state_rows("ticket", OuterRef("ticket")))


def _older(model: type[Any], targets: dict[str, Any]) -> list[int]:
    """The versions that say something else than what holds from now on."""
    rows = model.objects.filter(slug__in=targets).values_list("pk", "slug", "digest")
    return [pk for pk, slug, digest in rows if targets[slug].digest != digest]
