"""`ventanilla search INSTITUTION`: questions from standard input, a line each; a line of JSON for each.

What the portal's box would find, with the scores, so that anybody can measure it.
"""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ventanilla.catalogue.search import MOST_FOUND, search
from ventanilla.institutions.acting import acting_in
from ventanilla.institutions.models import Institution
from ventanilla.web.portal.home.pages import ENTRIES


class Command(BaseCommand):
    help = "Busca como el portal: una pregunta por línea en la entrada, un JSON por línea en la salida."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("institution", metavar="INSTITUCIÓN")
        parser.add_argument("--limit", type=int, default=MOST_FOUND, metavar="N")

    def handle(self, *args: Any, institution: str, limit: int, **options: Any) -> None:
        found = Institution.objects.filter(slug=institution, active=True).first()
        if found is None:
            raise CommandError(f"no hay una institución `{institution}`")
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        with acting_in(found):
            for line in sys.stdin:
                question = line.rstrip("\r\n")
                hits = search(question, pages=ENTRIES, limit=limit)
                answer = [
                    {"kind": hit.key.kind, "slug": hit.key.slug, "score": round(hit.score, 3)} for hit in hits
                ]
                told = {"question": question, "found": answer}
                self.stdout.write(json.dumps(told, ensure_ascii=False))
