"""Counting what a page asks of the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

FREE = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT set_config('ventanilla.institution'")


@contextmanager
def at_most(budget: int) -> Iterator[list[str]]:
    """Fails with the statements when there were more than `budget`; yields the list, filled at the end."""
    counted: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield counted
    counted += [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(FREE)]
    listed = "\n".join(f"{n}. {sql[:300]}" for n, sql in enumerate(counted, 1))
    assert len(counted) <= budget, f"{len(counted)} statements where {budget} are allowed:\n{listed}"
