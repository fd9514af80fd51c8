"""What the database does for a page: the statements that it really sends, each explained as its own role."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.statements import FREE
from ventanilla.institutions.acting import acting_in

REMOVED = ("Rows Removed by Filter", "Rows Removed by Join Filter", "Rows Removed by Index Recheck")


@dataclass(frozen=True)
class Plan:
    sql: str
    nodes: list[dict[str, Any]]
    ms: float

    def scanned(self) -> set[str]:
        """Tables that were read from their first row to the last."""
        return {node["Relation Name"] for node in self.nodes if node["Node Type"] == "Seq Scan"}

    def removed(self) -> dict[str, int]:
        """Rows that a node read and threw away: by table, or by kind of node."""
        found = {}
        for node in self.nodes:
            lost = sum(node.get(how, 0) for how in REMOVED) * node["Actual Loops"]
            if lost:
                found[node.get("Relation Name") or node["Node Type"]] = round(lost)
        return found


@contextmanager
def captured() -> Iterator[list[str]]:
    """The statements that were sent meanwhile, filled at the end."""
    sent: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        yield sent
    sent += [query["sql"] for query in queries.captured_queries if not query["sql"].startswith(FREE)]


def explained(institution: Any, sql: str) -> Plan:
    """Runs the statement once more, and takes back what it changed."""
    with acting_in(institution), transaction.atomic(), connection.cursor() as cursor:
        # As sent: what looks like a placeholder in it is a value.
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}".replace("%", "%%"), [])
        told = cursor.fetchone()[0]
        transaction.set_rollback(True)
    [plan] = json.loads(told) if isinstance(told, str) else told
    return Plan(sql, list(nodes_of(plan["Plan"])), plan["Execution Time"])


def nodes_of(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", []):
        yield from nodes_of(below)
