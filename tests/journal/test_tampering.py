"""Each way to falsify the record, done as superuser behind the triggers' back, is found by the command."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import connections

from tests.server import Database
from tests.world import MONDAY, World
from ventanilla.institutions.acting import acting_in
from ventanilla.journal.seals import seal
from ventanilla.lib.embedded import Role
from ventanilla.tickets.actions.attend import answer, take

pytestmark = pytest.mark.commits

ANA, DIEGO = "1", "2"  # the tickets' ids in a fresh world


@pytest.fixture(scope="module")
def story(_clone: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Path]]:
    """Ana's request, attended by Bruno and sealed; then Diego's request, not yet sealed."""
    seals, before = tmp_path_factory.mktemp("seals") / "seals.jsonl", settings.SEALS_FILE
    settings.SEALS_FILE = seals
    world = World.load()
    ticket = world.ticket(world.ana)
    with acting_in(world.faro):
        take(ticket_id=ticket.pk, agent=world.bruno, at=MONDAY + timedelta(minutes=5))
        later = MONDAY + timedelta(minutes=9)
        answer(ticket_id=ticket.pk, agent=world.bruno, body="Aquí está.", documents=[], at=later)
        seal(institution=world.faro, at=MONDAY + timedelta(hours=1))
    world.ticket(world.diego, at=MONDAY + timedelta(hours=2))
    connections.close_all()
    yield _clone, seals
    settings.SEALS_FILE = before


class Archive:
    """A copy of the story's database and file, to falsify."""

    def __init__(self, database: Database, seals: Path) -> None:
        self.database, self.seals = database, seals

    def tamper(self, sql: str, *arguments: Any) -> None:
        """As superuser, with the triggers off; refuses a statement that changes nothing."""
        with psycopg.connect(self.database.url("superuser")) as connection:
            connection.execute("SET session_replication_role = replica")
            assert connection.execute(sql, arguments).rowcount != 0, "nothing was falsified"

    def verify(self) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "ventanilla", "journal", "verify", "--seals", str(self.seals)],
            env=self.database.environment(),
            check=False,
            capture_output=True,
            text=True,
            timeout=120,
        )
        return done.returncode, done.stdout + done.stderr

    def found(self) -> str:
        """What the command says; it must have refused."""
        code, said = self.verify()
        assert code == 1, said
        return said


@pytest.fixture
def command(story: tuple[Database, Path], tmp_path: Path) -> Iterator[Archive]:
    original, seals = story
    copy = Database.fresh(like=original.name)
    yield Archive(copy, Path(shutil.copy(seals, tmp_path)))
    copy.drop()


@pytest.mark.requirement("UME-02", "cannot be edited or deleted")
def test_an_untouched_journal_is_whole(command: Archive) -> None:
    code, said = command.verify()
    assert code == 0, said
    assert "4 events verified: the record is whole" in said


@pytest.mark.parametrize(
    "change",
    [
        "at = at - interval '1 day'",
        "recorded_at = recorded_at + interval '1 second'",
        "actor_id = actor_id + 1",
        "kind = 'ticket.closed'",
        "channel = 'phone'",
        """data = jsonb_set(data, '{state}', '"closed"')""",
        "mac = decode(repeat('00', 32), 'hex')",
    ],
)
def test_a_changed_event_is_found(command: Archive, change: str) -> None:
    command.tamper(f"UPDATE journal_event SET {change} WHERE subject_id = {ANA} AND n = 2")
    assert "changed: institution 1, ticket 1, event 2" in command.found()


def test_an_event_removed_from_the_middle_is_found(command: Archive) -> None:
    command.tamper(f"DELETE FROM journal_event WHERE subject_id = {ANA} AND n = 2")
    said = command.found()
    assert "removed: institution 1, ticket 1, event 3" in said
    assert "changed: institution 1, ticket 1, event 3" in said


