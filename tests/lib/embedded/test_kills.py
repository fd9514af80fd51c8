"""`kill -9` of the server, of a part of it, and of whoever started it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from ventanilla.lib.embedded import Server
from ventanilla.lib.embedded.leftovers import serving

LONELY = """
import sys, time
from pathlib import Path
from ventanilla.lib.embedded import Server
server = Server(Path(sys.argv[1]))
server.start()
print(server.url("owner"), flush=True)
time.sleep(600)
"""


def postmaster(folder: Path) -> int:
    return int((folder / "cluster/postmaster.pid").read_text().split()[0])


def wait_until_gone(folder: Path) -> None:
    until = time.monotonic() + 30
    while serving(folder / "cluster"):
        assert time.monotonic() < until, "PostgreSQL outlived whoever started it"
        time.sleep(0.02)


def test_what_was_committed_survives_the_kill_of_the_server(folder: Path):
    server = Server(folder)
    server.start()
    with psycopg.connect(server.url("owner"), autocommit=True) as owner:
        owner.execute("CREATE TABLE note AS SELECT 'committed' AS text")
        os.kill(postmaster(folder), signal.SIGKILL)
    until = time.monotonic() + 10
    while server.running:
        assert time.monotonic() < until
    address = server.url("owner")

    server.start()

    assert server.url("owner") == address
    with psycopg.connect(address) as owner:
        assert owner.execute("SELECT text FROM note").fetchone() == ("committed",)
    server.stop()


def test_a_stale_postmaster_pid_whose_number_belongs_to_another_is_no_obstacle(folder: Path):
    server = Server(folder)
    server.start(fsync=False)
    file = folder / "cluster/postmaster.pid"
    lines = file.read_text().splitlines()
    os.kill(postmaster(folder), signal.SIGKILL)
    server.stop()
    wait_until_gone(folder)
    file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")

    again = Server(folder)
    again.start(fsync=False)
    assert again.running
    again.stop()


def test_the_server_ends_with_whoever_started_it_and_the_next_start_finds_all(folder: Path):
    owner_process = subprocess.Popen(
        [sys.executable, "-c", LONELY, folder], stdout=subprocess.PIPE, text=True
    )
    assert owner_process.stdout is not None
    with psycopg.connect(owner_process.stdout.readline().strip(), autocommit=True) as owner:
        owner.execute("CREATE TABLE note AS SELECT 'kept' AS text")
        sockets = Path(owner.info.host)
    owner_process.kill()
    owner_process.wait()

    again = Server(folder)
    again.start()
    with psycopg.connect(again.url("owner")) as owner:
        assert owner.execute("SELECT text FROM note").fetchone() == ("kept",)
    again.stop()
    wait_until_gone(folder)
    assert not sockets.exists()


def test_a_start_cut_short_is_made_good_by_the_next(folder: Path):
    """What a kill in the middle of initdb, and of making the roles, leaves."""
    server = Server(folder)
    server.start(fsync=False)
    with psycopg.connect(server.url("superuser", "postgres"), autocommit=True) as superuser:
        superuser.execute("DROP DATABASE ventanilla")
        superuser.execute("DROP ROLE ventanilla_app")
    server.stop()
    (folder / "cluster.half").mkdir()
    (folder / "cluster.half/PG_VERSION").write_text("18")

    again = Server(folder)
    again.start(fsync=False)
    with psycopg.connect(again.url("app")) as app:
        assert app.execute("SELECT current_user").fetchone() == ("ventanilla_app",)
    again.stop()
