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
        Preparation(tmp_path, [folder], print).folders()


def test_an_institution_a_family_or_a_folder_of_them(tmp_path: Path):
    for name in ("one/institution.yaml", "family/institution.yaml", "family/tenants/a/institution.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    one, family = tmp_path / "one", tmp_path / "family"
    assert Preparation(tmp_path, [one], print).folders() == [one]
    assert Preparation(tmp_path, [family, one], print).folders() == [family, one]
    assert Preparation(tmp_path, [tmp_path], print).folders() == [family, one]


def test_a_file_is_no_folder(tmp_path: Path):
    (tmp_path / "upn.zip").write_text("x")
    with pytest.raises(NoInstitutions, match="It is a file"):
        Preparation(tmp_path, [tmp_path / "upn.zip"], print).folders()