def test_an_inserted_event_is_found(command: Archive) -> None:
    command.tamper(
        "INSERT INTO journal_event (institution_id, subject_kind, subject_id, n, kind, at, recorded_at, channel, "
        f"data, mac) SELECT institution_id, subject_kind, subject_id, 4, 'ticket.closed', at, at, channel, '{{}}', "
        f"mac FROM journal_event WHERE subject_id = {ANA} AND n = 3"
    )
    assert "changed: institution 1, ticket 1, event 4" in command.found()


def test_two_events_in_the_other_order_are_found(command: Archive) -> None:
    for before, after in ((2, 90), (3, 2), (90, 3)):
        command.tamper(f"UPDATE journal_event SET n = {after} WHERE subject_id = {ANA} AND n = {before}")
    assert "changed: institution 1, ticket 1, event 2" in command.found()


def test_a_cut_tail_is_found_by_its_head(command: Archive) -> None:
    command.tamper(f"DELETE FROM journal_event WHERE subject_id = {ANA} AND n = 3")
    assert "cut: institution 1, ticket 1" in command.found()


def test_a_cut_tail_is_found_by_the_seal_when_its_head_was_cut_too(command: Archive) -> None:
    command.tamper(f"DELETE FROM journal_event WHERE subject_id = {ANA} AND n = 3")
    command.tamper(
        "UPDATE journal_head h SET n = 2, mac = e.mac FROM journal_event e WHERE h.subject_id = e.subject_id "
        f"AND e.n = 2 AND e.subject_id = {ANA}"
    )
    assert "not as sealed: institution 1, ticket 1, event 3" in command.found()


def test_a_removed_ticket_is_found_whether_its_events_stay_or_go(command: Archive) -> None:
    command.tamper(f"DELETE FROM tickets_ticket WHERE id = {ANA}")
    assert "row removed: institution 1, ticket 1" in command.found()
    command.tamper(f"DELETE FROM journal_event WHERE subject_id = {ANA}")
    command.tamper(f"DELETE FROM journal_head WHERE subject_id = {ANA}")
    assert "not as sealed: institution 1, ticket 1, event 3" in command.found()


def test_a_ticket_that_was_slipped_in_is_found(command: Archive) -> None:
    command.tamper(f"DELETE FROM journal_event WHERE subject_id = {DIEGO}")
    command.tamper(f"DELETE FROM journal_head WHERE subject_id = {DIEGO}")
    assert "without events: institution 1, ticket 2" in command.found()


def test_a_changed_or_removed_seal_is_found(command: Archive) -> None:
    command.tamper("UPDATE journal_sealedhead SET n = 2")
    assert "seal changed: institution 1, seal 1" in command.found()
    command.tamper("DELETE FROM journal_sealedhead")
    command.tamper("DELETE FROM journal_seal")
    assert "older database: faro, seal 1" in command.found()


def test_an_older_database_put_back_is_found_by_the_file(command: Archive) -> None:
    line = command.seals.read_text().splitlines()[0]
    with command.seals.open("a") as file:
        file.write(line.replace('"n": 1', '"n": 2') + "\n")
    assert "older database: faro, seal 2" in command.found()


def test_triggers_that_were_switched_off_are_found(command: Archive) -> None:
    with psycopg.connect(command.database.url("superuser")) as connection:
        connection.execute("ALTER TABLE journal_event DISABLE TRIGGER append_only")
    assert "unprotected: journal_event" in command.found()


@pytest.mark.parametrize("role", ["app", "owner"])
@pytest.mark.parametrize("table", ["journal_event", "journal_seal", "journal_sealedhead"])
@pytest.mark.parametrize("statement", ["UPDATE {} SET n = n", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_neither_role_may_rewrite_the_record(
    command: Archive, role: Role, table: str, statement: str
) -> None:
    refused = (psycopg.errors.InsufficientPrivilege, psycopg.errors.RestrictViolation)
    with psycopg.connect(command.database.url(role)) as connection, pytest.raises(refused):
        connection.execute("SELECT set_config('ventanilla.institution', '1', false)")
        connection.execute(statement.format(table))
