"""How often something may happen: one row per key and window, counted by an atomic upsert.

Holds across processes, unlike a counter in memory. The table is made by institutions' first migration.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection


class TooOften(Exception):
    """The limit of a key is used up until `until` (UTC)."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"too many attempts until {until.isoformat()}")
        self.until = until


@dataclass(frozen=True)
class Limit:
    name: str
    times: int
    per: timedelta


#: Counts one more use; takes what `window` gives. For statements that do something else besides.
COUNT = (
    "INSERT INTO throttle AS t (key, till, used) VALUES (%s, %s, 1) "
    "ON CONFLICT (key) DO UPDATE SET used = CASE WHEN t.till = excluded.till THEN t.used + 1 ELSE 1 END, "
    "till = excluded.till RETURNING used"
)


def count(limit: Limit, key: str, *, at: datetime) -> None:
    """Count one more use of `key`; raise TooOften beyond the limit. Keys are stored hashed.

    In a transaction that then fails the count is undone too: what was refused stays refused all the same.
    """
    digest, until = window(limit, key, at=at)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [digest, until])
        if cursor.fetchone()[0] > limit.times:
            raise TooOften(until)


def window(limit: Limit, key: str, *, at: datetime) -> tuple[str, datetime]:
    """The hashed key, and when its present window ends."""
    seconds = int(limit.per.total_seconds())
    passed = int(at.timestamp()) // seconds
    return _digest(limit, key), datetime.fromtimestamp((passed + 1) * seconds, tz=at.tzinfo)


def check(limit: Limit, key: str, *, at: datetime) -> None:
    """Raise TooOften if `key` is used up; counts nothing. For limits on failures, counted when they fail."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT till FROM throttle WHERE key = %s AND till > %s AND used >= %s",
            [_digest(limit, key), at, limit.times],
        )
        row = cursor.fetchone()
    if row is not None:
        raise TooOften(row[0])


def forget_past(*, at: datetime) -> int:
    """Remove the windows that are over; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM throttle WHERE till < %s", [at])
        return int(cursor.rowcount)


def _digest(limit: Limit, key: str) -> str:
    return sha256(f"{limit.name}\0{key}".encode()).hexdigest()
