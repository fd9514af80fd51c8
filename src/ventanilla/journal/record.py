"""The one way to write the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg.types.json import Jsonb

from ventanilla.institutions.acting import current_institution_id
from ventanilla.journal.chain import check_data, event_mac
from ventanilla.journal.kinds import BACKDATED, KINDS
from ventanilla.lib import jobs

SYSTEM = None
_tells: ContextVar[bool] = ContextVar("tells", default=True)

INSERT = """
WITH written AS (
    INSERT INTO journal_event (institution_id, subject_kind, subject_id, n, kind, at, recorded_at,
                               actor_id, channel, data, mac)
    VALUES (%(institution)s, %(subject_kind)s, %(subject_id)s, %(n)s, %(kind)s, %(at)s, %(recorded_at)s,
            %(actor)s, %(channel)s, %(data)s, %(mac)s)
    RETURNING id
), head AS (
    INSERT INTO journal_head AS h (institution_id, subject_kind, subject_id, n, mac, sealed_n)
    VALUES (%(institution)s, %(subject_kind)s, %(subject_id)s, %(n)s, %(mac)s, 0)
    ON CONFLICT (institution_id, subject_kind, subject_id)
    DO UPDATE SET n = excluded.n, mac = excluded.mac
)
SELECT id FROM written
"""


def record(
    *,
    kind: str,
    subject: tuple[str, int],
    at: datetime,
    actor: int | None = SYSTEM,
    channel: str = "system",
    data: dict[str, Any] | None = None,
    happened_at: datetime | None = None,
    first: bool = False,
) -> int:
    """Write an event in the caller's transaction and defer the one job that reacts to it; returns its id.

    `at` is now; `happened_at` an earlier instant, for the kinds of BACKDATED only. `actor` is a person's id
    (None: the desk itself). `first` says that the subject was created in this transaction.
    Two writers of one subject wait for each other (the head's row lock).
    """
    _check(kind, at, happened_at)
    data = data or {}
    check_data(data)
    institution_id = current_institution_id()
    n, previous = (0, b"") if first else _locked_head(institution_id, subject)
    told: dict[str, Any] = {"kind": kind, "at": happened_at or at, "recorded_at": at, "channel": channel}
    mac = event_mac(
        settings.JOURNAL_KEY,
        previous,
        institution_id=institution_id,
        subject=subject,
        n=n + 1,
        actor_id=actor,
        data=data,
        **told,
    )
    row: dict[str, Any] = {"subject_kind": subject[0], "subject_id": subject[1], "n": n + 1, "actor": actor}
    row |= {**told, "mac": mac, "institution": institution_id, "data": Jsonb(data)}
    with connection.cursor() as cursor:
        cursor.execute(INSERT, row)
        event_id = int(cursor.fetchone()[0])
    if _tells.get():
        jobs.defer("react", institution_id=institution_id, event_id=event_id)
    return event_id


@contextmanager
def told_long_ago() -> Iterator[None]:
    """For history that is brought in: what is recorded inside was told when it happened, and nothing follows now.

    The events are as true and as well chained as any other. Never for what happens now.
    """
    token = _tells.set(False)
    try:
        yield
    finally:
        _tells.reset(token)


def _check(kind: str, at: datetime, happened_at: datetime | None) -> None:
    if kind not in KINDS:
        raise ValueError(f"unknown event kind {kind!r}: journal/kinds.py names them all")
    if happened_at is not None and happened_at > at:
        raise ValueError("an event cannot happen after it is recorded")
    if happened_at is not None and happened_at != at and kind not in BACKDATED:
        raise ValueError(f"{kind} may not carry an earlier instant")
    if not connection.in_atomic_block:
        raise RuntimeError("record() belongs in the transaction of what it records")


def _locked_head(institution_id: int, subject: tuple[str, int]) -> tuple[int, bytes]:
    """The subject's last event, held until the transaction ends; (0, b"") before its first."""
    row = _head(institution_id, subject)
    if row is None:  # an empty one to hold: two first writers must wait for each other too
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO journal_head (institution_id, subject_kind, subject_id, n, mac, sealed_n) "
                "VALUES (%s, %s, %s, 0, '', 0) ON CONFLICT DO NOTHING",
                [institution_id, *subject],
            )
        row = _head(institution_id, subject)
    assert row is not None, "a head is never removed"
    return row


def _head(institution_id: int, subject: tuple[str, int]) -> tuple[int, bytes] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n, mac FROM journal_head WHERE institution_id = %s AND subject_kind = %s "
            "AND subject_id = %s FOR UPDATE",
            [institution_id, *subject],
        )
        row = cursor.fetchone()
    return None if row is None else (int(row[0]), bytes(row[1]))
