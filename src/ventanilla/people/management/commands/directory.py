"""`ventanilla directory INSTITUTION FILE [--apply] [--json]`: the directory beside a file of the student system."""

import json
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.lib.clock import now
from ventanilla.people.actions.synchronise import Outdated, TooManyGone, apply, begin, compare
from ventanilla.people.directory import sentences
from ventanilla.people.directory.report import lines, summary
from ventanilla.people.models import DirectoryImport


class Command(BaseCommand):
    help = "Compara el directorio con un archivo CSV del sistema académico; con --apply, lo aplica."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("institution", metavar="INSTITUCIÓN", help="su nombre corto en la dirección")
        parser.add_argument("file", type=Path, metavar="ARCHIVO", help="CSV, con los nombres de las columnas")
        parser.add_argument("--apply", action="store_true", help="aplica las diferencias")
        parser.add_argument("--part", action="store_true", help="el archivo es solo una parte: nadie se va")
        parser.add_argument(
            "--let-go", action="store_true", help="confirma que se vayan más personas de las permitidas"
        )
        parser.add_argument("--json", action="store_true", help="las diferencias como JSON")

    def handle(self, *args: Any, institution: str, file: Path, **options: Any) -> None:
        found = Institution.objects.filter(slug=institution, active=True).first()
        if found is None:
            raise CommandError(f"no hay una institución `{institution}`")
        try:
            opened = file.open("rb")
        except OSError as error:
            raise CommandError(f"no se puede leer `{file}`: {error.strerror}") from error
        with opened, acting_in(found), translation.override("es"):
            self._compare(found, opened, file.name, **options)

    def _compare(self, institution: Institution, file: BinaryIO, name: str, **options: Any) -> None:
        load = begin(file=file, name=name, partial=options["part"], by=None, channel="command", at=now())
        load.save()
        load = compare(import_id=load.pk, file=file)
        if load.status == DirectoryImport.Status.REFUSED:
            raise CommandError(sentences.of_file(load.problem))
        if options["apply"]:
            load = self._apply(institution, load, confirmed=options["let_go"])
        if options["json"]:
            self.stdout.write(json.dumps(summary(load), ensure_ascii=False, indent=2))
            return
        for line in lines(load):
            self.stdout.write(line)

    def _apply(self, institution: Institution, load: DirectoryImport, *, confirmed: bool) -> DirectoryImport:
        try:
            return apply(
                institution=institution,
                import_id=load.pk,
                by=None,
                confirmed=confirmed,
                channel="command",
                at=now(),
            )
        except TooManyGone as error:
            words = sentences.of_removal(error.gone, error.held, error.limit)
            raise CommandError(f"{words} No se aplicó nada; si es lo debido, añada --let-go.") from error
        except Outdated as error:
            raise CommandError("el directorio cambió mientras se comparaba: repita la orden") from error
