"""Real processes are killed; the supervisor brings them back, or gives up with a sentence."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from ventanilla.config.demo.child import Child
from ventanilla.config.demo.errors import GaveUp
from ventanilla.config.demo.supervisor import MOST_ENDS, Supervisor
from ventanilla.lib.embedded import Server

#: Says when it starts and when it ends in peace; has a child of its own, as the web has.
STEADY = """
import signal, subprocess, sys, time
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
print("started", inner.pid, flush=True)
signal.sigwait({signal.SIGTERM})
print("ended in peace", flush=True)
inner.kill()
"""
BLOCKED = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM});"


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    server = Server(data / "postgres")
    server.start(fsync=False)
    yield server
    server.stop()


def child(data: Path, name: str, program: str = BLOCKED + STEADY, patience: float = 10) -> Child:
    return Child(
        name, [sys.executable, "-c", program], dict(os.environ), data / "logs" / f"{name}.log", patience
    )


def until(condition: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def starts(child: Child) -> list[int]:
    """The inner process of each start, as it told; a line still being written is not told yet."""
    text = child.log.read_text() if child.log.exists() else ""
    told, _, _ = text.rpartition("\n")
    return [int(line.split()[1]) for line in told.splitlines() if line.startswith("started")]


def lives(process: int) -> bool:
    try:
        return (Path("/proc") / str(process) / "stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def test_a_killed_process_is_started_again_and_what_it_had_started_is_gone(server: Server, data: Path):
    said: list[str] = []
    web = child(data, "The web")
    supervisor = Supervisor(server, [web], said.append)
    supervisor.start()
    until(lambda: len(starts(web)) == 1, "it starts")
    os.kill(web.number, signal.SIGKILL)
    until(lambda: not web.running, "it ends")

    supervisor.look()

    until(lambda: len(starts(web)) == 2, "it starts again")
    until(lambda: not lives(starts(web)[0]), "its own child is gone")
    assert said == ["The web ended; it is started again."]
    supervisor.stop()


def test_all_stop_in_peace_and_in_order(server: Server, data: Path):
    children = [child(data, name) for name in ("The web", "The worker")]
    supervisor = Supervisor(server, children, print)
    supervisor.start()
    until(lambda: all(len(starts(each)) == 1 for each in children), "they start")
    supervisor.stop()
    assert all("ended in peace" in each.log.read_text() for each in children)
    assert children[0].log.stat().st_mtime <= children[1].log.stat().st_mtime
    assert not server.running


def test_who_does_not_listen_is_stopped_by_force(server: Server, data: Path):
    deaf = child(
        data, "The deaf", BLOCKED + "import time; print('started', 0, flush=True); time.sleep(600)", 0.2
    )
    supervisor = Supervisor(server, [deaf], print)
    supervisor.start()
    until(lambda: starts(deaf) == [0], "it starts")
    supervisor.stop()
    assert not deaf.running


def test_what_ends_again_and_again_stops_all_with_its_last_words(server: Server, data: Path):
    broken = child(data, "The worker", "import sys; sys.exit('no such table: ticket')")
    supervisor = Supervisor(server, [broken], lambda sentence: None)
    supervisor.start()
    with pytest.raises(GaveUp) as caught:
        for _ in range(MOST_ENDS):
            until(lambda: not broken.running, "it ends")
            supervisor.look()
    assert f"The worker ended {MOST_ENDS} times within a minute, so all was stopped." in str(caught.value)
    assert "no such table: ticket" in str(caught.value)
    supervisor.stop()


def test_a_killed_database_comes_back_under_the_same_address(server: Server, data: Path):
    said: list[str] = []
    supervisor = Supervisor(server, [], said.append)
    address = server.url("owner")
    with psycopg.connect(address, autocommit=True) as owner:
        owner.execute("CREATE TABLE note AS SELECT 'kept' AS text")
    os.kill(int((server.place.cluster / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
    until(lambda: not server.running, "it ends")

    supervisor.look()

    with psycopg.connect(address) as owner:
        assert owner.execute("SELECT text FROM note").fetchone() == ("kept",)
    assert said == ["PostgreSQL ended; it is started again."]
    supervisor.stop()


def test_children_end_with_a_supervisor_that_is_killed(data: Path):
    program = (
        "import os, sys, time\n"
        "from pathlib import Path\n"
        "from ventanilla.config.demo.child import Child\n"
        "words = [sys.executable, '-c', sys.argv[1]]\n"
        "child = Child('The web', words, dict(os.environ), Path(sys.argv[2]), 5)\n"
        "child.start()\n"
        "time.sleep(600)\n"
    )
    log = data / "logs" / "web.log"
    supervisor = Child(
        "Supervisor", [sys.executable, "-c", program, BLOCKED + STEADY, str(log)], os.environ, log, 5
    )
    supervisor.start()
    until(lambda: log.exists() and "started" in log.read_text(), "it starts")
    os.kill(supervisor.number, signal.SIGKILL)
    until(lambda: "ended in peace" in log.read_text(), "its child is told")
    supervisor.sweep()
