"""A real browser before the whole running product."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.journeys.site import ROOT, Site
from tests.journeys.visit import sign_in
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


PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}}
COMPUTER: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
Opened = Callable[..., Page]
Cookies = Callable[[str, str], Any]
PATIENCE = 20_000  # milliseconds until something must show; these machines are slow at times
expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Function, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A journey that failed says what each of its people had on the screen."""
    report = yield
    if report.when == "call" and report.failed:
        for name, tab in item.funcargs.items():
            if isinstance(tab, Page) and tab.url != "about:blank":
                report.sections.append((f"{name} sees {tab.url}", tab.locator("body").inner_text()))
    return report


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


@pytest.fixture
def command(site: Site) -> Callable[..., str]:
    """`command("journal", "verify")`: what the operator reads; fails with its words when it fails."""
    return site.command


@pytest.fixture(scope="module")
def browser(site: Site) -> Iterator[Browser]:
    """One a module, between its site's beginning and end: while Playwright's loop runs in this thread, neither
    Django nor the catcher's loop may be used in it."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    assert path, "no Chromium: ./run test installs it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """`opened(**phone, …)`: a browser of its own, which must end without a console error, a refused resource
    or a CSP report."""
    contexts: list[BrowserContext] = []
    trouble: list[str] = []

    def one(**settings: Any) -> Page:
        own = browser.new_context(**{"locale": "es-PA", "reduced_motion": "reduce", **settings})
        own.set_default_timeout(PATIENCE)
        own.on("page", lambda tab: listen(tab, trouble))
        contexts.append(own)
        return own.new_page()

    yield one
    for context in contexts:
        context.close()
    assert not trouble, trouble


@pytest.fixture
def page(opened: Opened) -> Page:
    """The student's phone, in Spanish."""
    return opened(**PHONE)


@pytest.fixture
def agent(opened: Opened) -> Page:
    """Somebody else's computer: the agent's."""
    return opened(**COMPUTER)


@pytest.fixture
def stranger(opened: Opened) -> Page:
    """Another phone, on which nobody ever signed in."""
    return opened(**PHONE)


@pytest.fixture(scope="module")
def cookies(site: Site, browser: Browser) -> Cookies:
    """`cookies("umecit", "ana")`: what the browser of somebody holds who signed in, once for the module."""

    @cache
    def of(slug: str, who: str) -> Any:
        own = browser.new_context(**PHONE)
        tab = own.new_page()
        sign_in(tab, site, slug, f"{who}@{slug}.example")
        held = own.storage_state()
        own.close()
        return held

    return of


def listen(tab: Page, trouble: list[str]) -> None:
    """What goes wrong in a tab, as it goes wrong."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            trouble.append(f"{message.text} ({message.location.get('url', '')})")

    def answered(response: Any) -> None:
        if response.status >= 500:
            trouble.append(f"{response.status} {response.url}")

    tab.on("console", said)
    tab.on("pageerror", lambda error: trouble.append(str(error)))
    tab.on("response", answered)
