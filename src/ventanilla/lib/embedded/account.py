"""Whose rights the server runs with: PostgreSQL refuses root's."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

UNPRIVILEGED = "nobody"


@dataclass(frozen=True)
class Account:
    """`changes` is false where we are that user already."""

    name: str
    uid: int
    gid: int
    changes: bool

    @property
    def popen(self) -> dict[str, Any]:
        """What makes `subprocess` run a program as this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.changes else {}

    def own(self, path: Path) -> None:
        if self.changes:
            os.chown(path, self.uid, self.gid)

    def reaches(self, folder: Path) -> bool:
        """Tried, not computed: modes, access lists and mounts of every parent have a say."""
        command = [shutil.which("test") or "/usr/bin/test", "-x", str(folder)]
        return subprocess.run(command, cwd="/", check=False, **self.popen).returncode == 0


def account_for(cluster: Path) -> Account:
    """Ourselves; as root the one whom the data belong to, or an unprivileged user that every system has."""
    if os.geteuid() != 0:
        me = pwd.getpwuid(os.geteuid())
        return Account(me.pw_name, me.pw_uid, me.pw_gid, changes=False)
    owner = cluster.stat().st_uid if cluster.exists() else 0
    other = pwd.getpwuid(owner) if owner else pwd.getpwnam(UNPRIVILEGED)
    return Account(other.pw_name, other.pw_uid, other.pw_gid, changes=True)


def name_of(uid: int) -> str:
    try:
        return pwd.getpwuid(uid).pw_name
    except KeyError:
        return str(uid)
