"""`ventanilla demo_people FOLDER…`: the invented people of demo.yaml, for the demo and the tests only."""

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from ventanilla.config.institution.folders import Stop, understood
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib.clock import now
from ventanilla.people.settling import settle


class Command(BaseCommand):
    help = "Crea las personas inventadas de demo.yaml (solo con VENTANILLA_DEMO=1)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="CARPETA")

    def handle(self, *args: Any, folders: list[Path], **options: Any) -> None:
        if os.environ.get("VENTANILLA_DEMO") != "1":
            raise CommandError("estas personas tienen una clave pública: solo se crean con VENTANILLA_DEMO=1")
        try:
            contents = understood(folders)
        except Stop as stop:
            raise CommandError("\n".join([*stop.lines, stop.words])) from stop
        for content in contents:
            demo = content.one("demo")
            institution = Institution.objects.filter(slug=content.name).first()
            if institution is None:
                raise CommandError(f"{content.name}: aplique primero la carpeta (institution apply)")
            if demo is None:
                continue
            with transaction.atomic(), acting_in(institution):
                made = settle(demo, at=now())
            self.stdout.write(
                f"{content.name}: {made} personas nuevas" if made else f"{content.name}: sin cambios"
            )
