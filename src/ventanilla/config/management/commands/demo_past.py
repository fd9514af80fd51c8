"""`ventanilla demo_past FOLDER…`: what past.yaml tells, laid over the last sixty days; for the demo only."""

import os
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ventanilla.config.demo.past.section import fitting
from ventanilla.config.demo.past.writing import lay
from ventanilla.config.institution.folders import Stop, understood
from ventanilla.institutions.models import Institution
from ventanilla.lib.clock import now
from ventanilla.lib.section import Content

COUNT = 120


class Command(BaseCommand):
    help = "Cuenta un pasado inventado, el de past.yaml (solo con VENTANILLA_DEMO=1)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="CARPETA")
        parser.add_argument("--gently", action="store_true", help="detrás de quien está usando la ventanilla")
        parser.add_argument("--count", type=int, default=COUNT, help="solicitudes por institución")
        parser.add_argument(
            "--until", type=datetime.fromisoformat, help="hasta cuándo; el mismo instante, el mismo pasado"
        )

    def handle(
        self,
        *args: Any,
        folders: list[Path],
        count: int,
        until: datetime | None,
        gently: bool,
        **options: Any,
    ) -> None:
        if gently:
            os.nice(10)
        if os.environ.get("VENTANILLA_DEMO") != "1":
            raise CommandError("un pasado inventado solo se cuenta con VENTANILLA_DEMO=1")
        try:
            contents = understood(folders)
        except Stop as stop:
            raise CommandError("\n".join([*stop.lines, stop.words])) from stop
        for content in contents:
            self.stdout.write(self._lay(content, until or now(), count))
            self.stdout.flush()  # into the log as it happens

    def _lay(self, content: Content, until: datetime, count: int) -> str:
        (past, problems), demo = fitting(content), content.one("demo")
        for problem in problems:
            self.stdout.write(f"{problem} (no se cuenta)")
        if past is None or demo is None:
            return f"{content.name}: sin pasado"
        institution = Institution.objects.filter(slug=content.name).first()
        if institution is None:
            raise CommandError(f"{content.name}: aplique primero la carpeta (institution apply)")
        made = lay(institution, past, demo, until=until, count=count)
        return f"{content.name}: {made} solicitudes nuevas" if made else f"{content.name}: sin cambios"
