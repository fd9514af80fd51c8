"""One cluster on disk: made once, complete or not at all, and recognised later."""

import shutil
import subprocess
from pathlib import Path

from ventanilla.lib.embedded.errors import DidNotStart, NoSpace, OtherVersion
from ventanilla.lib.embedded.place import Place
from ventanilla.lib.embedded.programs import MAJOR

#: Without the caller's PGPORT, PGDATA, LC_ALL…, which would have a say in every program of PostgreSQL.
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": "/usr/bin:/bin"}


def require(place: Place, superuser_password: str, *, fsync: bool) -> None:
    """After this the cluster is there, and of our version."""
    if not place.cluster.exists():
        make(place, superuser_password, fsync=fsync)
    found = (place.cluster / "PG_VERSION").read_text().strip()
    if found != MAJOR:
        raise OtherVersion(place.folder, found, MAJOR)


def make(place: Place, superuser_password: str, *, fsync: bool) -> None:
    """A cluster cut short by a kill or a full disk stays under its other name and is made anew."""
    half = place.folder / "cluster.half"
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    place.account.own(half)
    password = place.folder / "password.half"
    try:
        password.touch(mode=0o600)
        place.account.own(password)
        password.write_text(superuser_password)
        command = initdb(place, half, password, fsync=fsync)
        done = subprocess.run(
            command,
            cwd="/",
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            check=False,
            **place.account.popen,
        )
    finally:
        password.unlink(missing_ok=True)
    if done.returncode != 0:
        place.log.write_text(done.stdout + done.stderr)
        raise failure(place, done.stderr)
    half.rename(place.cluster)


def initdb(place: Place, folder: Path, password: Path, *, fsync: bool) -> list[str]:
    """The builtin locale sorts by code point on every machine alike: no index breaks with a new C library."""
    return [
        place.program("initdb"),
        f"--pgdata={folder}",
        "--username=postgres",
        f"--pwfile={password}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--set=listen_addresses=",
        "--no-instructions",
        *([] if fsync else ["--no-sync"]),
    ]


def failure(place: Place, said: str) -> NoSpace | DidNotStart:
    """The sentence for what PostgreSQL said on its way down."""
    if "No space left on device" in said:
        return NoSpace(place.folder)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "error:" in line]
    return DidNotStart((telling or lines or ["it said nothing"])[-1], place.log)
