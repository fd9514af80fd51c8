"""The sums of a unit's days, read in one statement: by agent and service, and by day."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from django.db import connection

from ventanilla.reports.done import LISTS, NAMES, Done, joined
from ventanilla.reports.period import Period

_COLUMNS = ", ".join(
    f"jsonb_agg({name}) FILTER (WHERE {name} <> '{{}}')" if name in LISTS else f"sum({name})::bigint"
    for name in NAMES
)
#: The rows of a day come by themselves, without agent and service.
READ = f"""
SELECT day, agent_id, service_id, complexity, {_COLUMNS} FROM reports_daily
WHERE unit_id = %s AND day BETWEEN %s AND %s
GROUP BY GROUPING SETS ((agent_id, service_id, complexity), (day))
"""  # noqa: S608  names of our own columns


class Sum(NamedTuple):
    """Either of a day, or of an agent (None: nobody) with a service of a complexity."""

    day: date | None
    agent_id: int | None
    service_id: int
    complexity: str
    done: Done


def sums_of(unit_id: int, period: Period) -> Iterator[Sum]:
    with connection.cursor() as cursor:
        cursor.execute(READ, [unit_id, period.since, period.until])
        for day, agent_id, service_id, complexity, *values in cursor.fetchall():
            told = dict(zip(NAMES, values, strict=True))
            told |= {name: joined(told[name]) for name in LISTS}
            yield Sum(day, agent_id, service_id or 0, complexity or "", Done(**told))
