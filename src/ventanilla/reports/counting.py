"""Keeping the sums: a ticket is counted anew after each of its events, and the days that this changes are summed up.

Nothing is ever added to a number, so that an event that comes twice, late or in another order counts once.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection, transaction
from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Coalesce

from ventanilla.institutions.acting import current_institution_id
from ventanilla.reports.facts import facts_of
from ventanilla.reports.life import life_of
from ventanilla.reports.models import Daily, Fact, FactKind
from ventanilla.tickets.models import Ticket

KEYS = ("unit_id", "agent_id", "service_id", "complexity", "day")
#: What tells two facts apart, the row's id aside.
TOLD = (
    "n", "kind", *KEYS, "at", "minutes", "whole", "use", "kept", "rating",
)  # fmt: skip
BATCH = 200
#: Days that are summed up in one go.
MONTH = 31
Days = set[tuple[int, date]]


def count(*, ticket_id: int) -> None:
    """What one ticket adds to the figures, as it is now. Safe to repeat."""
    with transaction.atomic():
        _alone()
        _sum_up(_recount(ticket_id))


def rebuild() -> int:
    """Every ticket and every day of the institution; returns how many tickets. What was right stays as it was."""
    counted = 0
    for batch in _tickets():
        with transaction.atomic():
            _alone()
            for ticket_id in batch:
                _recount(ticket_id)
        counted += len(batch)
    with transaction.atomic():
        _alone()
        _sum_up(_all_days())
    return counted


def _recount(ticket_id: int) -> Days:
    """The days whose sums this changes."""
    wanted = {_told(fact): fact for fact in facts_of(life_of(ticket_id))}
    there = {_told(fact): fact for fact in Fact.objects.filter(ticket=ticket_id)}
    gone = [fact for told, fact in there.items() if told not in wanted]
    new = [fact for told, fact in wanted.items() if told not in there]
    if gone:
        Fact.objects.filter(pk__in=[fact.pk for fact in gone]).delete()
    Fact.objects.bulk_create(new)
    return {(fact.unit_id, fact.day) for fact in [*gone, *new]}


def _told(fact: Fact) -> tuple[object, ...]:
    return tuple(str(value) if (value := getattr(fact, name)) is not None else None for name in TOLD)


def _sum_up(days: Days) -> None:
    by_unit: dict[int, list[date]] = defaultdict(list)
    for unit_id, day in sorted(days):
        by_unit[unit_id].append(day)
    for unit_id, wanted in by_unit.items():
        for start in range(0, len(wanted), MONTH):
            some = wanted[start : start + MONTH]
            Daily.objects.filter(unit=unit_id, day__in=some).delete()
            facts = Fact.objects.filter(unit=unit_id, day__in=some)
            Daily.objects.bulk_create(Daily(**row) for row in _sums(facts))


def _sums(facts: Any) -> Any:
    contacted, answered = Q(kind=FactKind.CONTACTED), Q(kind=FactKind.ANSWERED)
    rated = Q(kind=FactKind.RATED)
    return facts.values(*KEYS).annotate(
        arrived=Count("pk", filter=Q(kind=FactKind.ARRIVED)),
        contacted=Count("pk", filter=contacted),
        contact_promised=Count("pk", filter=contacted & Q(kept__isnull=False)),
        contact_kept=Count("pk", filter=contacted & Q(kept=True)),
        contact_minutes=_each("minutes", contacted),
        contact_use=_each("use", contacted),
        answered=Count("pk", filter=answered),
        answer_kept=Count("pk", filter=answered & Q(kept=True)),
        answer_minutes=_each("minutes", answered),
        answer_use=_each("use", answered),
        whole_minutes=Coalesce(Sum("whole", filter=answered), 0),
        paused_minutes=Coalesce(Sum(F("whole") - F("minutes"), filter=answered), 0),
        breached=Count("pk", filter=Q(kind=FactKind.BREACHED)),
        extended=Count("pk", filter=Q(kind=FactKind.EXTENDED)),
        reopened=Count("pk", filter=Q(kind=FactKind.REOPENED)),
        rated=Count("pk", filter=rated),
        rating_sum=Coalesce(Sum("rating", filter=rated), 0),
    )


def _each(name: str, which: Q) -> Any:
    """Every value, ascending: the same whatever the order in which they came."""
    return ArrayAgg(name, filter=which & Q(**{f"{name}__isnull": False}), default=Value([]), order_by=name)


def _tickets() -> Iterator[list[int]]:
    """All of the institution, the oldest first."""
    last = 0
    while batch := list(
        Ticket.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield batch
        last = batch[-1]


def _all_days() -> Days:
    """Also those of sums that no fact stands behind (any more)."""
    return {*_days(Fact.objects.all()), *_days(Daily.objects.all())}


def _days(rows: Any) -> Iterable[tuple[int, date]]:
    found: Iterable[tuple[int, date]] = rows.values_list("unit_id", "day").distinct()
    return found


def _alone() -> None:
    """Who sums up an institution's days waits for who does: neither would see what the other counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('ventanilla.reports'), %s)", [current_institution_id()]
        )
