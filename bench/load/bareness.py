"""Tables without what slows a load: foreign keys and plain indexes are taken away, and made anew and checked after."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from psycopg import Connection, sql

KEYS = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND conrelid = ANY (%s::text[]::regclass[]) ORDER BY 1, 2
"""
INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = ANY (%s::text[]::regclass[]) AND NOT i.indisunique ORDER BY 1
"""


@contextmanager
def bare(connection: Connection, tables: Sequence[str]) -> Iterator[None]:
    """In the caller's transaction, so that no load leaves them so. Each key is checked over all rows at once."""
    keys = connection.execute(KEYS, [list(tables)]).fetchall()
    indexes = connection.execute(INDEXES, [list(tables)]).fetchall()
    for table, name, _definition in keys:
        drop = sql.SQL("ALTER TABLE {} DROP CONSTRAINT {}")
        connection.execute(drop.format(sql.Identifier(table), sql.Identifier(name)))
    for name, _definition in indexes:
        connection.execute(sql.SQL("DROP INDEX {}").format(sql.Identifier(name)))
    yield
    connection.execute("SET LOCAL maintenance_work_mem = '512MB'")
    for _name, definition in indexes:
        connection.execute(definition)
    for table, name, definition in keys:
        add = sql.SQL("ALTER TABLE {} ADD CONSTRAINT {} ").format(sql.Identifier(table), sql.Identifier(name))
        connection.execute(add + sql.SQL(definition))
