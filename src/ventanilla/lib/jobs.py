"""The queue: tasks by name, deferred inside the transaction that needs them.

Every task is safe to repeat: a worker may die between doing the work and saying so.
"""

from collections.abc import Callable
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

#: About a day of attempts: 4 s, 8 s, 16 s … capped by the number of attempts.
PATIENT = RetryStrategy(max_attempts=12, exponential_wait=3)


def task(name: str, *, retry: RetryStrategy | bool = PATIENT, **options: Any) -> Callable[..., Any]:
    """Register a function as the task `name` (package.verb)."""
    return app.task(name=name, retry=retry, **options)


def periodic(name: str, *, cron: str) -> Callable[..., Any]:
    """Register a task that runs by the clock; it receives `timestamp` (seconds, UTC)."""

    def register(function: Callable[..., Any]) -> Any:
        return app.periodic(cron=cron)(app.task(name=name, pass_context=False, queueing_lock=name)(function))

    return register


def defer(name: str, *, in_seconds: int = 0, lock: str | None = None, **arguments: Any) -> None:
    """Queue one run of the task `name` in the current transaction; arguments are ids, never texts."""
    options: dict[str, Any] = {"lock": lock} if lock else {}
    if in_seconds:
        options["schedule_in"] = {"seconds": in_seconds}
    app.configure_task(name, **options).defer(**arguments)
