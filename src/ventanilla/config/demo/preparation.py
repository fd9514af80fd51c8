"""Makes the database what the code and the institutions' folders say; does nothing where neither changed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ventanilla.config.demo.accounts import DemoAccount, accounts
from ventanilla.config.demo.errors import NoInstitutions, NotPrepared
from ventanilla.lib.folder import folders_in
from ventanilla.lib.logfile import open_log

SOURCE = Path(__file__).resolve().parents[2]
LOCK = SOURCE.parents[1] / "requirements.lock"
TELLING_LINES = 20
#: How `institution apply` ends where a person must decide (config/institution/plan.py).
CLASHING = 3


@dataclass(frozen=True)
class Preparation:
    data: Path
    institutions: Sequence[Path]
    say: Callable[[str], None]

    def run(
        self, *, as_owner: Mapping[str, str], as_application: Mapping[str, str], anew: bool
    ) -> list[DemoAccount]:
        """Returns the accounts to sign in with. `anew` where the database is."""
        folders = self.folders()
        stamp, now = self.data / "prepared.json", digest([SOURCE, LOCK, *self.institutions])
        before = json.loads(stamp.read_text()) if stamp.exists() and not anew else {}
        if before.get("digest") == now:
            return [DemoAccount(**account) for account in before["accounts"]]
        stamp.unlink(missing_ok=True)
        self._step("the database's tables", ["migrate", "--noinput", "--verbosity=0"], as_owner)
        self._step("styles and scripts", ["collectstatic", "--noinput", "--verbosity=0"], as_application)
        agreed = self._apply(folders, as_application)
        self._step("the demo's people", ["demo_people", *map(str, folders)], as_application)
        found = accounts(folders)
        if not agreed:
            return found
        stamp.write_text(json.dumps({"digest": now, "accounts": [one.as_json() for one in found]}))
        return found

    def folders(self) -> list[Path]:
        """Each place is an institution's folder, a family's, or a folder of such folders."""
        return [folder for place in self.institutions for folder in institutions_at(place)]

    def _apply(self, folders: list[Path], environment: Mapping[str, str]) -> bool:
        """Whether folders and office agree; where they do not, the desk runs as the office left it."""
        words = ["institution", "apply", *map(str, folders)]
        try:
            self._step("the institutions", words, environment)
        except NotPrepared as error:
            if error.code != CLASHING:
                raise
            self.say("folder and office changed the same, so what the office says holds for now:")
            self.say(error.said)
            return False
        return True

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
            said = "\n".join(done.stdout.splitlines()[-TELLING_LINES:])
            raise NotPrepared(name, said, file, code=done.returncode)


def institutions_at(place: Path) -> list[Path]:
    found = folders_in(place) if place.is_dir() else []
    if not any(path.is_dir() and any(path.glob("*.yaml")) for path in found):
        raise NoInstitutions(place)
    return found


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
