"""The folders in examples/: in order, and telling where each fact comes from."""

from pathlib import Path

import pytest

from ventanilla.config.sections import SECTIONS
from ventanilla.lib.folder import read_folder
from ventanilla.lib.section import understand

EXAMPLES = sorted((Path(__file__).resolve().parents[2] / "examples").iterdir())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_an_example_is_in_order_and_names_its_sources(folder: Path) -> None:
    content, problems = understand(read_folder(folder), SECTIONS)
    assert problems == []
    for section in ("terms", "services"):
        for thing in content.values(section):
            assert thing.source or thing.proposed, thing.slug
