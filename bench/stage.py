"""The desk that is measured: embedded PostgreSQL, the web and the worker, started as a deployment would."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from bench import processes
from bench.processes import Cost
from ventanilla.config.demo import environment, ports
from ventanilla.config.demo.child import Child
from ventanilla.config.demo.command import answers, make_folder
from ventanilla.config.demo.environment import Addresses
from ventanilla.config.demo.preparation import SOURCE, Preparation
from ventanilla.lib.embedded import Role, Server

PROJECT = SOURCE.parents[1]
INSTITUTIONS = [PROJECT / "institutions"]
WEB = "ventanilla.config.wsgi:application"
WORKERS = 2
PATIENCE = 60.0


class Stage:
    """`data` holds everything. Start with `open_stage`."""

    def __init__(self, data: Path) -> None:
        self.data = data
        web = ports.free()
        self.addresses = Addresses(web, ports.free(), ports.free())
        self.server = Server(data / "postgres", tell=say)
        self._web: Child | None = None
        self._worker: Child | None = None
        self._catcher: Child | None = None

    # The data

    def load(self, tickets: int) -> dict[str, Any]:
        """As many tickets as wanted: what an earlier run left in the same folder is used again."""
        told = self.data / "loaded.json"
        known: dict[str, Any] = json.loads(told.read_text()) if told.exists() else {}
        if known and known["tickets"] != tickets:
            sys.exit(f"{self.data} holds {known['tickets']:,} tickets: name another folder for {tickets:,}.")
        self.server.start(fsync=False)
        as_owner = environment.owner(self._told(), self.server)
        preparation = Preparation(self.data, INSTITUTIONS, say)
        preparation.run(as_owner=as_owner, as_application=self._told(), anew=not known)
        if not known:
            before = self.cost().database
            self._python("-m", "bench.load", str(tickets), str(told), environment=as_owner)
            known = json.loads(told.read_text())
            known["cpu_seconds"] = round(known["cpu_seconds"] + self.cost().database - before, 1)
            told.write_text(json.dumps(known))
        self.server.stop()
        self.server.start(fsync=True)
        return known

    def acts(self) -> dict[str, Any]:
        """Who does what: signed-in sessions and tickets, made by the application."""
        told = self.data / "acts.json"
        self._python(
            "-m", "bench.actors", str(self.data / "loaded.json"), str(told), environment=self._told()
        )
        found: dict[str, Any] = json.loads(told.read_text())
        return found

    def told(self, module: str, *words: str, role: Role = "app") -> Any:
        """What a program of the bench writes as JSON."""
        return json.loads(
            subprocess.run(
                [sys.executable, "-m", module, *words],
                env=self.environment(role),
                cwd=PROJECT,
                check=True,
                stdout=subprocess.PIPE,
            ).stdout
        )

    def _python(self, *words: str, environment: dict[str, str]) -> None:
        subprocess.run([sys.executable, *words], env=environment, cwd=PROJECT, check=True)

    def environment(self, role: Role = "app") -> dict[str, str]:
        told = self._told()
        return environment.owner(told, self.server) if role == "owner" else told

    def _told(self) -> dict[str, str]:
        return environment.application(self.data, self.server, self.addresses)

    # The processes

    @contextmanager
    def web(
        self, application: str = WEB, *, workers: int = WORKERS, threads: int = 16, **more: str
    ) -> Iterator[int]:
        """The web on its port, as docs/how-to/deploy.md starts it; yields its process."""
        words = [sys.executable, "-m", "granian", "--interface=wsgi", f"--host={ports.HOST}", "--no-ws"]
        words += [f"--port={self.addresses.web}", f"--workers={workers}", f"--blocking-threads={threads}"]
        words += ["--log-level=warning", application]
        told = {**self._told(), "PYTHONPATH": str(PROJECT), **more}
        child = Child("The web", words, told, self.data / "logs" / "web.log", patience=10)
        child.start()
        try:
            until = time.monotonic() + PATIENCE
            while not answers(self.addresses.web):
                if not child.running or time.monotonic() > until:
                    sys.exit(f"The web did not start: {child.log} says why.")
                time.sleep(0.05)  # between two looks: only asking tells
            self._web = child
            yield child.number
        finally:
            self._web = None
            child.stop()

    @contextmanager
    def worker(self) -> Iterator[int]:
        """The worker, and somebody who takes its mail."""
        logs, told = self.data / "logs", self._told()
        words = [sys.executable, "-m", "ventanilla.config.demo.catcher", str(self.data / "mail")]
        words += [str(self.addresses.smtp), str(self.addresses.mail_pages)]
        catcher = Child("The mail catcher", words, told, logs / "catcher.log", patience=5)
        worker = Child(
            "The worker", [sys.executable, "-m", "ventanilla", "worker"], told, logs / "worker.log", 30
        )
        catcher.start()
        worker.start()
        try:
            yield worker.number
        finally:
            worker.stop()
            catcher.stop()

    def cost(self) -> Cost:
        """Until now, of the web that runs and of PostgreSQL."""
        web = processes.seconds(self._web.number) if self._web else 0.0
        return Cost(web, processes.seconds(self.postmaster))

    @property
    def postmaster(self) -> int:
        """The server's own process: the first line of its file."""
        return int((self.server.place.cluster / "postmaster.pid").read_text().split()[0])

    def memory(self) -> int:
        return processes.proportional_memory(self._web.number) if self._web else 0

    def connect(self, role: Role = "app", **options: Any) -> psycopg.Connection:
        return psycopg.connect(self.server.url(role), autocommit=True, **options)


@contextmanager
def open_stage(data: Path | None) -> Iterator[Stage]:
    """In a folder that stays, or in one that goes."""
    folder = data or Path(tempfile.mkdtemp(prefix="ventanilla-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)  # root's server runs as another user, who must get through
    make_folder(folder)
    stage = Stage(folder.absolute())
    try:
        yield stage
    finally:
        stage.server.stop()
        if data is None:
            shutil.rmtree(folder)


def say(sentence: str) -> None:
    sys.stdout.write(f"· {sentence}\n")
    sys.stdout.flush()


__all__: Sequence[str] = ("Stage", "open_stage", "say")
