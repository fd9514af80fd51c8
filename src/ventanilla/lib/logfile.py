"""Where a child process writes: a file that is closed to others and does not grow for ever."""

from pathlib import Path
from typing import BinaryIO

LIMIT = 10 << 20


def open_log(file: Path) -> BinaryIO:
    """To append; what is long already becomes `….1`, and what that was is gone."""
    if file.exists() and file.stat().st_size > LIMIT:
        file.replace(file.with_name(f"{file.name}.1"))
    log = file.open("ab")
    file.chmod(0o600)
    return log


def last_line(file: Path) -> str:
    lines = file.read_text(errors="replace").splitlines() if file.exists() else []
    return next((line.strip() for line in reversed(lines) if line.strip()), "it said nothing")
