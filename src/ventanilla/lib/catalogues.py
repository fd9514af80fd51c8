"""Message catalogues: every `.po` below a folder becomes the `.mo` beside it, when it changed.

`python -m ventanilla.lib.catalogues FOLDER` does it without Django, so that `./run` can before each command.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po


class BrokenCatalogue(Exception):
    """A `.po` file that cannot be read; the sentence names file and reason."""


def compile_changed(folder: Path) -> list[Path]:
    """Returns the catalogues written; those newer than their source are left alone."""
    return [compile_one(source) for source in stale(folder)]


def stale(folder: Path) -> Iterator[Path]:
    for source in sorted(folder.rglob("locale/*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            yield source


def compile_one(source: Path) -> Path:
    """Whoever reads meanwhile sees the old catalogue or the new one, never half of one."""
    compiled = source.with_suffix(".mo")
    half = compiled.with_suffix(f".{os.getpid()}")
    try:
        with source.open("rb") as file:
            catalogue = read_po(file, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise BrokenCatalogue(f"{source}: {error}") from error
    for message, errors in catalogue.check():  # a placeholder lost in translation breaks its page
        raise BrokenCatalogue(f"{source}:{message.lineno}: {errors[0]}")
    with half.open("wb") as file:
        write_mo(file, catalogue)
    half.replace(compiled)
    return compiled


def main(folders: list[str]) -> None:
    try:
        for folder in folders:
            compile_changed(Path(folder))
    except BrokenCatalogue as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
