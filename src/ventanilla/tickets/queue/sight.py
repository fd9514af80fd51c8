"""What somebody sees of each unit at the desk, with what each view holds there."""

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import JSONField, QuerySet
from django.db.models.expressions import RawSQL

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person, RoleKind
from ventanilla.tickets import rules

#: Of one unit: the sum of each view, and a mark that changes whenever a list of it may have changed. One's own
#: requests, and the cases about oneself, are in none of one's lists.
HELD = """
(SELECT jsonb_build_object('held', jsonb_object_agg(view, n), 'last', max(last), 'rows', sum(rows)) FROM (
    SELECT view, sum(n) AS n, max(id) AS last, count(id) AS rows FROM (
        SELECT y.view, y.n, y.id FROM tickets_tally y
        WHERE y.unit = institutions_unit.id AND (y.person IS NULL OR y.person = %s)
            AND (NOT y.confidential OR y.unit = ANY (%s))
        UNION ALL
        SELECT m.view, -1, NULL FROM tickets_ticket t, LATERAL tickets_memberships(
            t.state, t.assignee_id, t.breached_at, t.paused_at, t.confidential) m
        WHERE (t.requester_id = %s OR t.accused_id = %s) AND t.unit_id = institutions_unit.id AND t.closed_at IS NULL
            AND m.person IS NULL AND (NOT t.confidential OR t.unit_id = ANY (%s))
    ) every GROUP BY view
) views)
"""
#: The same mark for several units, of what somebody may know of: one statement on one index.
MARK = """
SELECT max(id), count(*) FROM tickets_tally
WHERE unit = ANY (%s) AND (person IS NULL OR person = %s) AND (NOT confidential OR unit = ANY (%s))
"""


@dataclass(frozen=True)
class Sight:
    """Whose desk it is: the units that he attends, and those where he is cleared for what is confidential."""

    person: Person
    attended: frozenset[int]
    cleared: frozenset[int]

    @classmethod
    def of(cls, person: Person) -> "Sight":
        return cls(person, frozenset(rules.unit_ids(person)), frozenset(rules.cleared_units(person)))

    @property
    def everywhere(self) -> bool:
        """Whether units that one does not attend may be opened, too."""
        return self.person.has_role(RoleKind.ADMINISTRATOR)


def units_of(person: Person) -> QuerySet[Any]:
    """The units whose queue somebody may open."""
    units = Unit.objects.filter(active=True).order_by("slug")
    return units if person.has_role(RoleKind.ADMINISTRATOR) else units.filter(pk__in=rules.unit_ids(person))


def held_units(person: Person) -> list[Any]:
    """Those, each with `held` (how many each view shows him) and `mark`: one statement."""
    cleared = rules.cleared_units(person)
    values = [person.pk, cleared, person.pk, person.pk, cleared]
    units: list[Any] = list(units_of(person).annotate(tally=RawSQL(HELD, values, output_field=JSONField())))  # noqa: S611  no value in it
    for unit in units:
        tally = unit.tally
        unit.held = tally["held"] or {}
        unit.mark = (tally["last"] or 0, tally["rows"] or 0)
    return units


def mark_of(units: list[Any]) -> str:
    return f"{max((unit.mark[0] for unit in units), default=0)}.{sum(unit.mark[1] for unit in units)}"


def mark_now(person: Person, unit_ids: list[int]) -> str:
    with connection.cursor() as cursor:
        cursor.execute(MARK, [unit_ids, person.pk, rules.cleared_units(person)])
        last, rows = cursor.fetchone()
    return f"{last or 0}.{rows}"
