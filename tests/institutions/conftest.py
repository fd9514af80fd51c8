"""A small institution's folder that is in order, to be broken in one place by each test."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

INSTITUTIONS = Path(__file__).resolve().parents[2] / "institutions"


@pytest.fixture
def upn(tmp_path: Path) -> Path:
    """A copy of UPN's folder, free to be changed."""
    return Path(shutil.copytree(INSTITUTIONS / "upn", tmp_path / "upn"))


@pytest.fixture
def told() -> Callable[[Path], list[str]]:
    """What `check` says of a folder, files as inside the folder."""

    # Models can be imported once Django is set up, which is after this file is read.
    from ventanilla.config.sections import SECTIONS  # noqa: PLC0415
    from ventanilla.lib.folder import read_folder  # noqa: PLC0415
    from ventanilla.lib.section import understand  # noqa: PLC0415

    def tell(folder: Path) -> list[str]:
        _, problems = understand(read_folder(folder), SECTIONS)
        return [str(problem).removeprefix(f"{folder}/") for problem in problems]

    return tell


@pytest.fixture
def replace() -> Callable[[Path, str, str], int]:
    """Replace the first occurrence in a file; returns the line where it stood."""

    def put(file: Path, old: str, new: str) -> int:
        text = file.read_text(encoding="utf-8")
        assert old in text, old
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return put
