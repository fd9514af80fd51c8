"""The queue: tasks by name, deferred inside the transaction that needs them.

Every task is safe to repeat: a worker may die between doing the work and saying so.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection
from procrastinate import BaseRetryStrategy, RetryDecision, RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job, JobDeferrer
from procrastinate.manager import JobManager

#: About a day of attempts: after 3 s, 9 s, 27 s … 16 hours.
PATIENT = RetryStrategy(max_attempts=10, exponential_wait=3)
LONGEST_WAIT = 6 * 60 * 60  # seconds

#: A worker's own connection stands outside the transaction of the task that it runs. Django's never does.
_manager = JobManager(DjangoConnector())


class UntilDone(BaseRetryStrategy):
    """For a task that counts its attempts itself and ends without an error when it gives up."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        return RetryDecision(retry_in={"seconds": wait(job.attempts)})


def wait(attempts: int) -> int:
    """Seconds until the next attempt: 3, 9, 27 … and then every six hours."""
    return min(3 ** min(attempts + 1, 20), LONGEST_WAIT)


def task(name: str, *, retry: BaseRetryStrategy | bool = PATIENT, **options: Any) -> Callable[..., Any]:
    """Register a function as the task `name` (package.verb)."""
    return app.task(name=name, retry=retry, **options)


def periodic(name: str, *, cron: str) -> Callable[..., Any]:
    """Register a task that runs by the clock; it receives `timestamp` (seconds, UTC)."""

    def register(function: Callable[..., Any]) -> Any:
        return app.periodic(cron=cron)(app.task(name=name, pass_context=False, queueing_lock=name)(function))

    return register


def defer(
    name: str, *, lock: str | None = None, not_before: datetime | None = None, **arguments: Any
) -> None:
    """Queue one run of the task `name` in the current transaction; arguments are ids, never texts.

    Runs with the same `lock` follow each other, whoever works; `not_before` leaves one for later.
    """
    options: dict[str, Any] = {"lock": lock} if lock else {}
    if not_before is not None:
        options["schedule_at"] = not_before
    JobDeferrer(job_manager=_manager, job=app.configure_task(name, **options).job).defer(**arguments)


def forget_finished(*, before: datetime) -> int:
    """Remove the jobs that ended before an instant, well or not; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE status IN ('succeeded', 'failed', 'cancelled', 'aborted') "
            "AND NOT EXISTS (SELECT FROM procrastinate_events e WHERE e.job_id = procrastinate_jobs.id "
            "AND e.at >= %s)",
            [before],
        )
        return int(cursor.rowcount)
