"""What the watch costs each minute: a million deadlines run, a hundred of them are due.

On a PostgreSQL of its own, as the application's role behind its policies. The finding statement is what runs every
minute of the year; what is done with the hundred is measured beside it.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import psycopg
from tests.conftest import ENVIRONMENT
from tests.server import Database, make_template, start_server

from bench.tables import table

OPEN, DUE = 1_000_000, 100
TIMES = 50
BUDGET = 50.0  # milliseconds of the server, for the finding

TICKETS = """
INSERT INTO tickets_ticket (institution_id, code, submission_key, service_id, version_id, unit_id, campus_id,
    requester_id, registered_by_id, assignee_id, channel, request_type, user_type, state, title, answers,
    declaration, evidence_statement, salt, confidential, wants_notices, unread, created_at, last_activity_at, due_at)
SELECT t.institution_id, 'BENCH-' || n, gen_random_uuid(), service_id, version_id, unit_id, campus_id, requester_id,
    registered_by_id, assignee_id, channel, request_type, user_type, state, title, answers, declaration,
    evidence_statement, salt, confidential, wants_notices, unread, created_at, last_activity_at,
    t.due_at + n * interval '1 second'
FROM tickets_ticket t, generate_series(1, %(open)s) n WHERE t.id = %(ticket)s
"""
DEADLINES = """
INSERT INTO tickets_deadline (institution_id, ticket_id, clock, term_id, calendar_id, amount, added, start_at, due_at,
    look_at, told)
SELECT d.institution_id, t.id, d.clock, d.term_id, d.calendar_id, d.amount, 0, d.start_at, d.due_at,
    CASE WHEN t.id %% (%(open)s / %(due)s) = 0 THEN d.due_at ELSE t.due_at + interval '1 year' END, '{}'
FROM tickets_ticket t JOIN tickets_deadline d ON d.institution_id = t.institution_id
    AND d.ticket_id = %(ticket)s AND d.clock = 'resolution'
WHERE t.code LIKE 'BENCH-%%'
"""


def measure() -> dict[str, Any]:
    with _database() as database:
        at = _load(database)
        found = _find(at)
        done = _do(at)
    rows = [
        (f"{OPEN:,} deadlines, {DUE} due", "median", "slowest", "budget"),
        (
            "finding them, server",
            *(f"{ms:.2f} ms" for ms in (found["median_ms"], found["slowest_ms"], BUDGET)),
        ),
        ("telling them, in all", f"{done['seconds']:.2f} s", "", ""),
        ("an empty minute, in all", f"{done['idle_ms']:.2f} ms", "", ""),
    ]
    table("The watch", rows)
    return {"open": OPEN, "due": DUE, "budget_ms": BUDGET, **found, **done}


@contextmanager
def _database() -> Iterator[Database]:
    """With the named world of the tests in it."""
    os.environ.update(ENVIRONMENT)
    folder = Path(tempfile.mkdtemp(prefix="ventanilla-bench-"))
    folder.chmod(0o711)  # root's server runs as another user, who must get through
    os.environ["DATA_DIR"] = str(folder / "data")
    os.environ["SEALS_FILE"] = str(folder / "seals.jsonl")
    (folder / "data" / "static").mkdir(parents=True)
    server = start_server(folder)
    try:
        make_template(server)
        database = Database.for_this_process()
        database.enter()
        yield database
    finally:
        server.stop()
        shutil.rmtree(folder)


def _load(database: Database) -> datetime:
    """Copies of one request, written behind the keys' back; returns an instant at which a hundred are due."""
    import django  # noqa: PLC0415  the settings read the addresses that were just made

    django.setup()
    from tests.world import World  # noqa: PLC0415

    world = World.load()
    ticket = world.ticket(world.ana)
    sys.stdout.write(f"· writing {OPEN:,} requests\n")
    sys.stdout.flush()
    numbers = {"open": OPEN, "due": DUE, "ticket": ticket.pk}
    with psycopg.connect(database.url("superuser")) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(TICKETS, numbers)
        connection.execute(DEADLINES, numbers)
        connection.execute("UPDATE tickets_deadline SET look_at = NULL WHERE ticket_id = %(ticket)s", numbers)
    with psycopg.connect(database.url("owner"), autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE tickets_ticket")
        connection.execute("VACUUM ANALYZE tickets_deadline")
    due_at: datetime = ticket.due_at
    return due_at + timedelta(days=30)


def _find(at: datetime) -> dict[str, float]:
    from django.db import connection  # noqa: PLC0415
    from tests.world import World  # noqa: PLC0415

    from ventanilla.institutions.acting import acting_in  # noqa: PLC0415
    from ventanilla.tickets.actions.watch import BATCH  # noqa: PLC0415
    from ventanilla.tickets.queries import to_look_at  # noqa: PLC0415

    with acting_in(World.load().faro), connection.cursor() as cursor:
        sql, values = to_look_at(before=at)[:BATCH].query.sql_with_params()
        took = []
        for _ in range(TIMES):
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", values)
            [plan] = cursor.fetchone()[0]
            assert plan["Plan"]["Actual Rows"] == DUE, plan
            took.append(plan["Planning Time"] + plan["Execution Time"])
    return {"median_ms": round(median(took), 3), "slowest_ms": round(max(took), 3)}


def _do(at: datetime) -> dict[str, float]:
    from tests.world import World  # noqa: PLC0415

    from ventanilla.institutions.acting import acting_in  # noqa: PLC0415
    from ventanilla.tickets.actions.watch import watch  # noqa: PLC0415

    with acting_in(World.load().faro):
        began = perf_counter()
        assert watch(at=at) == DUE
        seconds = perf_counter() - began
        began = perf_counter()
        assert watch(at=at) == 0
        return {"seconds": round(seconds, 2), "idle_ms": round((perf_counter() - began) * 1000, 2)}
