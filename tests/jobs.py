"""Running the queue's jobs in the test's own process and transaction."""

import json

from django.db import connection
from procrastinate.contrib.django import app


def run_jobs(*, limit: int = 200) -> list[str]:
    """Run the jobs that wait, oldest first, also those scheduled for later; returns the names of the tasks."""
    ran: list[str] = []
    while (job := _next_job()) is not None:
        assert len(ran) < limit, f"jobs without end: {ran[-5:]}"
        name, arguments = job
        app.tasks[name].func(**arguments)
        ran.append(name)
    return ran


def _next_job() -> tuple[str, dict[str, object]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE id = (SELECT min(id) FROM procrastinate_jobs "
            "WHERE status = 'todo') RETURNING task_name, args"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    name, arguments = row
    return name, json.loads(arguments) if isinstance(arguments, str) else arguments
