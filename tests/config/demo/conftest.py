import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def data() -> Iterator[Path]:
    """A demo's data folder. Not pytest's own, which is closed to the user that root's server runs as."""
    with tempfile.TemporaryDirectory(prefix="ventanilla-test-") as made:
        Path(made).chmod(0o755)
        (Path(made) / "logs").mkdir()
        yield Path(made)
