"""`ventanilla institution check|apply FOLDER…`: read institutions' folders; make them what is true."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from ventanilla.institutions.apply import apply_content

from ventanilla.config.sections import SECTIONS
from ventanilla.lib.folder import read_folder, tenants_of
from ventanilla.lib.section import Content, understand


class Command(BaseCommand):
    help = "Revisa (check) o aplica (apply) las carpetas de instituciones."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["check", "apply"])
        parser.add_argument("folders", nargs="+", type=Path, metavar="CARPETA")

    def handle(self, *args: Any, action: str, folders: list[Path], **options: Any) -> None:
        contents = [self._understand(path) for folder in folders for path in self._institutions(folder)]
        wrong = [content for content in contents if content is None]
        if wrong:
            raise CommandError("no se aplicó nada" if action == "apply" else "hay problemas", returncode=1)
        for content in contents:
            if action == "check":
                self.stdout.write(f"{content.name}: en orden")
                continue
            done = apply_content(content, SECTIONS, at=timezone.now())
            self.stdout.write(f"{content.name}: {'; '.join(done) or 'sin cambios'}")

    def _institutions(self, folder: Path) -> list[Path]:
        if not folder.is_dir():
            raise CommandError(f"{folder}: no existe esa carpeta")
        return tenants_of(folder)

    def _understand(self, path: Path) -> Content | None:
        content, problems = understand(read_folder(path), SECTIONS)
        for problem in problems:
            print(problem, file=sys.stderr)
        return None if problems else content
