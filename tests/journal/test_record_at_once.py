"""Writers of one subject wait for each other; the record stays gapless and whole."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction

from tests.parallel import at_once
from tests.server import Database
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.models import Event
from ventanilla.journal.queries import events_of
from ventanilla.journal.record import record
from ventanilla.journal.seals import seal
from ventanilla.tickets.actions.attend import note

pytestmark = pytest.mark.commits
AT_ONCE, EACH = 8, 10


def read(subject: tuple[str, int]) -> None:
    with transaction.atomic():
        record(kind="ticket.read", subject=subject, at=MONDAY)


def test_writers_of_one_subject_leave_no_gap(world: World) -> None:
    ticket = world.ticket(world.ana)

    def notes(writer: int) -> None:
        for n in range(EACH):
            note(ticket_id=ticket.pk, agent=world.bruno, body=f"Nota {n} de {writer}", at=MONDAY)

    writers = [partial(notes, writer) for writer in range(AT_ONCE)]
    assert at_once(world.faro, writers) == [None] * AT_ONCE
    with acting_in(world.faro):
        assert [e.n for e in events_of("ticket", ticket.pk)] == list(range(1, AT_ONCE * EACH + 2))


def test_the_first_event_of_a_subject_may_be_written_by_many_at_once(world: World) -> None:
    """A person from the directory has no event yet when two of her pages save at the same moment."""
    for person in (7001, 7002, 7003, 7004, 7005):
        ends = at_once(world.faro, [partial(read, ("person", person))] * AT_ONCE)
        assert ends == [None] * AT_ONCE
        with acting_in(world.faro):
            assert [event.n for event in events_of("person", person)] == list(range(1, AT_ONCE + 1))


def test_who_waits_for_a_first_event_that_is_rolled_back_is_the_first(world: World) -> None:
    def give_up() -> None:
        with transaction.atomic():
            record(kind="ticket.read", subject=("person", 7100), at=MONDAY)
            transaction.set_rollback(True)

    ends = at_once(world.faro, [give_up, lambda: read(("person", 7100))] * 4)
    assert ends == [None] * 8
    with acting_in(world.faro):
        assert [event.n for event in events_of("person", 7100)] == [1, 2, 3, 4]


def test_writers_of_many_subjects_sealed_meanwhile_leave_a_whole_record(
    world: World, _clone: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.conf import settings  # noqa: PLC0415  (pointed to this test's own file)

    seals = tmp_path / "seals.jsonl"
    monkeypatch.setattr(settings, "SEALS_FILE", seals)
    subjects = [("person", 7200 + n) for n in range(5)]

    def write(seed: int) -> None:
        chance = Random(seed)
        for _ in range(EACH):
            read(chance.choice(subjects))

    def seal_now() -> None:
        for _ in range(5):
            seal(institution=world.faro, at=MONDAY)

    acts: list[Any] = [lambda seed=seed: write(seed) for seed in range(AT_ONCE)]
    assert at_once(world.faro, [*acts, seal_now]) == [None] * (AT_ONCE + 1)
    with acting_in(world.faro):
        told = Event.objects.filter(subject_kind="person", subject_id__in=[s for _, s in subjects])
        assert told.count() == AT_ONCE * EACH
    done = subprocess.run(
        [sys.executable, "-m", "ventanilla", "journal", "verify", "--seals", str(seals)],
        env={**os.environ, **_clone.environment()},
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the record is whole" in done.stdout
