"""`ventanilla`: Django's command line, with the database role that each command is meant to have."""

import os
import sys

from django.core.management import execute_from_command_line

# What changes the schema or answers for the whole database. Everything else is the application.
OWNER_COMMANDS = frozenset({"createcachetable", "journal", "migrate", "sqlmigrate", "showmigrations"})


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ventanilla.config.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["VENTANILLA_AS"] = "owner"
    execute_from_command_line(sys.argv)
