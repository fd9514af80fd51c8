"""`ventanilla reports rebuild INSTITUTION`: every figure of the boards anew, from the journal."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.reports import counting


class Command(BaseCommand):
    help = "The figures of the boards, made anew from the journal; the desk goes on meanwhile."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["rebuild"])
        parser.add_argument("institution")

    def handle(self, *args: Any, institution: str, **options: Any) -> None:
        found = Institution.objects.filter(slug=institution).first()
        if found is None:
            raise CommandError(f"no institution has the slug {institution!r}")
        with acting_in(found):
            counted = counting.rebuild()
        self.stdout.write(f"{institution}: the figures of {counted} tickets are counted anew")
