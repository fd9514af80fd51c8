"""Statements over all of a directory are joined by hash: a table that was filled a moment ago has no statistics
yet, and a plan for one row takes minutes for 200,000."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def joined_as_sets() -> Iterator[None]:
    """Until the block ends, and never longer than the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = DEFAULT")
