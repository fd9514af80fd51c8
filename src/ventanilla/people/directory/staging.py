"""The rows of a file in a table of this transaction alone, so that the database can compare them as a set."""

from collections.abc import Iterable

from django.db import connection
from psycopg.types.json import Jsonb

from ventanilla.people.directory.reading import Row

#: `entry_id` and `person_id` are found by the comparison; `other` is who stands in the way of a conflict.
TABLE = """
CREATE TEMPORARY TABLE directory_line (
    n integer NOT NULL,
    email text NOT NULL,
    code text,
    data jsonb NOT NULL,
    reason text NOT NULL,
    entry_id bigint,
    person_id bigint,
    other jsonb
) ON COMMIT DROP
"""


def stage(rows: Iterable[Row]) -> None:
    """Streams: of 200,000 lines never more than a few are in memory. Call inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS directory_line")
        cursor.execute(TABLE)
        with cursor.copy("COPY directory_line (n, email, code, data, reason) FROM STDIN") as copy:
            for row in rows:
                copy.write_row((row.n, row.email, row.code, Jsonb(row.data), row.reason))
        cursor.execute("CREATE INDEX ON directory_line (code)")
        cursor.execute("CREATE INDEX ON directory_line (email)")
        cursor.execute("CREATE INDEX ON directory_line (entry_id)")
        cursor.execute("ANALYZE directory_line")
