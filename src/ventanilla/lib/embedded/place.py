"""Where a server's data and programs lie: as asked for, unless the server's user cannot get there."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ventanilla.lib.embedded import programs
from ventanilla.lib.embedded.account import Account, account_for, name_of
from ventanilla.lib.embedded.errors import ForeignData, NotWritable

#: Everybody may walk through it; what lies below belongs to the server's user alone.
SPARE = Path("/var/lib/ventanilla")


@dataclass(frozen=True)
class Place:
    folder: Path
    programs: Path
    account: Account

    @property
    def cluster(self) -> Path:
        return self.folder / "cluster"

    @property
    def log(self) -> Path:
        return self.folder / "postgresql.log"

    @property
    def passwords(self) -> Path:
        return self.folder / "passwords.json"

    @property
    def lock(self) -> Path:
        return self.folder / "lock"

    def program(self, name: str) -> str:
        return str(self.programs / name)


def place_for(wanted: Path, tell: Callable[[str], None]) -> Place:
    """Raises NotWritable or ForeignData; `tell` hears about a folder elsewhere."""
    try:
        return _place_for(wanted.absolute(), tell)
    except OSError as error:
        raise NotWritable(Path(error.filename or wanted), error) from error


def _place_for(wanted: Path, tell: Callable[[str], None]) -> Place:
    spare = SPARE / sha256(str(wanted).encode()).hexdigest()[:12]
    elsewhere = os.geteuid() == 0 and (spare / "cluster").exists()
    folder = spare if elsewhere else wanted
    make(folder)
    account = account_for(folder / "cluster")
    if account.changes and not account.reaches(folder):
        folder = spare
        make(folder)
    if folder == spare:
        tell(f"The database's data lie in {spare}, because its user {account.name} cannot reach {wanted}.")
    place = Place(folder, programs.folder_for(account, SPARE), account)
    refuse_foreign(place)
    return place


def make(folder: Path) -> None:
    """A folder of ours may be walked through, so that the server's user reaches its cluster; not listed."""
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.parent == SPARE:
            SPARE.chmod(0o755)
        folder.mkdir()
        folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    elif not os.access(folder, os.W_OK | os.X_OK):
        raise PermissionError(13, os.strerror(13), str(folder))


def refuse_foreign(place: Place) -> None:
    if place.cluster.exists():
        owner = place.cluster.stat().st_uid
        if owner != place.account.uid:
            raise ForeignData(place.folder, name_of(owner))
