"""`ventanilla`: Django's command line, with the database role that each command is meant to have."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line

from ventanilla.config.deadline import command as deadline
from ventanilla.config.demo import command as demo
from ventanilla.config.demo import environment
from ventanilla.lib import catalogues

#: What changes the schema or answers for the whole database. Everything else is the application.
OWNER_COMMANDS = frozenset({"journal", "migrate", "showmigrations", "sqlmigrate"})
#: What looks only at folders, and works before there is any database.
FOLDER_COMMANDS = frozenset({"check", "new", "reference", "schema"})
NOWHERE = {
    "DATABASE_URL": "postgresql://ventanilla_app@/none?host=/nowhere",
    "JOURNAL_KEY": "no journal is written",
    "SECRET_KEY": "nothing is signed",
}
NEEDED = ("DATABASE_URL", "JOURNAL_KEY", "SECRET_KEY")
SOURCE = Path(__file__).resolve().parents[1]


def main() -> None:
    words = sys.argv[1:]
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
    match words:
        case ["demo", *rest]:
            demo.main(rest)
        case ["deadline", *rest]:
            if not deadline.alone(rest):
                ready()
            deadline.main(rest)
        case ["translations"]:
            catalogues.main([str(SOURCE)])
        case ["institution", what, *_] if what in FOLDER_COMMANDS:
            os.environ.update({**NOWHERE, **os.environ})
            execute_from_command_line(["ventanilla", *words])
        case _:
            manage(words)


def manage(words: list[str]) -> None:
    as_owner = bool(words) and words[0] in OWNER_COMMANDS
    ready(*(["DATABASE_OWNER_URL"] if as_owner else []))
    if as_owner:
        os.environ["VENTANILLA_AS"] = "owner"
    execute_from_command_line(["ventanilla", *words])


def ready(*more: str) -> None:
    """The environment's addresses and keys, or those of the demo that runs beside; ends where there are none."""
    if "DATABASE_URL" not in os.environ:
        os.environ.update(environment.read(Path(os.environ.get("DATA_DIR", SOURCE.parents[1] / ".data"))))
    missing = [name for name in (*NEEDED, *more) if name not in os.environ]
    if missing:
        sys.exit(f"{', '.join(missing)} not set: start ./run demo beside this, or set the environment.")
