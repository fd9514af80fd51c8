"""The same writings as plain SQL: what PostgreSQL itself takes for the rows of a submit and of a reply.

Rows of tickets that are there are written once more, under other ids and codes, each in a transaction of its own, as
the application's role behind its policies and keys; the disk flush is the real one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import psycopg
from psycopg import Connection, sql
from psycopg.types.json import Jsonb

from bench.race import Lane
from ventanilla.journal.chain import event_mac

Written = tuple[Any, list[Any]]
#: What a submit writes, in order; `ticket_id` or, of the journal, `subject_id` says whose rows they are.
SUBMIT = ("tickets_ticket", "tickets_message", "tickets_deadline", "journal_event", "journal_head")
#: Of many rows, the first alone: what an earlier floor has written is not written again.
FIRST = {"tickets_message": "true ORDER BY id LIMIT 1", "journal_event": "n = 1"}
NUMBER = """
INSERT INTO tickets_ticketnumber AS n (institution_id, year, last) VALUES (%s, 1999, 1)
ON CONFLICT (institution_id, year) DO UPDATE SET last = n.last + 1
"""
JOB = "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES ('bench', 'none', '{}', 'cancelled')"
ACTIVE = "UPDATE tickets_ticket SET last_activity_at = now() WHERE id = %s"
HEAD = "UPDATE journal_head SET n = %s, mac = %s WHERE subject_kind = 'ticket' AND subject_id = %s"


class Writer:
    """One connection that writes like the ticket `like`, with events that verify."""

    def __init__(self, connection: Connection, institution: int, like: int, key: bytes) -> None:
        self._connection, self._institution, self._like, self._key = connection, institution, like, key
        connection.execute("SELECT set_config('ventanilla.institution', %s, false)", [str(institution)])
        self._rows = {table: self._held(table) for table in SUBMIT}
        head = self._rows["journal_head"][0]
        self._n, self._mac = head["n"], bytes(head["mac"])

    def _held(self, table: str) -> list[dict[str, Any]]:
        """The rows of that ticket, but for their own id."""
        whose = {"tickets_ticket": "id", "journal_event": "subject_id", "journal_head": "subject_id"}
        query = sql.SQL("SELECT * FROM {} WHERE {} = %s AND {}").format(
            sql.Identifier(table),
            sql.Identifier(whose.get(table, "ticket_id")),
            sql.SQL(FIRST.get(table, "true")),
        )
        with self._connection.cursor(row_factory=psycopg.rows.dict_row) as cursor:
            rows = cursor.execute(query, [self._like]).fetchall()
        return [{name: value for name, value in row.items() if name != "id"} for row in rows]

    def new_ticket(self) -> list[Written]:
        """The statements of a submit."""
        found = self._connection.execute(
            "SELECT nextval(pg_get_serial_sequence('tickets_ticket', 'id'))"
        ).fetchone()
        assert found is not None
        [pk] = found
        event = self._event(pk, 1, b"")
        ticket = {"id": pk, "code": f"SQL-{pk}", "submission_key": uuid4(), "only_open_key": None}
        head = {"subject_id": pk, "n": 1, "mac": event["mac"], "sealed_n": 0}
        return [
            (NUMBER, [self._institution]),
            *self._inserts("tickets_ticket", ticket),
            *self._inserts("tickets_message", {"ticket_id": pk, "key": None}),
            *self._inserts("tickets_deadline", {"ticket_id": pk}),
            *self._inserts("journal_event", event),
            *self._inserts("journal_head", head),
            (JOB, []),
        ]

    def new_reply(self) -> list[Written]:
        """Those of a reply, one after the other on one ticket."""
        self._n += 1
        event = self._event(self._like, self._n, self._mac)
        self._mac = event["mac"]
        return [
            ("SELECT * FROM tickets_ticket WHERE id = %s FOR NO KEY UPDATE", [self._like]),
            *self._inserts("tickets_message", {"key": None}),
            *self._inserts("journal_event", event),
            (HEAD, [self._n, self._mac, self._like]),
            (ACTIVE, [self._like]),
            (JOB, []),
        ]

    def write(self, statements: list[Written]) -> None:
        with self._connection.transaction():
            for statement, values in statements:
                self._connection.execute(statement, values)

    def _event(self, pk: int, n: int, before: bytes) -> dict[str, Any]:
        row = self._rows["journal_event"][0]
        names = ("kind", "at", "recorded_at", "actor_id", "channel", "data")
        told = {name: row[name] for name in names}
        mac = event_mac(
            self._key, before, institution_id=self._institution, subject=("ticket", pk), n=n, **told
        )
        return {"subject_id": pk, "n": n, "mac": mac}

    def _inserts(self, table: str, fresh: dict[str, Any]) -> list[Written]:
        found: list[Written] = []
        for row in self._rows[table]:
            values = {**row, **fresh}
            columns = sql.SQL(", ").join(map(sql.Identifier, values))
            marks = sql.SQL(", ").join(sql.Placeholder() * len(values))
            insert = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(sql.Identifier(table), columns, marks)
            found.append((insert, [adapted(value) for value in values.values()]))
        return found


@dataclass(frozen=True)
class Writing(Lane):
    """`make` gives the statements of one more; they are not counted until they are sent."""

    writer: Writer
    make: Callable[[], list[Written]]

    def prepare(self, n: int) -> list[Written]:
        return self.make()

    def act(self, prepared: list[Written]) -> None:
        self.writer.write(prepared)


def adapted(value: Any) -> Any:
    return Jsonb(value) if isinstance(value, dict) else value
