"""The three roles and their passwords, made once and kept in a file for its owner's eyes."""

import json
import os
import secrets
from pathlib import Path
from typing import Literal

Role = Literal["superuser", "owner", "app"]

ROLES: dict[Role, str] = {"superuser": "postgres", "owner": "ventanilla_owner", "app": "ventanilla_app"}


def read_or_make(file: Path) -> dict[Role, str]:
    if file.exists():
        return json.loads(file.read_text())
    passwords: dict[Role, str] = {role: secrets.token_urlsafe(24) for role in ROLES}
    half = file.with_suffix(".half")
    half.unlink(missing_ok=True)
    with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as written:
        json.dump(passwords, written)
        written.flush()
        os.fsync(written.fileno())
    half.rename(file)
    return passwords
