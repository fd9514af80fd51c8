"""The rows of a file in a table, so that the database can compare them as a set."""

from collections.abc import Iterable
from itertools import islice

from django.db import connection
from psycopg.types.json import Jsonb

from ventanilla.institutions.acting import current_institution_id
from ventanilla.people.directory.reading import Row

BATCH = 2000  # lines in memory
INSERT = """
INSERT INTO people_directoryline (institution_id, n, email, code, data, reason)
SELECT %s, * FROM unnest(%s::integer[], %s::text[], %s::text[], %s::jsonb[], %s::text[])
"""


def stage(rows: Iterable[Row]) -> None:
    """Streams. Call inside the transaction that compares, and clear before it ends."""
    waiting = iter(rows)
    with connection.cursor() as cursor:
        while batch := list(islice(waiting, BATCH)):
            cursor.execute(
                INSERT,
                [
                    current_institution_id(),
                    [row.n for row in batch],
                    [row.email for row in batch],
                    [row.code for row in batch],
                    [Jsonb(row.data) for row in batch],
                    [row.reason for row in batch],
                ],
            )


def clear() -> None:
    """Only this transaction's own lines are there to be seen."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM people_directoryline")
