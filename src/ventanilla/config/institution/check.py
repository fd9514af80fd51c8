"""`institution check FOLDER…`: what is wrong or will be soon, with file, line and a sentence; changes nothing."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ventanilla.config.institution.endings import endings
from ventanilla.config.institution.folders import understood
from ventanilla.config.institution.lapses import lapses
from ventanilla.lib.clock import now

HELP = "dice qué está mal en una carpeta; no cambia nada"


def arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folders", nargs="+", type=Path, metavar="CARPETA")


def run(*, folders: list[Path], **_: Any) -> Iterator[str]:
    for content in understood(folders):
        yield f"{content.name}: en orden"
        yield from endings(content, at=now())
        yield from lapses(content, at=now())
