"""Secrets made once and kept in a file for its owner's eyes."""

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path


def read_or_make(file: Path, names: Iterable[str]) -> dict[str, str]:
    """One secret for each name; the file is whole or not there, whenever the power fails."""
    if file.exists():
        return json.loads(file.read_text())
    made = {name: secrets.token_urlsafe(32) for name in names}
    write(file, json.dumps(made, indent=1))
    return made


def write(file: Path, text: str) -> None:
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    half.rename(file)
