from pathlib import Path

import pytest

from ventanilla.config.demo.errors import NoInstitutions
from ventanilla.config.demo.preparation import Preparation, digest


def test_the_digest_changes_with_a_file_its_name_and_its_place_only(tmp_path: Path):
    folder = tmp_path / "institutions"
    (folder / "faro").mkdir(parents=True)
    file = folder / "faro" / "institution.yaml"
    file.write_text("slug: faro")
    first = digest([folder])
    file.touch()
    assert digest([folder]) == first
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.pyc").write_text("made")
    (folder / "django.mo").write_text("made")
    assert digest([folder]) == first

    file.write_text("slug: farol")
    changed = digest([folder])
    file.rename(file.with_name("other.yaml"))
    assert len({first, changed, digest([folder])}) == 3


@pytest.mark.parametrize("make", [False, True])
def test_a_folder_without_institutions_is_told_by_its_name(tmp_path: Path, make: bool):
    folder = tmp_path / "institutions"
    if make:
        folder.mkdir()
        (folder / ".hidden").mkdir()
    with pytest.raises(NoInstitutions, match=str(folder)):
        Preparation(tmp_path, folder, print).folders()
