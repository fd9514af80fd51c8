"""Whether the journal is what was recorded: read as the owner, over all institutions, changing nothing.

Found: changed, inserted, removed and reordered events, a cut tail, a ticket without its events or events without
their ticket, an older database put back, switched-off triggers. Not found: what somebody who holds the key
rewrote since the last seal; and a tail cut since the last seal together with its head.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import connection

from ventanilla.journal.chain import event_mac, instant, seal_mac
from ventanilla.journal.seals import read_file

EVENTS = """
SELECT institution_id, subject_kind, subject_id, n, kind, at, recorded_at, actor_id, channel, data, mac
FROM journal_event ORDER BY institution_id, subject_kind, subject_id, n
"""
OF_SUBJECT = """
SELECT institution_id, subject_kind, subject_id, n, kind, at, recorded_at, actor_id, channel, data, mac
FROM journal_event WHERE subject_kind = %s AND subject_id = %s
"""
TABLES = ("journal_event", "journal_seal", "journal_sealedhead")


@dataclass(frozen=True)
class Finding:
    """`what` is one word of a closed list; `where` names institution, subject and event or seal."""

    what: str
    where: str


def verify(*, key: bytes, seals_file: Path, subjects: dict[str, str]) -> Iterator[Finding]:
    """Yield what is wrong. `subjects` names the table behind each kind of subject."""
    yield from _triggers()
    yield from _chains(key)
    yield from _heads()
    yield from _seals(key)
    yield from _file(seals_file)
    for kind, table in subjects.items():
        yield from _rows(kind, table)


def verify_subject(*, key: bytes, subject: tuple[str, int]) -> Iterator[Finding]:
    """What is wrong with the events of one subject of the institution acted for: its chain and its head.

    Reads under the policies. Whole journals, seals and switched-off triggers are `verify`'s.
    """
    events = _rows_of(f"{OF_SUBJECT} ORDER BY n", list(subject))
    heads = _rows_of(
        "SELECT n, mac FROM journal_head WHERE subject_kind = %s AND subject_id = %s", list(subject)
    )
    if events:
        yield from _chain(key, events[0][:3], events)
    last = (events[-1][3], bytes(events[-1][10])) if events else (0, b"")
    if (heads[0][0], bytes(heads[0][1])) != last if heads else events:
        yield Finding("cut", f"{subject[0]} {subject[1]}: the head does not fit its last event")


def count_events() -> int:
    return int(_rows_of("SELECT count(*) FROM journal_event")[0][0])


def _triggers() -> Iterator[Finding]:
    enabled = _rows_of(
        "SELECT c.relname, count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE t.tgname IN ('append_only', 'append_only_truncate') AND t.tgenabled IN ('O', 'A') GROUP BY 1"
    )
    found = dict(enabled)
    for table in TABLES:
        if found.get(table) != 2:
            yield Finding("unprotected", f"{table}: its append-only triggers are missing or switched off")


def _chains(key: bytes) -> Iterator[Finding]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(EVENTS)
        for subject, events in groupby(cursor, key=lambda row: row[:3]):
            yield from _chain(key, subject, events)


def _chain(key: bytes, subject: Any, events: Any) -> Iterator[Finding]:
    institution_id, kind, subject_id = subject
    expected, previous = 1, b""
    for row in events:
        n, event_kind, at, recorded_at, actor, channel, data, mac = row[3:]
        where = f"institution {institution_id}, {kind} {subject_id}, event {n}"
        if n != expected:
            yield Finding("removed", f"{where}: {n - expected} missing before it")
        right = event_mac(
            key,
            previous,
            institution_id=institution_id,
            subject=(kind, subject_id),
            n=n,
            kind=event_kind,
            at=at,
            recorded_at=recorded_at,
            actor_id=actor,
            channel=channel,
            data=_json(data),
        )
        if right != bytes(mac):
            yield Finding("changed", where)
        expected, previous = n + 1, bytes(mac)


def _heads() -> Iterator[Finding]:
    """The head of each subject is its last event: a cut tail leaves its head behind."""
    rows = _rows_of(
        "SELECT coalesce(h.institution_id, e.institution_id), coalesce(h.subject_kind, e.subject_kind), "
        "coalesce(h.subject_id, e.subject_id), h.n, e.n FROM journal_head h FULL JOIN "
        "(SELECT DISTINCT ON (institution_id, subject_kind, subject_id) * FROM journal_event "
        " ORDER BY institution_id, subject_kind, subject_id, n DESC) e "
        "USING (institution_id, subject_kind, subject_id) "
        "WHERE h.n IS DISTINCT FROM e.n OR h.mac IS DISTINCT FROM e.mac"
    )
    for institution_id, kind, subject_id, head, last in rows:
        where = f"institution {institution_id}, {kind} {subject_id}"
        if head is not None and (last is None or last < head):
            yield Finding("cut", f"{where}: the head says {head} events, the last is {last or 'none'}")
        else:
            yield Finding("head", f"{where}: the head does not fit event {last}")


def _seals(key: bytes) -> Iterator[Finding]:
    seals = _rows_of("SELECT institution_id, n, at, mac, id FROM journal_seal ORDER BY 1, 2")
    for institution_id, own in groupby(seals, key=lambda row: row[0]):
        expected, previous = 1, b""
        for _, n, at, mac, seal_id in own:
            where = f"institution {institution_id}, seal {n}"
            if n != expected:
                yield Finding("seal removed", where)
            heads = _rows_of(
                "SELECT subject_kind, subject_id, n, mac FROM journal_sealedhead WHERE institution_id = %s "
                "AND seal_id = %s ORDER BY 1, 2",
                [institution_id, seal_id],
            )
            listed = [(kind, subject, last, bytes(head)) for kind, subject, last, head in heads]
            right = seal_mac(key, previous, institution_id=institution_id, n=n, at=at, heads=listed)
            if right != bytes(mac):
                yield Finding("seal changed", where)
            expected, previous = n + 1, bytes(mac)
    yield from _sealed_events()


def _sealed_events() -> Iterator[Finding]:
    rows = _rows_of(
        "SELECT s.institution_id, s.subject_kind, s.subject_id, s.n FROM journal_sealedhead s "
        "LEFT JOIN journal_event e USING (institution_id, subject_kind, subject_id, n) "
        "WHERE e.mac IS DISTINCT FROM s.mac"
    )
    for institution_id, kind, subject_id, n in rows:
        yield Finding("not as sealed", f"institution {institution_id}, {kind} {subject_id}, event {n}")


def _file(path: Path) -> Iterator[Finding]:
    """The file outside knows every seal: a database without one of them is an older one put back."""
    slugs = dict(_rows_of("SELECT id, slug FROM institutions_institution"))
    held = {
        (slugs[institution_id], n): (instant(at), bytes(mac).hex())
        for institution_id, n, at, mac in _rows_of("SELECT institution_id, n, at, mac FROM journal_seal")
    }
    lines = {(line["institution"], line["n"]): (line["at"], line["mac"]) for line in read_file(path)}
    for name, written in sorted(lines.items()):
        if name not in held:
            yield Finding(
                "older database", f"{name[0]}, seal {name[1]} stands in the file, not in the database"
            )
        elif held[name] != written:
            yield Finding("seal changed", f"{name[0]}, seal {name[1]}: file and database differ")
    last = {slug: max(n for s, n in held if s == slug) for slug, _ in held}
    for slug, n in sorted(held.keys() - lines.keys()):
        if n != last[slug]:  # the last one may wait for its line after a crash; the next seal writes it
            yield Finding("file cut", f"{slug}, seal {n} is missing in the file of seals")


def _rows(kind: str, table: str) -> Iterator[Finding]:
    for institution_id, subject_id in _rows_of(
        "SELECT DISTINCT h.institution_id, h.subject_id FROM journal_head h "  # noqa: S608  (names from our code)
        f"LEFT JOIN {table} t ON t.institution_id = h.institution_id AND t.id = h.subject_id "
        "WHERE h.subject_kind = %s AND t.id IS NULL",
        [kind],
    ):
        yield Finding("row removed", f"institution {institution_id}, {kind} {subject_id}")
    for institution_id, subject_id in _rows_of(
        f"SELECT t.institution_id, t.id FROM {table} t WHERE NOT EXISTS (SELECT 1 FROM journal_event e "  # noqa: S608
        "WHERE e.institution_id = t.institution_id AND e.subject_kind = %s AND e.subject_id = t.id)",
        [kind],
    ):
        yield Finding("without events", f"institution {institution_id}, {kind} {subject_id}")


def _rows_of(sql: str, arguments: list[Any] | None = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, arguments)
        return cursor.fetchall()


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
