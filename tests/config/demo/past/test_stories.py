"""The stories of the shipped folders fit their services; one that does not is left out, and stands in nobody's way."""

import shutil
from pathlib import Path

import pytest

from ventanilla.config.demo.past.section import fitting
from ventanilla.config.institution.folders import understand_all, understood
from ventanilla.lib.section import Content

FOLDERS = Path(__file__).resolve().parents[4] / "institutions"
SHIPPED = ("sac", "udgvirtual", "umecit", "unemi", "upn")


def contents(folder: Path) -> list[Content]:
    return understood([folder])


@pytest.mark.parametrize("name", SHIPPED)
def test_every_story_of_a_shipped_folder_fits_its_service(name: str) -> None:
    for content in contents(FOLDERS / name):
        past, problems = fitting(content)
        assert [str(problem) for problem in problems] == []
        assert past is not None
        assert len(past.stories) >= 20


def test_a_story_that_no_longer_fits_is_left_out_and_said(tmp_path: Path) -> None:
    upn = Path(shutil.copytree(FOLDERS / "upn", tmp_path / "upn"))
    past = upn / "past.yaml"
    text = past.read_text(encoding="utf-8")
    past.write_text(
        text.replace("service: carnet-universitario", "service: carnet-de-ayer"), encoding="utf-8"
    )
    (content,), problems = understand_all([upn])
    assert problems == [], "the folder is in order"
    told, misfits = fitting(content)
    assert told is not None
    assert "carnet-de-ayer" not in {story.service for story in told.stories}
    assert any("`carnet-de-ayer` no existe en services" in str(problem) for problem in misfits)


def test_a_folder_without_a_past_has_none(tmp_path: Path) -> None:
    upn = Path(shutil.copytree(FOLDERS / "upn", tmp_path / "upn"))
    (upn / "past.yaml").unlink()
    (content,) = contents(upn)
    assert fitting(content) == (None, [])
