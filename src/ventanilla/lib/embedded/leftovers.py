"""What a server killed with `kill -9` leaves behind: processes without a postmaster, a stale postmaster.pid.

Only called while holding the folder's lock: whoever still serves the cluster then has lost its Ventanilla.
"""

import os
import signal
import time
from collections.abc import Iterable
from pathlib import Path

PROCESSES = Path("/proc")
PATIENCE = 60.0


def clear(cluster: Path) -> None:
    """Ends what still serves the cluster: in peace, and after a minute by force.

    A stale postmaster.pid is removed only once nobody serves: PostgreSQL itself would refuse to start where
    its number has meanwhile gone to another process.
    """
    if not PROCESSES.is_dir():  # not Linux: PostgreSQL's own check of postmaster.pid has to do
        return
    file = cluster / "postmaster.pid"
    end(set(serving(cluster)) & {postmaster(file)}, signal.SIGINT)  # the others follow it
    until = time.monotonic() + PATIENCE
    while left := serving(cluster):
        if time.monotonic() > until:
            end(left, signal.SIGKILL)
        time.sleep(0.02)  # no event tells that somebody else's child is gone
    file.unlink(missing_ok=True)


def postmaster(file: Path) -> int:
    """The process that postmaster.pid names; 0 where there is none."""
    try:
        return int(file.read_text().split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return 0


def end(processes: Iterable[int], how: signal.Signals) -> None:
    for process in processes:
        try:
            os.kill(process, how)
        except ProcessLookupError:
            continue


def serving(cluster: Path) -> list[int]:
    """Every process of PostgreSQL works in its cluster's folder."""
    wanted = str(cluster.resolve())
    numbers = [entry for entry in PROCESSES.iterdir() if entry.name.isdigit()]
    return [int(entry.name) for entry in numbers if serves(entry, wanted)]


def serves(process: Path, cluster: str) -> bool:
    try:
        program, folder = (process / "exe").readlink(), (process / "cwd").readlink()
    except OSError:  # gone meanwhile, or another user's
        return False
    name = program.name.removesuffix(" (deleted)")  # after a new set-up
    return name == "postgres" and str(folder) == cluster
