"""`ventanilla worker`, a process of its own on a database of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from tests.server import Database
from ventanilla.lib import jobs

pytestmark = pytest.mark.commits
TASK = "config.housekeeping"
PATIENCE = 60.0


class Worker:
    def __init__(self, database: Database, log: Path, **more: str) -> None:
        self.database = database
        self.log = log
        with log.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ventanilla", "worker"],
                env={**database.environment(), **more},
                stdout=file,
                stderr=file,
            )

    def ask(self, statement: str) -> list[tuple]:
        with psycopg.connect(self.database.url("superuser"), autocommit=True) as superuser:
            cursor = superuser.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def await_rows(self, number: int, statement: str) -> None:
        until = time.monotonic() + PATIENCE
        while len(self.ask(statement)) != number:
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)

    def await_start(self) -> None:
        self.await_rows(
            1, "SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > now() - interval '5 s'"
        )


@pytest.fixture
def worker(_clone: Database, tmp_path: Path) -> Iterator[Worker]:
    worker = Worker(_clone, tmp_path / "worker.log")
    worker.ask("DELETE FROM procrastinate_workers")  # of the test before
    yield worker
    worker.process.kill()
    worker.process.wait()


WAITING = f"SELECT 1 FROM procrastinate_jobs WHERE task_name = '{TASK}' AND status <> 'succeeded'"


def test_a_job_is_done_as_soon_as_it_is_deferred_and_leaves_no_row(worker: Worker):
    worker.await_start()
    before = time.monotonic()
    jobs.defer(TASK, timestamp=0)
    worker.await_rows(0, WAITING)
    assert time.monotonic() - before < 4.5  # told by the database: asking comes round every five seconds
    worker.await_rows(0, f"SELECT 1 FROM procrastinate_jobs WHERE task_name = '{TASK}'")


def test_a_job_whose_worker_was_killed_is_done_by_the_next(worker: Worker):
    worker.await_start()
    os.kill(worker.process.pid, signal.SIGKILL)
    worker.process.wait()
    jobs.defer(TASK, timestamp=0)
    worker.ask(
        "UPDATE procrastinate_jobs SET status = 'doing', worker_id = (SELECT max(id) FROM procrastinate_workers)"
    )
    second = Worker(worker.database, worker.log)
    try:
        second.await_rows(0, WAITING)
    finally:
        second.process.kill()
        second.process.wait()


def test_it_ends_in_peace_when_told_to(worker: Worker):
    worker.await_start()
    worker.process.terminate()
    assert worker.process.wait(PATIENCE) == 0
    worker.await_rows(0, "SELECT 1 FROM procrastinate_workers")


def test_it_goes_on_when_the_database_dropped_its_connections(worker: Worker):
    """Those that rest, as a proxy does; one that is in the middle of its work ends the worker, for another to begin."""
    worker.await_start()
    worker.ask(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND usename = 'ventanilla_app' AND state = 'idle'"
    )
    connection.close()  # ours was among them
    jobs.defer(TASK, timestamp=0)
    worker.await_rows(0, WAITING)


def test_it_refuses_to_work_as_the_owner(worker: Worker, tmp_path: Path):
    owner = Worker(worker.database, tmp_path / "owner.log", DATABASE_URL=worker.database.url("owner"))
    assert owner.process.wait(PATIENCE) == 1
    assert "DATABASE_URL must name the application's role" in owner.log.read_text()
