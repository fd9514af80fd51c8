"""The product on a database of its own that writes to the disk, browsers that keep trying, and what kills its parts."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import psycopg
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.journeys.site import ROOT, Site, eventually
from tests.server import ADDRESSES
from tests.world import PASSWORD
from ventanilla.config.demo.catcher import Catcher
from ventanilla.config.demo.catcher.server import ACCEPTED, LARGEST, Handler
from ventanilla.lib.embedded import Server

FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
PAUSE = 0.1  # seconds between two attempts
READING = 0.25  # seconds between two requests of one person


class Stage:
    """`site` and `server`, killed and started again; `rows` asks the database as its owner."""

    def __init__(self, folder: Path, site_folder: Path, static: Path) -> None:
        self.server = Server(folder / "postgres")
        self.server.start(fsync=True)
        self.catcher = TreacherousCatcher(site_folder / "mail")
        self.catcher.start()
        environment = {**os.environ, **{name: self.server.url(role) for role, name in ADDRESSES.items()}}
        for words in (
            ["-m", "ventanilla", "migrate", "--verbosity", "0", "--skip-checks"],
            ["-m", "tests.seed"],
        ):
            subprocess.run([sys.executable, *words], env=environment, cwd=ROOT, check=True, timeout=180)
        self.site = Site(
            environment={**environment, "STATIC_DIR": str(static)}, folder=site_folder, catcher=self.catcher
        )
        self.site.start()

    def stop(self) -> None:
        self.site.processes = {n: p for n, p in self.site.processes.items() if p.poll() is None}
        self.site.stop()
        self.catcher.stop()
        self.server.stop()

    def kill(self, part: str) -> None:
        """SIGKILL, and started again, as whoever supervises would."""
        if part == "database":
            number = int((self.server.place.cluster / "postmaster.pid").read_text().split()[0])
            os.kill(number, signal.SIGKILL)
            eventually(lambda: not self.server.running, "PostgreSQL is gone")
            self.server.start(fsync=True)
        else:
            self.site.kill(part)
            self.site.run(part)
        self.supervise()

    def supervise(self) -> None:
        """What ended by itself (a worker without its database) is started again."""
        for name, process in list(self.site.processes.items()):
            if process.poll() is not None:
                self.site.run(name)

    def another_hour(self) -> None:
        """Nobody has used up how often he may send: these people send in seconds what others do in years."""
        with psycopg.connect(self.server.url("owner")) as owner:
            owner.execute("DELETE FROM throttle")

    def rows(self, sql: str, *arguments: Any) -> list[Any]:
        with psycopg.connect(self.server.url("owner")) as owner:
            return owner.execute(sql.encode(), arguments).fetchall()


@dataclass(frozen=True)
class Acknowledged:
    """A request whose sender was shown the way to its confirmation."""

    key: UUID
    code: str
    attempts: int


@dataclass
class Browser:
    """Somebody at a keyboard, who sends the same form again when the page does not come."""

    site: Site
    email: str
    acknowledged: list[Acknowledged] = field(default_factory=list)
    #: What the site answered otherwise, or how the connection broke: counted by its words.
    troubles: Counter[str] = field(default_factory=Counter)
    #: Set while a form is on its way.
    sending: Event = field(default_factory=Event)
    _cookies: dict[str, str] = field(default_factory=dict)

    def sign_in(self) -> None:
        fields = self.form("/faro/login/", asks="login")
        status, _, where = self.ask(
            "POST", "/faro/login/", {**fields, "login": self.email, "password": PASSWORD}
        )
        assert status == 302, f"{self.email} could not sign in: {status} {where}"

    def submit_until(self, enough: Event) -> None:
        while not enough.is_set():
            self.submit("constancia", {"motivo": f"Solicitud {len(self.acknowledged)}", "idioma": "es"})
            time.sleep(READING)

    def submit(self, service: str, answers: dict[str, str], *, patience: float = 60.0) -> Acknowledged:
        """Open the form and send it, again and again with its own key, until the confirmation is named."""
        path = f"/faro/services/{service}/request/"
        until = time.monotonic() + patience
        fields = self.form(path, asks="key")
        attempts = 0
        while True:
            attempts += 1
            assert time.monotonic() < until, f"not sent in {patience} s: {self.troubles}"
            try:
                self.sending.set()
                status, page, where = self.ask("POST", path, {**fields, **answers})
                self.sending.clear()
            except (OSError, HTTPException) as broken:
                self.troubles[type(broken).__name__] += 1
            else:
                confirmed = re.fullmatch(r"/faro/tickets/([^/]+)/confirmation/", where)
                if status == 302 and confirmed:
                    done = Acknowledged(UUID(fields["key"]), confirmed[1], attempts)
                    self.acknowledged.append(done)
                    return done
                assert status >= 500, f"answered with {status} {where} {words(page)}"
                self.troubles[str(status)] += 1
            time.sleep(PAUSE)

    def form(self, path: str, *, asks: str, patience: float = 60.0) -> dict[str, str]:
        """The hidden fields of the page's form that asks for something, once the page comes."""
        until = time.monotonic() + patience
        while True:
            assert time.monotonic() < until, f"{path} did not come in {patience} s: {self.troubles}"
            try:
                status, page, where = self.ask("GET", path)
            except (OSError, HTTPException) as broken:
                self.troubles[type(broken).__name__] += 1
            else:
                if status == 200:
                    wanted = next(form for form in FORM.findall(page) if f'name="{asks}"' in form)
                    return dict(map(named, HIDDEN.findall(wanted)))
                assert status >= 500, f"{path} was answered with {status} {where}"
                self.troubles[str(status)] += 1
            time.sleep(PAUSE)

    def ask(self, method: str, path: str, data: dict[str, str] | None = None) -> tuple[int, str, str]:
        """(status, page, where it leads); raises what a broken connection raises."""
        connection = HTTPConnection("127.0.0.1", self.site.port, timeout=30)
        try:
            headers = {
                "Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items()),
                "Accept-Language": "es",
            }
            if data is not None:
                headers["Content-Type"] = "application/x-www-form-urlencoded"
            connection.request(method, path, urlencode(data) if data is not None else None, headers)
            response = connection.getresponse()
            page = response.read().decode()
        finally:
            connection.close()
        self._remember(response)
        return response.status, page, response.getheader("Location") or ""

    def _remember(self, response: HTTPResponse) -> None:
        for header in response.headers.get_all("Set-Cookie") or []:
            for name, morsel in SimpleCookie(header).items():
                self._cookies[name] = morsel.value


