"""Keeps the database and its processes alive; stops all in order, or when one cannot be kept alive."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from pathlib import Path

from ventanilla.config.demo.child import Child
from ventanilla.config.demo.errors import GaveUp
from ventanilla.lib.embedded import Server
from ventanilla.lib.logfile import last_line

MOST_ENDS = 5
WITHIN = 60.0


class Supervisor:
    """`children` in the order in which they stop; the database before all of them, and after."""

    def __init__(self, server: Server, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self._server = server
        self._children = children
        self._say = say
        self._ends: dict[str, deque[float]] = defaultdict(lambda: deque(maxlen=MOST_ENDS))

    def start(self) -> None:
        for child in self._children:
            child.start()

    def look(self) -> None:
        """Starts again whatever has ended. Raises GaveUp, or the database's own reason not to start."""
        if not self._server.running:
            self._count("PostgreSQL", self._server.place.log)
            self._server.start()
        for child in self._children:
            if not child.running:
                child.sweep()
                self._count(child.name, child.log)
                child.start()

    def stop(self) -> None:
        for child in self._children:
            child.stop()
        self._server.stop()

    def _count(self, name: str, log: Path) -> None:
        now, ends = time.monotonic(), self._ends[name]
        ends.append(now)
        if len(ends) == MOST_ENDS and now - ends[0] < WITHIN:
            raise GaveUp(name, MOST_ENDS, last_line(log), log)
        self._say(f"{name} ended; it is started again.")
