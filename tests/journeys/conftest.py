"""A real browser before the whole running product."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.journeys.site import ROOT, Site
from tests.server import Database
from ventanilla.config.demo.catcher import Catcher

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """A database with the five institutions of the folder and their demo people; each module clones it."""
    database = Database.fresh()
    folders = sorted(str(path) for path in (ROOT / "institutions").iterdir() if path.is_dir())
    for words in (["institution", "apply"], ["demo_people"]):
        subprocess.run(
            [sys.executable, "-m", "ventanilla", *words, *folders],
            env=database.environment(),
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
            timeout=180,
        )
    yield database
    database.drop()


@pytest.fixture(scope="session")
def static(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Styles and scripts as they are deployed: hashed and compressed."""
    folder = tmp_path_factory.mktemp("static")
    subprocess.run(
        [sys.executable, "-m", "ventanilla", "collectstatic", "--noinput", "--verbosity=0"],
        env={**os.environ, "STATIC_DIR": str(folder), "PLAIN_STATIC": ""},
        cwd=ROOT,
        check=True,
        timeout=180,
    )
    return folder


@pytest.fixture(scope="module")
def site(described: Database, static: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    database = Database.fresh(like=described.name)
    relay = Catcher(folder / "mail")
    relay.start()
    environment = {**database.environment(), "STATIC_DIR": str(static)}
    running = Site(environment=environment, folder=folder, catcher=relay)
    running.start()
    yield running
    running.stop()
    relay.stop()
    database.drop()


@pytest.fixture
def catcher(site: Site) -> Catcher:
    """The relay to which the running site sends."""
    return site.catcher


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "no Chromium: ./run test installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone of 360 pixels, in Spanish."""
    own = browser.new_context(viewport={"width": 360, "height": 740}, locale="es-PA", reduced_motion="reduce")
    own.set_default_timeout(30_000)
    yield own
    own.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab that must end without a console error, a refused resource or a CSP report."""
    tab = context.new_page()
    trouble = listen(tab)
    yield tab
    assert not trouble, trouble


@pytest.fixture
def agent(browser: Browser) -> Iterator[Page]:
    """Somebody else's computer: the agent's."""
    own = browser.new_context(viewport={"width": 1280, "height": 800}, locale="es-PA", reduced_motion="reduce")
    own.set_default_timeout(30_000)
    tab = own.new_page()
    trouble = listen(tab)
    yield tab
    own.close()
    assert not trouble, trouble


def listen(tab: Page) -> list[str]:
    """What goes wrong in a tab, as it goes wrong."""
    trouble: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            trouble.append(f"{message.text} ({message.location.get('url', '')})")

    def answered(response: Any) -> None:
        if response.status >= 500:
            trouble.append(f"{response.status} {response.url}")

    tab.on("console", said)
    tab.on("pageerror", lambda error: trouble.append(str(error)))
    tab.on("response", answered)
    return trouble
