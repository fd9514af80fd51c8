"""The one place that asks the clock. Views, tasks and commands call it and pass the instant on (`at=`)."""

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)
