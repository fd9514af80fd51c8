"""One process of the demo: started on a leash, in a group of its own, and swept away whole."""

import os
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ventanilla.lib import leash
from ventanilla.lib.logfile import open_log

#: Seconds until the dead of a group must be buried; where nobody buries them, it goes on without.
SWEEPING = 2.0


class Child:
    def __init__(
        self, name: str, words: Sequence[str], environment: Mapping[str, str], log: Path, patience: float
    ) -> None:
        self.name = name
        self.log = log
        self._words = words
        self._environment = environment
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def number(self) -> int:
        return self._process.pid if self._process is not None else 0

    @property
    def running(self) -> bool:
        """Without taking notice of the end: while that is pending, its group's number is nobody else's."""
        if self._process is None or self._process.returncode is not None:
            return False
        return os.waitid(os.P_PID, self._process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None

    @property
    def failed(self) -> bool:
        """Once it is swept: whether it ended otherwise than well."""
        return self._process is not None and self._process.returncode != 0

    def start(self) -> None:
        with open_log(self.log) as log:
            self._process = subprocess.Popen(
                leash.command(self._words),
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def stop(self) -> None:
        """In peace, so that it finishes what it has accepted; after its patience by force."""
        if self._process is None:
            return
        if self.running:
            self._process.send_signal(signal.SIGTERM)
        until = time.monotonic() + self._patience
        while self.running and time.monotonic() < until:
            time.sleep(0.02)  # a wait with a timeout; `running` also reaps
        self.sweep()

    def sweep(self) -> None:
        """Ends what is left of its group, for instance the web's workers after the kill of their parent."""
        if self._process is not None and self._process.returncode is None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            until = time.monotonic() + SWEEPING
            while group_lives(self._process.pid) and time.monotonic() < until:
                time.sleep(0.01)  # no event tells that a group of strangers is gone


def group_lives(number: int) -> bool:
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True
