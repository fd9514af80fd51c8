"""`ventanilla words [INSTITUTION]`: make what tickets are found by anew, after an upgrade or a load."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.tickets.words import index_all


class Command(BaseCommand):
    help = "Make what tickets are found by: of those that have no words yet, or of all (--all)."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("institution", nargs="?", help="its slug; otherwise all of them")
        parser.add_argument(
            "--all", action="store_true", help="also those that have words: after a changed stemmer"
        )

    def handle(self, *args: Any, institution: str | None, **options: Any) -> None:
        found = Institution.objects.filter(slug=institution) if institution else Institution.objects.all()
        if institution and not found:
            raise CommandError(f"no institution has the slug {institution!r}")
        for one in found.order_by("id"):
            with acting_in(one):
                count = index_all(again=options["all"])
            self.stdout.write(f"{one.slug}: {count} tickets are found by their words now")
