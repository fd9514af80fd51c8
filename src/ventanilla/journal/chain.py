"""The chain of an event and of a seal: HMAC-SHA256 over canonical bytes and the one before. Pure."""

import hmac
import json
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

#: Ids, codes, slugs, instants and hashes; no blanks, no @: a name or a sentence does not fit.
WORD = re.compile(r"[A-Za-z0-9_:.+\-/]{0,128}")


class NotForTheJournal(ValueError):
    """Event data that could carry personal text, or that JSON does not keep exactly."""


def event_mac(
    key: bytes,
    previous: bytes,
    *,
    institution_id: int,
    subject: tuple[str, int],
    n: int,
    kind: str,
    at: datetime,
    recorded_at: datetime,
    actor_id: int | None,
    channel: str,
    data: dict[str, Any],
) -> bytes:
    fields = [institution_id, *subject, n, kind, instant(at), instant(recorded_at), actor_id, channel, data]
    return mac(key, previous, fields)


def seal_mac(
    key: bytes,
    previous: bytes,
    *,
    institution_id: int,
    n: int,
    at: datetime,
    heads: Iterable[tuple[str, int, int, bytes]],
) -> bytes:
    """`heads` are (subject kind, subject id, n, mac of that event) in ascending order."""
    listed = [[kind, subject, last, head.hex()] for kind, subject, last, head in heads]
    return mac(key, previous, [institution_id, n, instant(at), listed])


def mac(key: bytes, previous: bytes, fields: list[Any]) -> bytes:
    payload = json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hmac.new(key, previous + payload.encode(), sha256).digest()


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def text_digest(salt: bytes, text: str) -> str:
    """What the journal keeps of a text: it proves the words while they exist, and says nothing without them."""
    return sha256(salt + text.encode()).hexdigest()


def check_data(value: Any, path: str = "data") -> None:
    """Refuse what does not belong in the journal."""
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) >= 2**63:
            raise NotForTheJournal(f"{path}: number out of range")
    elif isinstance(value, str):
        if not WORD.fullmatch(value):
            raise NotForTheJournal(f"{path}: only ids, codes, instants and hashes go into the journal")
    elif isinstance(value, list):
        for place, part in enumerate(value):
            check_data(part, f"{path}[{place}]")
    elif isinstance(value, dict):
        for name, part in value.items():
            _check_name(name, path)
            check_data(part, f"{path}.{name}")
    else:
        raise NotForTheJournal(f"{path}: {type(value).__name__} does not go into the journal")


def _check_name(name: Any, path: str) -> None:
    if not isinstance(name, str):  # JSON would make it a string, which sorts elsewhere
        raise NotForTheJournal(f"{path} key: {type(name).__name__} does not go into the journal")
    check_data(name, f"{path} key")
