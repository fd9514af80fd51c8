"""The test run's PostgreSQL: its template and the clones."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ventanilla.lib.embedded import Role, Server

TEMPLATE = "ventanilla_template"
ADDRESSES: dict[Role, str] = {
    "superuser": "DATABASE_SUPERUSER_URL",
    "owner": "DATABASE_OWNER_URL",
    "app": "DATABASE_URL",
}


def start_server(folder: Path) -> Server:
    """Without fsync: only the tests that kill things ask for it, on a server of their own."""
    server = Server(folder / "postgres")
    server.start(fsync=False)
    return server


def make_template(server: Server) -> None:
    """Migrated as the owner, seeded by tests/seed.py as the application."""
    server.create_database(TEMPLATE)
    environment = {**os.environ, **{ADDRESSES[role]: server.url(role, TEMPLATE) for role in ADDRESSES}}
    for command in (
        ["-m", "ventanilla", "migrate", "--verbosity", "0", "--skip-checks"],
        ["-m", "tests.seed"],
    ):
        subprocess.run([sys.executable, *command], env=environment, check=True, timeout=300)
    os.environ.update({ADDRESSES[role]: server.url(role, TEMPLATE) for role in ADDRESSES})


class Database:
    """A clone of the template."""

    _own: ClassVar[Database | None] = None
    _numbers = count(1)

    def __init__(self, name: str, like: str = TEMPLATE) -> None:
        self.name = name
        with psycopg.connect(address("superuser", "postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}" OWNER ventanilla_owner')

    @classmethod
    def for_this_process(cls) -> Database:
        if cls._own is None:
            cls._own = cls(f"test_{os.getpid()}")
        return cls._own

    @classmethod
    def fresh(cls, like: str = TEMPLATE) -> Database:
        """Of the template, or of another clone to which nobody is connected."""
        return cls(f"test_{os.getpid()}_{next(cls._numbers)}", like)

    def environment(self) -> dict[str, str]:
        """For a command in a process of its own."""
        return {**os.environ, **{ADDRESSES[role]: self.url(role) for role in ADDRESSES}}

    def enter(self) -> None:
        """Make it the database of this process: its addresses, and Django's connection."""
        for role, variable in ADDRESSES.items():
            os.environ[variable] = address(role, self.name)
        if "django.conf" in sys.modules:
            _point_django_to(self.name)

    def url(self, role: Role) -> str:
        return address(role, self.name)

    def drop(self) -> None:
        with psycopg.connect(address("superuser", "postgres"), autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{self.name}" WITH (FORCE)')


def address(role: Role, database: str) -> str:
    parts = conninfo_to_dict(os.environ[ADDRESSES[role]])
    changed: dict[str, Any] = {**parts, "dbname": database}
    return make_conninfo(**changed)


def _point_django_to(name: str) -> None:
    from django.conf import settings  # noqa: PLC0415  (only once Django is there)
    from django.db import connections  # noqa: PLC0415

    if not settings.configured:
        return
    connections.close_all()
    connections["default"].settings_dict["NAME"] = name
    connections.settings["default"]["NAME"] = name
