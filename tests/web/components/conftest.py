"""The gallery at an institution's address: through Django's client, and served to a real browser."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from shutil import which
from socketserver import ThreadingMixIn
from typing import TYPE_CHECKING, Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.apps import apps
from django.core.wsgi import get_wsgi_application
from django.test import RequestFactory, override_settings
from django.utils import translation
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

if TYPE_CHECKING:
    from tests.browserless import Visitor

CHROMIUM = os.environ.get("CHROMIUM") or which("chromium") or "chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(autouse=True, scope="module")
def _addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="tests.web.components.urls"):
        yield


@pytest.fixture
def faro(_clone: Any, visitor: Any) -> Visitor:
    """Somebody at Faro who is not signed in."""
    return visitor(apps.get_model("institutions", "Institution").objects.get(slug="faro"))


@pytest.fixture
def rf_of() -> Any:
    """`rf_of(visitor)`: a request as it reaches a view at the visitor's institution."""

    def request(visitor: Visitor) -> Any:
        made: Any = RequestFactory().get(visitor.at("/"))
        made.institution, made.person = visitor.institution, None
        return made

    with translation.override("es"):
        yield request


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *words: Any) -> None:
        """The journal of requests is no part of a test's words."""


@pytest.fixture(scope="module")
def gallery(_addresses: None, _clone: Any) -> Iterator[str]:
    """The address of the gallery, with the middleware, static files and policy of the real application."""
    server = make_server("127.0.0.1", 0, get_wsgi_application(), Server, Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/faro/components/gallery"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """For modules marked `commits`: its loop and a transaction of Django's exclude each other."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser, gallery: str) -> Iterator[Any]:
    """`opened("/form", width=320, …)`: a page of the gallery. At the end no page may have complained.

    `expects` is what its console may say all the same.
    """
    complaints: list[str] = []
    contexts = []

    def open_page(path: str, *, width: int = 1280, expects: str = "nothing", **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": 800}, locale="es", **options)
        contexts.append(context)
        page = context.new_page()

        def said(message: ConsoleMessage) -> None:
            if expects not in message.text:
                complaints.append(message.text)

        page.on("console", said)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{gallery}{path}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
