"""An institution in the database: its current terms and calendars."""

from dataclasses import dataclass, field
from typing import Any

import django

from ventanilla.worktime import CalendarError, TermError

django.setup()

from ventanilla.institutions.acting import acting_in  # noqa: E402  models want the settings
from ventanilla.institutions.models import CalendarVersion, Campus, Institution, TermVersion  # noqa: E402
from ventanilla.tickets.reckoning import amount_of  # noqa: E402


@dataclass(frozen=True)
class FromDatabase:
    institution: Institution
    terms: dict[str, Any]
    calendars: dict[str, Any]
    campuses: dict[str, Any] = field(default_factory=dict)

    def calendar(self, campus: str | None) -> dict[str, Any]:
        if campus and campus not in self.campuses:
            raise CalendarError(f"no hay una sede «{campus}»; hay {', '.join(sorted(self.campuses))}")
        slug = (self.campuses[campus].get("calendar") if campus else None) or self.institution.data[
            "calendar"
        ]
        found: dict[str, Any] = self.calendars[slug]
        return found

    def term(self, named: Any, complexity: str | None) -> dict[str, Any]:
        if not isinstance(named, str) or named not in self.terms:
            raise TermError(f"no hay un plazo «{named}»; hay {', '.join(sorted(self.terms))}")
        term = self.terms[named]
        if term.get("amounts") and complexity not in term["amounts"]:
            raise TermError(f"el plazo «{named}» depende de la complejidad: low, medium o high")
        return {"unit": term["unit"], "amount": amount_of(term, complexity)}


def source(slug: str) -> FromDatabase:
    institution = Institution.objects.filter(slug=slug, active=True).first()
    if institution is None:
        known = ", ".join(
            Institution.objects.filter(active=True).order_by("slug").values_list("slug", flat=True)
        )
        raise CalendarError(f"no hay una institución «{slug}»; hay {known}")
    with acting_in(institution):
        return FromDatabase(
            institution,
            dict(TermVersion.objects.filter(current=True).values_list("slug", "data")),
            dict(CalendarVersion.objects.filter(current=True).values_list("slug", "data")),
            dict(Campus.objects.filter(active=True).values_list("slug", "data")),
        )
