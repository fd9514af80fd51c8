"""Servers of their own: these tests kill, fill and spoil what everybody else relies on."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ventanilla.lib.embedded import Server


@pytest.fixture
def folder() -> Iterator[Path]:
    with reachable_folder() as made:
        yield made / "postgres"


@contextmanager
def reachable_folder() -> Iterator[Path]:
    """Not pytest's own folder, which is closed to the user that root's server runs as."""
    with tempfile.TemporaryDirectory(prefix="ventanilla-test-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    server = Server(folder)
    server.start(fsync=False)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def standing() -> Iterator[Server]:
    """For the tests that only look."""
    with reachable_folder() as made:
        server = Server(made / "postgres")
        server.start(fsync=False)
        yield server
        server.stop()
