"""`ventanilla demo`: from nothing to a running desk, and back to silence."""

import os
import signal
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType

from ventanilla.config.demo import environment, ports
from ventanilla.config.demo.accounts import DemoAccount, table
from ventanilla.config.demo.background import Background
from ventanilla.config.demo.child import Child
from ventanilla.config.demo.environment import Addresses
from ventanilla.config.demo.errors import DataNotWritable, DemoError, NoAnswer
from ventanilla.config.demo.preparation import SOURCE, Preparation
from ventanilla.config.demo.supervisor import Supervisor
from ventanilla.lib.clock import now
from ventanilla.lib.embedded import EmbeddedError, Server

PROJECT = SOURCE.parents[1]
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 60.0


class Asked(BaseException):
    """Somebody pressed Ctrl-C or sent SIGTERM."""


def main(words: Sequence[str]) -> None:
    wishes = understand(words)
    for how in ENDING:
        signal.signal(how, ask)
    try:
        run(wishes)
    except Asked:
        say("stopped; nothing is lost")
    except (DemoError, EmbeddedError) as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{error.filename or wishes.data}: {error.strerror or error}.")


def understand(words: Sequence[str]) -> Namespace:
    parser = ArgumentParser(prog="./run demo", description="The whole desk on this machine.")
    parser.add_argument("--port", type=port, metavar="N", default=8000)
    parser.add_argument("--data", type=Path, metavar="DIR", default=PROJECT / ".data")
    parser.add_argument(
        "--institutions",
        type=Path,
        nargs="+",
        metavar="DIR",
        default=[PROJECT / "institutions"],
        help="an institution's folder, or a folder of such folders; several may be named",
    )
    parser.add_argument(
        "--no-past",
        dest="past",
        action="store_false",
        help="an empty desk, without the invented last sixty days",
    )
    wishes = parser.parse_args(words)
    wishes.data = wishes.data.absolute()
    wishes.institutions = [place.absolute() for place in wishes.institutions]
    return wishes


def port(word: str) -> int:
    if not word.isdecimal() or not 0 < int(word) < 65_535:
        raise ArgumentTypeError("a number from 1 to 65534")
    return int(word)


def ask(how: int, frame: FrameType | None) -> None:
    raise Asked


def run(wishes: Namespace) -> None:
    """Returns never: it ends with Asked, or with the sentence of what cannot be mended."""
    ports.require(wishes.port)
    addresses = Addresses(wishes.port, ports.free(wishes.port + 1), ports.free())
    make_folder(wishes.data)
    server = Server(wishes.data / "postgres", tell=say)
    server.start()
    os.umask(0o077)  # uploads, mails and logs are nobody else's; the server's own folders had to be passable
    supervisor = Supervisor(server, [], say)
    as_application = environment.application(wishes.data, server, addresses)
    preparation = Preparation(wishes.data, wishes.institutions, say)
    past = Background(wishes.data, preparation.folders(), as_application, say)
    try:
        as_owner = environment.owner(as_application, server)
        accounts = preparation.run(as_owner=as_owner, as_application=as_application, anew=server.is_new)
        environment.leave_for_others(wishes.data, as_owner)
        supervisor = Supervisor(server, children(wishes, addresses, as_application), say)
        supervisor.start()
        await_web(supervisor, addresses, wishes.data)
        welcome(accounts, addresses, wishes.data)
        if wishes.past:
            past.start(at=now(), anew=server.is_new)
        watch(supervisor, past)
    finally:
        for how in ENDING:
            signal.signal(how, signal.SIG_IGN)  # a second Ctrl-C would cut short what is being written down
        environment.take_away(wishes.data)
        past.stop()
        supervisor.stop()


def make_folder(data: Path) -> None:
    try:
        (data / "logs").mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataNotWritable(data, error) from error


def children(wishes: Namespace, addresses: Addresses, told: dict[str, str]) -> list[Child]:
    """In the order in which they stop: no new requests, no new jobs, no more mail."""
    python, logs = sys.executable, wishes.data / "logs"
    web = ["-m", "granian", "--interface=wsgi", f"--host={ports.HOST}", f"--port={wishes.port}", "--no-ws"]
    web += ["--blocking-threads=16", "--log-level=warning", "ventanilla.config.wsgi:application"]
    worker = ["-m", "ventanilla", "worker"]
    catcher = ["-m", "ventanilla.config.demo.catcher", str(wishes.data / "mail")]
    catcher += [str(addresses.smtp), str(addresses.mail_pages)]
    return [
        Child("The web", [python, *web], told, logs / "web.log", patience=20),
        Child("The worker", [python, *worker], told, logs / "worker.log", patience=30),
        Child("The mail catcher", [python, *catcher], told, logs / "catcher.log", patience=5),
    ]


def await_web(supervisor: Supervisor, addresses: Addresses, data: Path) -> None:
    until = time.monotonic() + PATIENCE
    while not answers(addresses.web):
        supervisor.look()
        if time.monotonic() > until:
            raise NoAnswer(PATIENCE, data / "logs" / "web.log")
        time.sleep(0.05)  # between two looks: only asking tells that the web answers


def answers(port: int) -> bool:
    connection = HTTPConnection(ports.HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", "/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def welcome(accounts: Sequence[DemoAccount], addresses: Addresses, data: Path) -> None:
    say("ready", end="\n\n")
    say(f"Ventanilla  {addresses.base_url}/", mark="")
    say(f"Its mail    {addresses.mail_url}/", mark="", end="\n\n")
    say(table(accounts, addresses.base_url), mark="", end="\n\n")
    say(f"Ctrl-C stops all of it. Data and logs: {data}")


def watch(supervisor: Supervisor, past: Background) -> None:
    while True:
        time.sleep(0.1)  # between two looks at five processes
        supervisor.look()
        past.look()


def say(sentence: str, *, mark: str = "· ", end: str = "\n") -> None:
    sys.stdout.write(f"{mark}{sentence}{end}")
    sys.stdout.flush()
