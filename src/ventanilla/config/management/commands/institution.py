"""`ventanilla institution …`: the folder of an institution from its first line to what the office changed since."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ventanilla.config.institution import apply, check, export, new, plan, reference, schema
from ventanilla.config.institution.folders import Stop

SUBCOMMANDS = {
    "new": new,
    "check": check,
    "plan": plan,
    "apply": apply,
    "export": export,
    "schema": schema,
    "reference": reference,
}


class Command(BaseCommand):
    help = (
        "La carpeta de una institución: revisarla, ver qué cambia, aplicarla, traer lo que cambió la oficina."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        chosen = parser.add_subparsers(dest="action", required=True, metavar="ORDEN")
        for name, module in SUBCOMMANDS.items():
            module.arguments(chosen.add_parser(name, help=module.HELP))

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            for line in SUBCOMMANDS[action].run(**options):
                self.stdout.write(line)
        except Stop as stop:
            for line in stop.lines:
                self.stderr.write(line)
            raise CommandError(stop.words, returncode=stop.code) from stop
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
