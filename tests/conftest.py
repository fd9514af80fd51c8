"""A real PostgreSQL for the whole run: one template, migrated and seeded by its owner, cloned by each worker.

Tests act as the application's role. Each runs in a transaction that is rolled back; a module marked
`pytest.mark.commits` gets a fresh clone and commits.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from tests.server import TEMPLATE, Database, make_template, start_server

if TYPE_CHECKING:
    from tests.world import World
    from ventanilla.config.demo.catcher import Catcher

ENVIRONMENT = {
    "SECRET_KEY": "for tests only, thirty-two characters at least",
    "JOURNAL_KEY": "for tests only",
    "BASE_URL": "http://testserver",
    "ALLOWED_HOSTS": "*",
    "PLAIN_STATIC": "1",
    "WEAK_PASSWORD_HASHER": "1",
    "VENTANILLA_DEMO": "1",
    "EMAIL_DOMAIN": "ventanilla.test",
    "DJANGO_SETTINGS_MODULE": "ventanilla.config.settings",
}


# These machines are slow at times; and what lands is judged by the same examples each time.
settings.register_profile("ours", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("ours")


def pytest_configure(config: pytest.Config) -> None:
    """The first process starts the server and makes the template; xdist's workers inherit its address."""
    config.addinivalue_line("markers", "commits: the module works on a fresh clone, without rollback")
    os.environ.update(ENVIRONMENT)
    if not hasattr(config, "workerinput"):
        folder = Path(tempfile.mkdtemp(prefix="ventanilla-tests-"))
        folder.chmod(0o711)  # root's server runs as another user, who must get through
        config.stash[SERVER] = server = start_server(folder)
        os.environ["DATA_DIR"] = str(folder / "data")
        (folder / "data" / "static").mkdir(parents=True)
        os.environ["SEALS_FILE"] = str(folder / "seals.jsonl")
        make_template(server)
    Database.for_this_process().enter()

    import django  # noqa: PLC0415  (settings read the addresses that were just made)

    django.setup()


def pytest_unconfigure(config: pytest.Config) -> None:
    if SERVER in config.stash:
        server = config.stash[SERVER]
        server.stop()
        shutil.rmtree(server.folder.parent)


SERVER: pytest.StashKey[Any] = pytest.StashKey()


@pytest.fixture(scope="module", autouse=True)
def _clone(request: pytest.FixtureRequest) -> Iterator[Database]:
    """The module's database: the process's own, or a fresh one where tests commit."""
    if request.node.get_closest_marker("commits") is None:
        yield Database.for_this_process()
        return
    fresh = Database.fresh()
    fresh.enter()
    yield fresh
    Database.for_this_process().enter()
    fresh.drop()


@pytest.fixture(autouse=True)
def _rollback(request: pytest.FixtureRequest, _clone: Database) -> Iterator[None]:
    from django.core.cache import cache  # noqa: PLC0415
    from django.db import transaction  # noqa: PLC0415

    if request.node.get_closest_marker("commits") is not None:
        yield
        return
    with transaction.atomic():
        yield
        cache.clear()
        transaction.set_rollback(True)


@pytest.fixture
def world(_clone: Database) -> World:
    """The named people of two small institutions (tests/world.py); nobody acts yet."""
    from tests.world import World  # noqa: PLC0415

    return World.load()


@pytest.fixture
def acting(world: World) -> Iterator[World]:
    """The world, acting in its first institution."""
    from ventanilla.institutions.acting import acting_in  # noqa: PLC0415

    with acting_in(world.faro):
        yield world


@pytest.fixture
def client_of() -> Any:
    """`client_of(person)`: a browser without script, signed in at the person's institution."""
    from tests.browserless import Visitor  # noqa: PLC0415

    return Visitor.signed_in


@pytest.fixture
def visitor() -> Any:
    """`visitor(institution)`: somebody who is not signed in."""
    from tests.browserless import Visitor  # noqa: PLC0415

    return Visitor


@pytest.fixture
def statements() -> Any:
    """`with statements(8): …` — no more than so many, transactions and the tenant's setting not counted."""
    from tests.statements import at_most  # noqa: PLC0415

    return at_most


@pytest.fixture
def work() -> Any:
    """`work()` runs the jobs that wait, and those they defer, in this process; returns their names."""
    from tests.jobs import run_jobs  # noqa: PLC0415

    return run_jobs


@pytest.fixture
def catcher(tmp_path: Path) -> Iterator[Catcher]:
    """A real SMTP server, and the relay of the settings while the test runs; `catcher.messages(to=…)`."""
    from django.test import override_settings  # noqa: PLC0415

    from ventanilla.config.demo.catcher import Catcher  # noqa: PLC0415

    server = Catcher(tmp_path / "mail")
    server.start()
    with override_settings(EMAIL_HOST=server.host, EMAIL_PORT=server.port):
        yield server
    server.stop()


__all__ = ["TEMPLATE"]
