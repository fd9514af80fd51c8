"""`ventanilla surveys INSTITUTION`: what the surveys say, by service, and each answer as CSV (UDG-10)."""

import csv
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.surveys.queries import answered, by_service

COLUMNS = ("ticket", "service", "answered_at", "score", "comment")


class Command(BaseCommand):
    help = "What the surveys of an institution say: by service, or every answer (--csv)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("institution")
        parser.add_argument("--csv", action="store_true", help="every answer, one a line")

    def handle(self, *args: Any, institution: str, **options: Any) -> None:
        found = Institution.objects.filter(slug=institution).first()
        if found is None:
            raise CommandError(f"no institution has the slug {institution!r}")
        with acting_in(found):
            if options["csv"]:
                self._answers()
            else:
                self._summary()

    def _summary(self) -> None:
        for row in by_service():
            mean = "-" if row["mean"] is None else f"{row['mean']:.2f}"
            self.stdout.write(f"{row['slug']}: {row['answers']} of {row['invited']} answered, mean {mean}")

    def _answers(self) -> None:
        writer = csv.writer(self.stdout)
        writer.writerow(COLUMNS)
        for row in answered():
            writer.writerow([defused(str(value)) for value in row])


def defused(cell: str) -> str:
    """A comment is no formula for whoever opens the file in a spreadsheet."""
    return f"'{cell}" if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} else cell
