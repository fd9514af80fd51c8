"""Makes the database what the code and the institutions' folders say; does nothing where neither changed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ventanilla.config.demo.accounts import DemoAccount, accounts
from ventanilla.config.demo.errors import NoInstitutions, NotPrepared
from ventanilla.lib.logfile import open_log

SOURCE = Path(__file__).resolve().parents[2]
LOCK = SOURCE.parents[1] / "requirements.lock"
TELLING_LINES = 20


@dataclass(frozen=True)
class Preparation:
    data: Path
    institutions: Path
    say: Callable[[str], None]

    def run(
        self, *, as_owner: Mapping[str, str], as_application: Mapping[str, str], anew: bool
    ) -> list[DemoAccount]:
        """Returns the accounts to sign in with. `anew` where the database is."""
        folders = self.folders()
        stamp, now = self.data / "prepared.json", digest([SOURCE, LOCK, self.institutions])
        before = json.loads(stamp.read_text()) if stamp.exists() and not anew else {}
        if before.get("digest") == now:
            return [DemoAccount(**account) for account in before["accounts"]]
        stamp.unlink(missing_ok=True)
        self._step("the database's tables", ["migrate", "--noinput", "--verbosity=0"], as_owner)
        self._step("styles and scripts", ["collectstatic", "--noinput", "--verbosity=0"], as_application)
        self._step("the institutions", ["institution", "apply", *map(str, folders)], as_application)
        self._step("the demo's people", ["demo_people", *map(str, folders)], as_application)
        found = accounts(folders)
        stamp.write_text(json.dumps({"digest": now, "accounts": [one.as_json() for one in found]}))
        return found

    def folders(self) -> list[Path]:
        if not self.institutions.is_dir():
            raise NoInstitutions(self.institutions)
        found = sorted(path for path in self.institutions.iterdir() if path.is_dir() and path.name[0] != ".")
        if not found:
            raise NoInstitutions(self.institutions)
        return found

    def _step(self, name: str, words: list[str], environment: Mapping[str, str]) -> None:
        self.say(f"preparing {name}")
        file = self.data / "logs" / "preparation.log"
        done = subprocess.run(
            [sys.executable, "-m", "ventanilla", *words],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        with open_log(file) as log:
            log.write(done.stdout.encode())
        if done.returncode != 0:
            raise NotPrepared(name, "\n".join(done.stdout.splitlines()[-TELLING_LINES:]), file)


def digest(places: list[Path]) -> str:
    """Of every file's path and content, without what is made from them."""
    found = sha256()
    for place in places:
        for file in sorted(files(place)):
            found.update(f"{file}\0".encode() + sha256(file.read_bytes()).digest())
    return found.hexdigest()


def files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for folder, inner, names in os.walk(place):
        inner[:] = [name for name in inner if name != "__pycache__"]
        yield from (Path(folder) / name for name in names if not name.endswith((".pyc", ".mo", ".swp")))