def words(page: str) -> str:
    """What a page says between its frame, for whoever reads why a test failed."""
    _, _, main = page.partition("<main")
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", main)).split())[:600]


def named(field: str) -> tuple[str, str]:
    """The name and the value of a hidden field, as the browser would send them."""
    found = dict(re.findall(r'(\w+)="([^"]*)"', field))
    return unescape(found["name"]), unescape(found.get("value", ""))


@dataclass
class Crowd:
    """Several browsers at work from `begin` to `end`, which gives back what they were promised."""

    browsers: list[Browser]
    sending: Event = field(default_factory=Event)
    _enough: Event = field(default_factory=Event)
    _threads: list[Thread] = field(default_factory=list)
    failures: list[BaseException] = field(default_factory=list)

    def begin(self) -> None:
        for browser in self.browsers:
            browser.sending = self.sending
            browser.sign_in()
        self._threads = [Thread(target=self._run, args=(one,), daemon=True) for one in self.browsers]
        for thread in self._threads:
            thread.start()

    def end(self) -> list[Acknowledged]:
        self._enough.set()
        for thread in self._threads:
            thread.join(90)
            assert not thread.is_alive(), "a browser hangs"
        assert not self.failures, self.failures
        return [one for browser in self.browsers for one in browser.acknowledged]

    @property
    def troubles(self) -> Counter[str]:
        return sum((browser.troubles for browser in self.browsers), Counter())

    def _run(self, browser: Browser) -> None:
        try:
            browser.submit_until(self._enough)
        except BaseException as failure:  # noqa: BLE001, RUF100  (told by `end`)
            self.failures.append(failure)


class TreacherousCatcher(Catcher):
    """After the mail for an address is kept and its sender has heard 250, something happens: once each."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.plots: dict[str, Any] = {}

    def _protocol(self) -> SMTP:
        return SMTP(Treacherous(self), data_size_limit=LARGEST, enable_SMTPUTF8=True, ident="Ventanilla")


class Treacherous(Handler):
    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        answer = await super().handle_DATA(server, session, envelope)
        assert isinstance(self.catcher, TreacherousCatcher)
        for address in envelope.rcpt_tos:
            if plot := self.catcher.plots.pop(address, None):
                await server.push(ACCEPTED)
                plot()  # before its QUIT is answered, so before it goes on
                assert server.transport is not None, "somebody was spoken to"
                server.transport.close()
        return answer
