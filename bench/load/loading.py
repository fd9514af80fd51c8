"""The whole load, in one transaction of the owner's."""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time

import psycopg
from psycopg import Connection

from bench.load import lives, totals
from bench.load.bareness import bare
from bench.load.columns import Rows, flushed
from bench.load.house import SHARES, House, house_of
from bench.load.journal import Journal
from bench.load.people import People
from bench.load.scenes import Scenes
from bench.load.tickets import Desk, Numbers
from bench.load.vocabulary import Vocabulary
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution

SEED = "ventanilla"
DAYS = 300
BATCH = 5_000


@dataclass
class Loaded:
    """`ids`: what a measurement looks for, by name."""

    tickets: int
    seals_file: Path
    seconds: float = 0.0
    cpu_seconds: float = 0.0  # of the loading process; PostgreSQL's beside it are added by the stage
    rows: dict[str, int] = field(default_factory=dict)
    ids: dict[str, list[int]] = field(default_factory=dict)


def load(
    count: int,
    *,
    address: str,
    key: bytes,
    seals_file: Path,
    now: datetime,
    shares: Mapping[str, float] = SHARES,
) -> Loaded:
    """`count` tickets into the applied institutions. `address` is the owner's; Django may be anybody."""
    began, rng = perf_counter(), Random(SEED)
    with psycopg.connect(address) as connection:
        houses = list(open_houses(shares, now))
        journal = Journal(key, seal=totals.last_id(connection, "journal_seal"))
        for house in houses:
            journal.goes_on(house.institution, totals.last_seal(connection, house.institution.pk))
        first = {name: totals.last_id(connection, name) for name in ("people_person", "people_account")}
        people = People(first, at=now - timedelta(days=DAYS + 30), rng=rng)
        for house in houses:
            people.settle(house, tickets=count)
        kinds = ("tickets_ticket", "tickets_message", "tickets_note", "tickets_deadline")
        numbers = Numbers(*(totals.last_id(connection, table) for table in kinds))
        desk = Desk(numbers, journal, Vocabulary.draw(rng), rng, now=now)
        loaded = Loaded(count, seals_file)
        every = [*people.tables, *desk.tables]
        with bare(connection, [rows.table for rows in every]):
            write(connection, people.tables, loaded)
            fill(connection, desk, houses, count, loaded)
        totals.keep(connection, houses, every)
    journal.write_lines(seals_file)
    with psycopg.connect(address, autocommit=True) as connection:
        totals.tidy(connection, loaded.rows)
    loaded.seconds, loaded.cpu_seconds = round(perf_counter() - began, 1), round(process_time(), 1)
    return loaded


def open_houses(shares: Mapping[str, float], now: datetime) -> Iterator[House]:
    for slug, share in shares.items():
        institution = Institution.objects.get(slug=slug)
        with acting_in(institution):
            yield house_of(institution, share, at=now)


def fill(connection: Connection, desk: Desk, houses: Sequence[House], count: int, loaded: Loaded) -> None:
    """Batch by batch, in the order in which they arrive, but for a tenth."""
    rng, first = desk.rng, desk.now - timedelta(days=DAYS)
    last = desk.now - timedelta(minutes=10)
    moments = lives.moments(rng, count, first=first, last=last)
    whose = rng.choices(houses, [house.share for house in houses], k=count)
    scenes = Scenes(max(houses, key=lambda house: house.share))
    cases = scenes.cases(count)
    for n, (created, house) in enumerate(zip(moments, whose, strict=True), 1):
        age = lives.age(created, first=first, last=last)
        name, case = cases.get(n, ("", None))
        pk = desk.make(scenes.house if case else house, created=created, age=age, case=case)
        if name:
            loaded.ids.setdefault(name, []).append(pk)
        if n % BATCH == 0 or n == count:
            desk.journal.seal(at=desk.now)
            write(connection, desk.tables, loaded)
            say(f"{n:,} of {count:,} tickets")


def write(connection: Connection, tables: Sequence[Rows], loaded: Loaded) -> None:
    found = Counter(loaded.rows)
    with connection.cursor() as cursor:
        for rows in tables:
            found[rows.table] += flushed(cursor, [rows])
    loaded.rows = dict(found)


def say(sentence: str) -> None:
    sys.stdout.write(f"· {sentence}\n")
    sys.stdout.flush()
