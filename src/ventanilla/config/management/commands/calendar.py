"""`ventanilla calendar plan|apply FOLDER|INSTITUTION`: a decree, a recess, and the deadlines that are open."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ventanilla.config.institution import shifts
from ventanilla.config.institution.folders import Stop


class Command(BaseCommand):
    help = "Un calendario que cambia: qué plazos abiertos se moverían (plan), y moverlos con aviso (apply)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["plan", "apply"])
        parser.add_argument("named", metavar="CARPETA|INSTITUCIÓN")
        parser.add_argument(
            "--terms", action="store_true", help="también los plazos que ahora son más largos"
        )

    def handle(self, *args: Any, what: str, named: str, terms: bool, **options: Any) -> None:
        try:
            for line in getattr(shifts, what)(named, terms=terms):
                self.stdout.write(line)
        except Stop as stop:
            for line in stop.lines:
                self.stderr.write(line)
            raise CommandError(stop.words, returncode=stop.code) from stop
