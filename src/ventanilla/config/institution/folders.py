"""Reading the folders that a command was given."""

from collections.abc import Iterable
from pathlib import Path

from ventanilla.config.sections import SECTIONS
from ventanilla.institutions.claims import taken_among
from ventanilla.lib.folder import folders_in, read_folder, tenants_of
from ventanilla.lib.section import Content, understand


class Stop(Exception):
    """The command ends here: `lines` say why one by one, `words` in sum."""

    def __init__(self, words: str, lines: Iterable[str] = (), *, code: int = 1) -> None:
        super().__init__(words)
        self.words = words
        self.lines = list(lines)
        self.code = code


def understood(folders: list[Path], *, otherwise: str = "") -> list[Content]:
    """What the folders say, if they are in order; otherwise every problem, and what was therefore not done."""
    contents, problems = understand_all(folders)
    if problems:
        count = "un problema" if len(problems) == 1 else f"{len(problems)} problemas"
        raise Stop(f"{count}{otherwise}", problems)
    return contents


def understand_all(folders: list[Path]) -> tuple[list[Content], list[str]]:
    """What the folders say, those of families by tenant, and every problem with file and line."""
    contents: list[Content] = []
    problems: list[str] = []
    for path in institutions_in(folders):
        content, found = understand(read_folder(path), SECTIONS)
        contents.append(content)
        problems += map(str, found)
    identities = [identity for content in contents if (identity := content.one("institution"))]
    return contents, list(dict.fromkeys(problems + taken_among(identities)))


def institutions_in(folders: list[Path]) -> list[Path]:
    """The folder of each institution, those in a folder of folders and the tenants of a family each by its own."""
    for folder in folders:
        if not folder.exists():
            raise Stop(f"{folder}: no existe esa carpeta")
        if not folder.is_dir():
            raise Stop(f"{folder}: es un archivo; se espera la carpeta de una institución")
    found = (path for place in folders for folder in folders_in(place) for path in tenants_of(folder))
    return list(dict.fromkeys(found))
