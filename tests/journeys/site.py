"""The whole product as an operator runs it: database, web, worker and a mail relay, each a process of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from ventanilla.config.demo.catcher import Catcher

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0  # seconds until something must have answered; these machines are slow at times


class Site:
    """`start()`, then `url(slug, path)`; `kill("web")` as the kernel would; mails in `catcher`."""

    def __init__(self, *, environment: dict[str, str], folder: Path, catcher: Catcher) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.catcher = catcher
        self.folder = folder
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            **environment,
            "BASE_URL": self.base,
            "ALLOWED_HOSTS": "127.0.0.1 localhost",
            "EMAIL_HOST": catcher.host,
            "EMAIL_PORT": str(catcher.port),
            "DATA_DIR": str(folder),
            "FILES_DIR": str(folder / "files"),
            "SEALS_FILE": str(folder / "seals.jsonl"),
            "PLAIN_STATIC": "",
            "LOG_LEVEL": "WARNING",
        }

    def start(self) -> None:
        self.run("web")
        self.run("worker")
        self.wait_for_web()

    def run(self, name: str) -> None:
        commands = {
            "web": [
                *("-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(self.port)),
                *("--no-ws", "ventanilla.config.wsgi:application"),
            ],
            "worker": ["-m", "ventanilla", "worker"],
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, *commands[name]],
                env=self.environment,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self, name: str) -> None:
        """SIGKILL to the process and all its children, then gone."""
        process = self.processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=PATIENCE)

    def stop(self) -> None:
        for process in self.processes.values():
            os.killpg(process.pid, signal.SIGTERM)
        for name, process in self.processes.items():
            try:
                process.wait(timeout=PATIENCE)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                raise AssertionError(f"{name} did not stop in {PATIENCE:.0f} seconds") from None
        self.processes.clear()

    def url(self, slug: str, path: str = "/") -> str:
        return f"{self.base}/{slug}{path}"

    def wait_for_web(self) -> None:
        def answers() -> bool:
            try:
                with urllib.request.urlopen(self.base, timeout=5) as response:
                    return bool(response.status == 200)
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                return False

        eventually(answers, f"the web answers ({self.tail('web')})")

    def mail(self, to: str, *, subject: str = "", count: int = 1, patience: float = PATIENCE) -> Any:
        """The last of at least `count` mails to an address whose subject holds some words, once they came."""

        def found() -> list[Any]:
            return [m for m in self.catcher.messages(to=to) if subject.lower() in m.subject.lower()]

        about = f"a mail to {to} about {subject!r} ({self.tail('worker')})"
        eventually(lambda: len(found()) >= count, about, patience=patience)
        return found()[-1]

    def command(self, *words: str, given: str | None = None) -> str:
        """What `ventanilla …` prints to what is `given` on its standard input; fails with its words when it fails."""
        return self.script("ventanilla", *words, given=given)

    def script(self, module: str, *words: str, given: str | None = None) -> str:
        """What a module prints that runs beside the site, in its environment; fails with its words."""
        done = subprocess.run(
            [sys.executable, "-m", module, *words],
            env=self.environment,
            cwd=ROOT,
            input=given,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,  # its words say more than its number
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def tail(self, name: str) -> str:
        log = self.folder / f"{name}.log"
        return log.read_text(errors="replace")[-800:] if log.exists() else "no log"


def eventually(holds: Any, what: str, *, patience: float = PATIENCE) -> None:
    """Wait until something holds; fails with its words after `patience` seconds."""
    until = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < until, f"in vain for {patience:.0f} s: {what}"
        time.sleep(0.1)  # between two looks at another process


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
