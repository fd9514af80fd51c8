"""What processes cost, as Linux counts it: user and system time of a whole tree, and its memory."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

TICK = os.sysconf("SC_CLK_TCK")
PROC = Path("/proc")


class Cost(NamedTuple):
    """Seconds of CPU of the web (its workers and their parent) and of PostgreSQL."""

    web: float
    database: float

    def since(self, before: "Cost") -> "Cost":
        return Cost(self.web - before.web, self.database - before.database)

    @property
    def both(self) -> float:
        return self.web + self.database


def seconds(root: int) -> float:
    """User and system time of a process and all below it, with those that have ended; ticks are 10 ms."""
    return sum(_ticks(pid) for pid in tree(root)) / TICK


def tree(root: int) -> Iterator[int]:
    children: dict[int, list[int]] = {}
    for pid, parent in _parents():
        children.setdefault(parent, []).append(pid)
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting += children.get(pid, [])


def proportional_memory(root: int) -> int:
    """PSS of a tree in bytes: shared pages count once among those that share them."""
    return sum(_pss(pid) for pid in tree(root))


def _parents() -> Iterator[tuple[int, int]]:
    for entry in PROC.iterdir():
        if entry.name.isdecimal() and (fields := _stat(int(entry.name))):
            yield int(entry.name), int(fields[1])


def _ticks(pid: int) -> int:
    """Of the process itself, and of its children that it has buried."""
    fields = _stat(pid)
    return sum(map(int, fields[11:15])) if fields else 0


def _stat(pid: int) -> list[str]:
    """The fields after the name; none where the process has just ended."""
    try:
        line = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return []
    return line.rpartition(")")[2].split()


def _pss(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
