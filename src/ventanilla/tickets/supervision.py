"""What directors look at: what was broken, and who made requests wait. In pages that continue, never counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, Q, QuerySet

from ventanilla.institutions.models import CalendarVersion, Institution, Unit
from ventanilla.people.models import Person
from ventanilla.tickets.deadlines import calendar_slug
from ventanilla.tickets.models import Pause
from ventanilla.tickets.models.breach import Breach
from ventanilla.tickets.queue import read_cursor
from ventanilla.worktime import Calendar, measure

PAGE = 50
#: More pauses of one unit in one period are not summed up.
MOST = 5_000
HOURS = "business_hours"


@dataclass(frozen=True)
class Page:
    rows: list[Any]
    older: str  # where the next page begins; empty on the last


@dataclass(frozen=True)
class Waits:
    """Of one agent (None: nobody's doing) in one unit: how often requests waited, and how long in opening hours."""

    agent: Person | None
    count: int
    tickets: int
    time: timedelta
    longest: timedelta
    running: int
    share: float  # of the unit's


def breaches(
    units: Sequence[int] | None, *, promise: str = "", before: datetime | None = None, after: str = ""
) -> Page:
    """The latest first; of some units, or of all (None). `before` and the cursor `after` begin further back."""
    rows = Breach.objects.all()
    if promise:
        rows = rows.filter(promise=promise)
    if before is not None:
        rows = rows.filter(at__lt=before)
    rows = _from(rows, "at", after)
    parts = [rows] if units is None else [rows.filter(unit=unit) for unit in units]
    chosen = _merged(parts, "at")
    found = Breach.objects.filter(pk__in=chosen[:PAGE]).select_related("ticket", "unit", "agent", "deadline")
    version = {"service_name": F("ticket__version__data__name"), "stages": F("ticket__version__data__stages")}
    shown = found.annotate(**version).order_by("-at", "-id")
    return _page(list(shown) if chosen else [], "at", more=len(chosen) > PAGE)


def waits(unit: Unit, *, since: datetime, calendar: Calendar, at: datetime) -> tuple[list[Waits], bool]:
    """By agent, the longest together first: pauses begun `since`, and those that still run; and whether it is all.

    Two statements.
    """
    begun = Pause.objects.filter(unit=unit, since__gte=since).order_by("-since", "id")[: MOST + 1]
    running = Pause.objects.filter(unit=unit, since__lt=since, until__isnull=True).order_by("since")[:MOST]
    columns = ("agent_id", "ticket_id", "since", "until", "id")
    rows = list(begun.values_list(*columns).union(running.values_list(*columns), all=True))
    by_agent: dict[int | None, list[tuple[int, timedelta, bool]]] = {}
    for agent_id, ticket_id, begin, until, _pk in rows[:MOST]:
        spent = length(begin, until, calendar=calendar, at=at)
        by_agent.setdefault(agent_id, []).append((ticket_id, spent, until is None))
    people = Person.objects.in_bulk([pk for pk in by_agent if pk is not None])
    whole = sum((spent for rests in by_agent.values() for _, spent, _ in rests), timedelta())
    found = [_waits(people.get(pk or 0), rests, whole) for pk, rests in by_agent.items()]
    return sorted(found, key=lambda one: one.time, reverse=True), len(rows) <= MOST


def pauses_of(unit: Unit, agent_id: int | None, *, after: str = "") -> Page:
    """One agent's, the latest first, with their tickets; two statements, the first from its index alone."""
    chosen = _merged([_from(Pause.objects.filter(unit=unit, agent=agent_id), "since", after)], "since")
    found = Pause.objects.filter(pk__in=chosen[:PAGE]).select_related("ticket")
    shown = found.annotate(service_name=F("ticket__version__data__name")).order_by("-since", "-id")
    return _page(list(shown) if chosen else [], "since", more=len(chosen) > PAGE)


def length(since: datetime, until: datetime | None, *, calendar: Calendar, at: datetime) -> timedelta:
    """In opening hours, up to now while it runs."""
    spent = measure(HOURS, start=since, end=max(since, until or at), calendar=calendar)
    assert isinstance(spent, timedelta), "hours are a time"
    return spent


def calendar_of(unit: Unit, institution: Institution) -> Calendar:
    """By which the time of a unit's people counts today."""
    slug = calendar_slug({}, institution=institution, unit=unit, campus=None)
    return Calendar.from_data(CalendarVersion.objects.get(slug=slug, current=True).data)


def _waits(agent: Person | None, rests: list[tuple[int, timedelta, bool]], whole: timedelta) -> Waits:
    spent = [time for _, time, _ in rests]
    total = sum(spent, timedelta())
    return Waits(
        agent=agent,
        count=len(rests),
        tickets=len({ticket for ticket, _, _ in rests}),
        time=total,
        longest=max(spent),
        running=sum(runs for _, _, runs in rests),
        share=total / whole if whole else 0.0,
    )


def _from(rows: QuerySet[Any], key: str, after: str) -> QuerySet[Any]:
    place = read_cursor(after)
    if place is None:
        return rows
    at, pk = place
    return rows.filter(Q(**{f"{key}__lt": at}) | Q(pk__lt=pk), **{f"{key}__lte": at})


def _merged(parts: list[QuerySet[Any]], key: str) -> list[int]:
    """The ids of the first rows of all parts together, one more than a page: each part by its own index."""
    if not parts:
        return []
    order = (f"-{key}", "-id")
    first, *others = [part.order_by(*order).values_list(key, "id")[: PAGE + 1] for part in parts]
    rows = first.union(*others, all=True).order_by(*order)[: PAGE + 1] if others else first
    return [pk for _key, pk in rows]


def _page(rows: list[Any], key: str, *, more: bool) -> Page:
    return Page(rows, f"{getattr(rows[-1], key).isoformat()}_{rows[-1].pk}" if more else "")
