"""What each process of the demo is told, by the names that config/settings.py reads."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ventanilla.config.demo.ports import HOST
from ventanilla.lib import secretfile
from ventanilla.lib.embedded import Server

KEYS = ("SECRET_KEY", "JOURNAL_KEY")
FILE = "environment"
#: Nothing else of the caller's has a say: not another database's address, nor another folder.
INHERITED = ("DEBUG", "HOME", "LANG", "LOG_LEVEL", "PATH", "QUEUE_LOG_LEVEL", "TMPDIR")


@dataclass(frozen=True)
class Addresses:
    web: int
    mail_pages: int
    smtp: int

    @property
    def base_url(self) -> str:
        return f"http://{HOST}:{self.web}"

    @property
    def mail_url(self) -> str:
        return f"http://{HOST}:{self.mail_pages}"


def application(data: Path, server: Server, addresses: Addresses) -> dict[str, str]:
    """For web, worker and commands as the application: without the owner's address."""
    return {
        **{name: os.environ[name] for name in INHERITED if name in os.environ},
        **secretfile.read_or_make(data / "keys.json", KEYS),
        "DJANGO_SETTINGS_MODULE": "ventanilla.config.settings",
        "DATABASE_URL": server.url("app"),
        "DATA_DIR": str(data),
        "BASE_URL": addresses.base_url,
        "EMAIL_HOST": HOST,
        "EMAIL_PORT": str(addresses.smtp),
        "VENTANILLA_DEMO": "1",
    }


def owner(application: Mapping[str, str], server: Server) -> dict[str, str]:
    return {**application, "DATABASE_OWNER_URL": server.url("owner")}


def leave_for_others(data: Path, environment: Mapping[str, str]) -> None:
    """`ventanilla …` in another terminal works beside the running demo (config/cli.py reads this file)."""
    told = {name: value for name, value in environment.items() if os.environ.get(name) != value}
    secretfile.write(data / FILE, "".join(f"{name}={value}\n" for name, value in told.items()))


def take_away(data: Path) -> None:
    (data / FILE).unlink(missing_ok=True)


def read(data: Path) -> dict[str, str]:
    file = data / FILE
    lines = file.read_text().splitlines() if file.exists() else []
    return dict(line.split("=", 1) for line in lines)
