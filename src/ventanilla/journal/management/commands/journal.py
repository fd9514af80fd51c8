"""`ventanilla journal verify`: whether anybody changed the record. Runs as the owner, reads all institutions."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from ventanilla.journal.verify import count_events, verify


class Command(BaseCommand):
    requires_system_checks = ()  # it must run where the web could not
    help = "Verify the journal: chains, heads, seals, the file of seals, and the rows behind them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["verify"])
        parser.add_argument("--seals", type=Path, default=settings.SEALS_FILE, help="the file of seals")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            with connection.cursor() as cursor:  # one moment for all checks, while others go on writing
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            events = count_events()
            found = list(
                verify(
                    key=settings.JOURNAL_KEY,
                    seals_file=options["seals"],
                    subjects=settings.JOURNAL_SUBJECTS,
                )
            )
        for finding in found:
            self.stdout.write(f"{finding.what}: {finding.where}")
        if found:
            raise CommandError(f"{len(found)} findings in {events} events: the record was changed")
        self.stdout.write(f"{events} events verified: the record is whole")
