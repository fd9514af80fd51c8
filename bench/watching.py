"""`python -m bench.watching SLUG`: what finding the deadlines that are due costs the server at this size, as JSON."""

import json
import sys
from statistics import median
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  (Django must be set up first)

from ventanilla.institutions.acting import acting_in  # noqa: E402
from ventanilla.institutions.models import Institution  # noqa: E402
from ventanilla.lib.clock import now  # noqa: E402
from ventanilla.tickets.actions.watch import BATCH  # noqa: E402
from ventanilla.tickets.queries import to_look_at  # noqa: E402

TIMES = 50


def find() -> dict[str, Any]:
    """Called inside `acting_in`."""
    sql, values = to_look_at(before=now())[:BATCH].query.sql_with_params()
    took, due = [], 0
    with connection.cursor() as cursor:
        for _ in range(TIMES):
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)
            [plan] = cursor.fetchone()[0]
            took.append(plan["Planning Time"] + plan["Execution Time"])
            due = plan["Plan"]["Actual Rows"]
        cursor.execute("SELECT count(*) FROM tickets_deadline WHERE look_at IS NOT NULL")
        [running] = cursor.fetchone()
    return {
        "running": running,
        "due": int(due),
        "median_ms": round(median(took), 3),
        "slowest_ms": round(max(took), 3),
    }


if __name__ == "__main__":
    with acting_in(Institution.objects.get(slug=sys.argv[1])):
        sys.stdout.write(json.dumps(find()))
