"""`./run demo` as its user meets it: one institution, real processes, and what becomes of them."""

import os
import shutil
import signal
import smtplib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest

from ventanilla.config.demo import environment, ports
from ventanilla.lib.embedded.leftovers import serving

INSTITUTIONS = Path(__file__).parents[3] / "institutions"
PATIENCE = 180.0
KINDS = {
    "The web": "granian",
    "The worker": "worker",
    "The mail catcher": "catcher",
    "PostgreSQL": "postgres",
}


class Demo:
    """A running `ventanilla demo`; leaving the block presses Ctrl-C."""

    def __init__(self, data: Path, institutions: Path, port: int, log: Path) -> None:
        self.data = data
        self.port = port
        self.log = log
        words = ["demo", f"--data={data}", f"--institutions={institutions}", f"--port={port}", "--no-past"]
        with self.log.open("w") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ventanilla", *words], stdout=file, stderr=file, start_new_session=True
            )

    @property
    def said(self) -> str:
        return self.log.read_text()

    def await_word(self, word: str, times: int = 1) -> str:
        until = time.monotonic() + PATIENCE
        while self.said.count(word) < times:
            assert time.monotonic() < until, f"waiting for {word!r}: {self.said}"
            assert self.process.poll() is None or word in self.said, self.said
            time.sleep(0.05)  # between two looks at another process
        return self.said

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def children(self) -> dict[str, int]:
        """The processes that it keeps alive, by their names in its own words."""
        number = self.process.pid
        found = (Path("/proc") / str(number) / "task" / str(number) / "children").read_text().split()
        named = {int(one): (Path("/proc") / one / "cmdline").read_text() for one in found}
        return {
            name: one
            for name, word in KINDS.items()
            for one, line in named.items()
            if any(part.endswith(word) for part in line.split("\0"))
        }

    def status(self, path: str = "/umecit/", port: int = 0) -> int:
        connection = HTTPConnection(ports.HOST, port or self.port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def await_status(self, status: int) -> None:
        until = time.monotonic() + PATIENCE
        while self.status() != status:
            assert time.monotonic() < until, self.said
            time.sleep(0.05)  # between two looks at another process


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """One data folder for the module: prepared once, found again by each start."""
    with tempfile.TemporaryDirectory(prefix="ventanilla-test-") as made:
        Path(made).chmod(0o755)
        shutil.copytree(INSTITUTIONS / "umecit", Path(made) / "institutions" / "umecit")
        yield Path(made)


@contextmanager
def running(folder: Path) -> Iterator[Demo]:
    demo = Demo(folder / "data", folder / "institutions", ports.free(), log=folder / "demo.log")
    try:
        demo.await_word("Ctrl-C stops all of it")
        yield demo
    finally:
        if demo.process.poll() is None:
            demo.end()


@pytest.fixture(scope="class")
def demo(folder: Path) -> Iterator[Demo]:
    with running(folder) as demo:
        yield demo


def refused(folder: Path, port: int) -> str:
    """What a start that cannot succeed says."""
    demo = Demo(folder / "data", folder / "institutions", port, log=folder / "refused.log")
    assert demo.process.wait(PATIENCE) == 1
    return demo.said


class TestWhileItRuns:
    """The first start, from nothing."""

    def test_it_says_where_and_as_whom_to_sign_in(self, demo: Demo):
        assert f"http://127.0.0.1:{demo.port}/umecit/" in demo.said
        assert "ana@umecit.example" in demo.said
        assert demo.status("/umecit/") == 200
        mail = int(demo.said.split("Its mail    http://127.0.0.1:")[1].split("/")[0])
        assert demo.status("/", mail) == 200
        assert set(demo.children()) == set(KINDS)

    def test_what_it_writes_is_for_its_owner_alone(self, demo: Demo):
        port = int(environment.read(demo.data)["EMAIL_PORT"])
        with smtplib.SMTP(ports.HOST, port, timeout=30) as relay:
            relay.sendmail("a@x.example", ["ana@umecit.example"], "Subject: x\r\n\r\n482913")
        for secret in ("environment", "keys.json", "mail", "postgres/passwords.json", "logs/web.log"):
            assert (demo.data / secret).stat().st_mode & 0o077 == 0, secret

    @pytest.mark.parametrize("name", KINDS)
    def test_what_is_killed_comes_back(self, demo: Demo, name: str):
        before = demo.children()[name]
        os.kill(before, signal.SIGKILL)
        demo.await_word(f"{name} ended; it is started again.")
        demo.await_status(200)
        until = time.monotonic() + PATIENCE
        while demo.children().get(name, before) == before:
            assert time.monotonic() < until
            time.sleep(0.05)  # between two looks at another process

    def test_a_second_one_on_the_same_data_says_so_and_the_first_goes_on(self, demo: Demo, folder: Path):
        assert refused(folder, ports.free()) == (
            f"Another Ventanilla is running on {folder}/data/postgres: stop it, or choose another folder.\n"
        )
        assert demo.status() == 200
        assert (demo.data / "environment").exists()

    def test_a_port_in_use_is_one_line(self, demo: Demo, folder: Path):
        assert refused(folder, demo.port) == (
            f"Port {demo.port} cannot be used (Address already in use): choose another one with --port.\n"
        )
        assert demo.status() == 200


def test_the_second_start_has_nothing_to_prepare_and_ctrl_c_leaves_nothing_running(folder: Path):
    with running(folder) as demo:
        assert "preparing" not in demo.said
        assert (demo.data / "environment").exists()
        assert demo.end() == 0
        assert demo.said.endswith("stopped; nothing is lost\n")
        assert serving(demo.data / "postgres" / "cluster") == []
        assert not (demo.data / "environment").exists()
        ports.require(demo.port)


def test_sigterm_stops_all_as_ctrl_c_does(folder: Path):
    with running(folder) as demo:
        assert demo.end(signal.SIGTERM) == 0
        assert "nothing is lost" in demo.said


def test_after_the_kill_of_the_whole_demo_the_next_one_starts(folder: Path):
    with running(folder) as demo:
        children = demo.children().values()
        demo.end(signal.SIGKILL)
        until = time.monotonic() + 60
        while any((Path("/proc") / str(child)).exists() for child in children):
            assert time.monotonic() < until, "children outlive the demo"
            time.sleep(0.05)  # between two looks at another process
    with running(folder) as demo:
        assert demo.status() == 200


def test_a_folder_that_nobody_may_write_is_one_line():
    for place in ("/sys/ventanilla", "/dev/null/ventanilla"):
        demo = subprocess.run(
            [sys.executable, "-m", "ventanilla", "demo", f"--data={place}", f"--port={ports.free()}"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert demo.returncode == 1
        assert demo.stderr.startswith(f"The folder {place} cannot be written (")
        assert demo.stderr.count("\n") == 1


def test_a_broken_institution_is_told_with_file_and_line_and_mended_by_the_next_start(folder: Path):
    file = folder / "institutions" / "umecit" / "institution.yaml"
    sound = file.read_text()
    file.write_text(sound.replace("country: PA", "country: Panamá"))
    said = refused(folder, ports.free())
    line = sound.splitlines().index("country: PA") + 1
    assert "The step 'the institutions' failed" in said
    assert f"umecit/institution.yaml:{line}" in said
    file.write_text(sound)
    with running(folder) as demo:
        assert "preparing the institutions" in demo.said
        assert demo.status() == 200
