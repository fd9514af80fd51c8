"""A draw that anybody can make again. Pure.

Version 1. The pool is everything that was decided before: unit and number of the draw, what is drawn for, candidates
and exclusions in ascending order. Its digest is the SHA-256 of its canonical JSON. With the secret as key,
HMAC-SHA256(secret, digest of the pool ‖ counter) for the counters 0, 1, 2… (8 bytes, big-endian) gives words of 64
bits: the first 8 bytes of each. A word is refused that lies in the incomplete last round of the candidates' count
(so that none is likelier than another); the first that is not, modulo the count, is the place of who is chosen.

The secret was fixed before: its SHA-256 stands in the journal since the draw before it. It is derived from a key
that is never in the database, and told with the draw.
"""

import hmac
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from typing import Any

VERSION = 1
DOMAIN = b"ventanilla assignment secret 1"
BITS = 64


class UnknownVersion(ValueError):
    """A draw of an algorithm that this program does not know."""


@dataclass(frozen=True)
class Pool:
    """All that a draw depends on but its secret. `exclusions`: reasons by candidate."""

    unit: int
    n: int
    kind: str
    subject: tuple[str, int]
    candidates: tuple[int, ...]
    exclusions: Mapping[int, Sequence[str]]
    version: int = VERSION

    @property
    def digest(self) -> str:
        told: dict[str, Any] = {
            "version": self.version,
            "unit": self.unit,
            "n": self.n,
            "kind": self.kind,
            "subject": list(self.subject),
            "candidates": sorted(self.candidates),
            "exclusions": [[who, sorted(map(str, why))] for who, why in sorted(self.exclusions.items())],
        }
        written = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
        return sha256(written.encode()).hexdigest()


def secret(key: bytes, *, institution: int, unit: int, n: int, nonce: bytes) -> bytes:
    """The secret of a unit's n-th draw; who has not the key learns it when it is told."""
    own = hmac.new(key, DOMAIN, sha256).digest()
    return hmac.new(own, f"{institution}:{unit}:{n}:".encode() + nonce, sha256).digest()


def seed_digest(seed: bytes) -> str:
    return sha256(seed).hexdigest()


def drawn(seed: bytes, pool: Pool) -> int:
    """Who is chosen; raises UnknownVersion, ValueError for an empty pool."""
    if pool.version != VERSION:
        raise UnknownVersion(pool.version)
    ordered = sorted(set(pool.candidates))
    return ordered[below(len(ordered), _words(seed, pool.digest), bits=BITS)]


def below(limit: int, words: Iterator[int], *, bits: int) -> int:
    """A number below `limit` from evenly distributed words of so many bits, each equally likely."""
    if not 0 < limit <= 2**bits:
        raise ValueError(f"nothing can be drawn among {limit}")
    whole = 2**bits - 2**bits % limit
    return next(word for word in words if word < whole) % limit


def _words(seed: bytes, digest: str) -> Iterator[int]:
    for n in count():
        block = hmac.new(seed, bytes.fromhex(digest) + n.to_bytes(8, "big"), sha256).digest()
        yield int.from_bytes(block[: BITS // 8], "big")
