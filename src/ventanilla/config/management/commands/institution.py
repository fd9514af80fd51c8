"""`ventanilla institution check|apply FOLDER…`: read institutions' folders; make them what is true."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ventanilla.config.sections import SECTIONS
from ventanilla.institutions.apply import Taken, apply_content, taken_among
from ventanilla.institutions.models import Institution
from ventanilla.journal.record import record
from ventanilla.lib.clock import now
from ventanilla.lib.folder import read_folder, tenants_of
from ventanilla.lib.section import Content, understand


class Command(BaseCommand):
    help = "Revisa (check) o aplica (apply) las carpetas de instituciones."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["check", "apply"])
        parser.add_argument("folders", nargs="+", type=Path, metavar="CARPETA")

    def handle(self, *args: Any, action: str, folders: list[Path], **options: Any) -> None:
        contents, problems = understand_all(folders)
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            count = "un problema" if len(problems) == 1 else f"{len(problems)} problemas"
            raise CommandError(count if action == "check" else f"{count}: no se aplicó nada")
        for content in contents:
            self.stdout.write(f"{content.name}: {self._done(content, action)}")

    def _done(self, content: Content, action: str) -> str:
        if action == "check":
            return "en orden"
        try:
            at = now()
            done = apply_content(content, SECTIONS, at=at, changed=partial(record_applied, at=at))
        except Taken as error:
            raise CommandError(str(error)) from error
        return "; ".join(done) or "sin cambios"


def record_applied(institution: Institution, *, at: datetime) -> None:
    record(
        kind="institution.applied",
        subject=("institution", institution.pk),
        channel="command",
        data={"identity": institution.digest},
        at=at,
    )


def understand_all(folders: list[Path]) -> tuple[list[Content], list[str]]:
    """What the folders say, those of families by tenant, and every problem with file and line."""
    for folder in folders:
        if not folder.is_dir():
            raise CommandError(f"{folder}: no existe esa carpeta")
    contents: list[Content] = []
    problems: list[str] = []
    for path in dict.fromkeys(path for folder in folders for path in tenants_of(folder)):
        content, found = understand(read_folder(path), SECTIONS)
        contents.append(content)
        problems += map(str, found)
    identities = [identity for content in contents if (identity := content.one("institution"))]
    return contents, list(dict.fromkeys(problems + taken_among(identities)))
