"""Putting the new files in place: first in a copy, where they are read as any folder is; then here."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ventanilla.institutions.comparison import Compared, Comparison
from ventanilla.institutions.export.files import Files
from ventanilla.institutions.plan import called
from ventanilla.lib.folder import TENANTS, read_folder
from ventanilla.lib.merging import ABSENT
from ventanilla.lib.section import Section, as_written, understand


class CannotSay(Exception):
    """The files would not say what they should; `reasons` are sentences. Nothing was written."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = list(reasons)


def proven(path: Path, files: Files, comparison: Comparison, sections: Sequence[Section]) -> list[Compared]:
    """Raises CannotSay where the folder with these files would not say what was agreed.

    Returns what inherits one of the changes and so says something else now, which is not applied yet.
    """
    with _copy(path) as copy:
        write(copy, files)
        content, problems = understand(read_folder(copy), sections)
    if problems:
        raise CannotSay([str(problem).replace(f"{copy}", f"{path}") for problem in problems])
    wrong, heirs = [], []
    for thing in comparison.things:
        items = {item.slug: item.value.data() for item in content.items[thing.section.name]}
        if items.get(thing.slug, ABSENT) == thing.merged:
            continue
        if thing.section.complete is not as_written and thing.folder == thing.merged:
            heirs.append(thing)
        else:
            wrong.append(f"{called(thing)}: el archivo no puede decirlo así; cámbielo a mano")
    if wrong:
        raise CannotSay(wrong)
    return heirs


def write(path: Path, files: Files) -> None:
    """Each file whole or not at all; what the folder no longer says goes."""
    for name, text in files.items():
        file = path / name
        if text is None:
            file.unlink(missing_ok=True)
            if file.parent != path and file.parent.is_dir() and not any(file.parent.iterdir()):
                file.parent.rmdir()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        half = file.with_name(f".{file.name}.half")
        half.write_text(text, encoding="utf-8")
        half.replace(file)


@contextmanager
def _copy(path: Path) -> Iterator[Path]:
    """Of the folder, with its family beneath it where it has one."""
    with TemporaryDirectory(prefix="ventanilla-export-") as place:
        family = path.parent.parent if path.parent.name == TENANTS else None
        root = Path(place) / (family or path).resolve().name
        if family is not None:
            shutil.copytree(
                family, root, ignore=lambda folder, names: [TENANTS] if Path(folder) == family else []
            )
            copy = root / TENANTS / path.resolve().name
        else:
            copy = root
        if path.is_dir():
            shutil.copytree(path, copy, dirs_exist_ok=True)
        copy.mkdir(parents=True, exist_ok=True)
        yield copy
