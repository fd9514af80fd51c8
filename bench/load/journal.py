"""Events as `journal.record` would have written them, chained; and seals over their heads."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from bench.load.columns import Rows
from ventanilla.institutions.models import Institution
from ventanilla.journal.chain import event_mac, instant, seal_mac
from ventanilla.journal.models import Event, Head, Seal, SealedHead

SUBJECT = "ticket"


class Told(NamedTuple):
    kind: str
    at: datetime
    actor: int | None
    channel: str
    data: dict[str, Any]


@dataclass
class Sealing:
    """The chain of an institution's seals."""

    slug: str
    n: int = 0
    mac: bytes = b""


class Journal:
    """`key` is the journal's; `seal` is the last seal's id."""

    def __init__(self, key: bytes, *, seal: int) -> None:
        self._key, self._seal = key, seal
        self.events = Rows(
            Event,
            "institution_id",
            "subject_kind",
            "subject_id",
            "n",
            "kind",
            "at",
            "recorded_at",
            "actor_id",
            "channel",
            "data",
            "mac",
        )
        self.heads = Rows(Head, "institution_id", "subject_kind", "subject_id", "n", "mac", "sealed_n")
        self.seals = Rows(Seal, "id", "institution_id", "n", "at", "mac")
        self.sealed = Rows(SealedHead, "institution_id", "seal_id", "subject_kind", "subject_id", "n", "mac")
        self._moved: dict[int, list[tuple[str, int, int, bytes]]] = defaultdict(list)
        self._chains: dict[int, Sealing] = {}
        self.lines: list[str] = []

    @property
    def tables(self) -> list[Rows]:
        return [self.events, self.heads, self.seals, self.sealed]

    def goes_on(self, institution: Institution, last: tuple[int, bytes]) -> None:
        """From the seals that are there."""
        self._chains[institution.pk] = Sealing(institution.slug, *last)

    def tell(self, institution_id: int, subject_id: int, events: Sequence[Told]) -> None:
        """The whole chain of one ticket."""
        mac = b""
        for n, told in enumerate(events, 1):
            mac = event_mac(
                self._key,
                mac,
                institution_id=institution_id,
                subject=(SUBJECT, subject_id),
                n=n,
                kind=told.kind,
                at=told.at,
                recorded_at=told.at,
                actor_id=told.actor,
                channel=told.channel,
                data=told.data,
            )
            data = json.dumps(told.data)
            self.events.add(
                institution_id,
                SUBJECT,
                subject_id,
                n,
                told.kind,
                told.at,
                told.at,
                told.actor,
                told.channel,
                data,
                mac,
            )
        last = len(events)
        self.heads.add(institution_id, SUBJECT, subject_id, last, mac, last)
        self._moved[institution_id].append((SUBJECT, subject_id, last, mac))

    def seal(self, *, at: datetime) -> None:
        """One seal an institution over what was told since the last."""
        for institution_id, heads in self._moved.items():
            chain = self._chains[institution_id]
            self._seal, chain.n = self._seal + 1, chain.n + 1
            heads.sort()
            chain.mac = seal_mac(
                self._key, chain.mac, institution_id=institution_id, n=chain.n, at=at, heads=heads
            )
            self.seals.add(self._seal, institution_id, chain.n, at, chain.mac)
            for kind, subject, n, mac in heads:
                self.sealed.add(institution_id, self._seal, kind, subject, n, mac)
            line = {"institution": chain.slug, "n": chain.n, "at": instant(at), "mac": chain.mac.hex()}
            self.lines.append(json.dumps(line))
        self._moved.clear()

    def write_lines(self, file: Path) -> None:
        """The file of seals outside the database."""
        with file.open("a", encoding="utf-8") as seals:
            seals.writelines(f"{line}\n" for line in self.lines)
