"""An institution in the database: its current terms and calendars."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import django

from ventanilla.worktime import Calendar, CalendarError, TermError, union
from ventanilla.worktime.errors import quoted

django.setup()

from ventanilla.institutions.acting import acting_in  # noqa: E402  models want the settings
from ventanilla.institutions.models import CalendarVersion, Campus, Institution, TermVersion  # noqa: E402
from ventanilla.tickets.deadlines import begins  # noqa: E402
from ventanilla.tickets.reckoning import amount_of  # noqa: E402
from ventanilla.tickets.terms import NotInForce, in_force  # noqa: E402


@dataclass(frozen=True)
class FromDatabase:
    """It gives the dates that the desk would promise."""

    institution: Institution
    terms: dict[str, TermVersion]
    calendars: dict[str, Any]
    campuses: dict[str, Any] = field(default_factory=dict)

    def calendar(self, campus: str | None, locality: str | None) -> dict[str, Any]:
        if campus and campus not in self.campuses:
            raise CalendarError(f"no hay una sede «{campus}»; hay {', '.join(sorted(self.campuses))}")
        own = self.campuses[campus].get("calendar") if campus else None
        found: dict[str, Any] = self.calendars[own or self.institution.data["calendar"]]
        return union(found, self._local(locality)) if locality else found

    def term(
        self, named: Any, complexity: str | None, *, arrived: datetime, calendar: Calendar
    ) -> tuple[dict[str, Any], datetime]:
        if not isinstance(named, str) or named not in self.terms:
            raise TermError(f"no hay un plazo {quoted(named)}; hay {', '.join(sorted(self.terms))}")
        term = self._in_force(named, arrived)
        if term.get("amounts") and complexity not in term["amounts"]:
            raise TermError(f"el plazo «{named}» depende de la complejidad: low, medium o high")
        counted = {"unit": term["unit"], "amount": amount_of(term, complexity)}
        return counted, begins(term, arrived, calendar)

    def _local(self, slug: str) -> dict[str, Any]:
        known = [name for name, data in self.calendars.items() if data.get("local")]
        if slug not in known:
            told = f"hay {', '.join(sorted(known))}" if known else "la institución no tiene ninguna"
            raise CalendarError(f"no hay una localidad «{slug}»; {told}")
        found: dict[str, Any] = self.calendars[slug]
        return found

    def _in_force(self, named: str, arrived: datetime) -> dict[str, Any]:
        day = arrived.astimezone(self.institution.zoneinfo).date()
        try:
            found: dict[str, Any] = in_force(named, self.terms, on=day).data
        except NotInForce as none:
            since = f"rige desde el {none.begins}" if none.begins else f"rigió hasta el {none.ended}"
            raise TermError(f"el plazo «{named}» no rige el {day}: {since}") from none
        return found


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
            {row.slug: row for row in TermVersion.objects.filter(current=True)},
            dict(CalendarVersion.objects.filter(current=True).values_list("slug", "data")),
            dict(Campus.objects.filter(active=True).values_list("slug", "data")),
        )
