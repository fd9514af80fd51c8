"""Named reads of successions."""

from typing import Any

from django.db.models import Count, Q

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person
from ventanilla.tickets.models import PassedOn, Succession

LATEST = 10


def of_person(person: Person, unit: Unit) -> list[Any]:
    """The latest first, each with how many passed (`passed`) and how many wait for somebody (`left`)."""
    rows = list(
        Succession.objects.filter(person=person, unit=unit)
        .select_related("by", "to")
        .order_by("-id")[:LATEST]
    )
    counted = PassedOn.objects.filter(succession__in=[row.pk for row in rows]).values_list("succession_id")
    found = (
        {
            pk: (passed, left)
            for pk, passed, left in counted.annotate(
                passed=Count("pk"), left=Count("pk", filter=Q(to=None))
            ).order_by()
        }
        if rows
        else {}
    )
    for row in rows:
        row.passed, row.left = found.get(row.pk, (0, 0))
    return rows
