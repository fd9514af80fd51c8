"""Which unit and which days somebody looks at, read from the address, and the addresses beside it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ventanilla.institutions.models import Unit
from ventanilla.reports.period import NAMED, OWN, Period, between, named
from ventanilla.web.components.field import Field
from ventanilla.web.office.directing import chosen, directed

WORDS = {"month": _("This month"), "last-month": _("Last month"), "quarter": _("Three months")}


@dataclass(frozen=True)
class Asked:
    units: list[Unit]
    unit: Unit
    period: Period
    today: date

    def query(self, **changes: Any) -> str:
        """Of this board's address, with changes; an empty value takes a parameter out."""
        period = self.period
        days = {"since": period.since, "until": period.until} if period.name == OWN else {}
        held = {"unit": self.unit.slug, "period": period.name, **days, **changes}
        return urlencode({name: value for name, value in held.items() if value not in ("", None)})

    def url(self, page: str = "board", **changes: Any) -> str:
        return f"{reverse(f'office:{page}')}?{self.query(**changes)}"

    def queue_url(self, view: str, **filters: Any) -> str:
        """The desk's own list of what is open."""
        wanted = {"view": view, "unit": self.unit.slug, **filters}
        return f"{reverse('desk:queue')}?{urlencode(wanted)}"

    @property
    def unit_tabs(self) -> list[dict[str, Any]]:
        if len(self.units) < 2:
            return []
        return [_tab(one.name, self.url(unit=one.slug), one == self.unit) for one in self.units]

    @property
    def period_tabs(self) -> list[dict[str, Any]]:
        return [
            _tab(WORDS[name], self.url(period=name, since="", until=""), name == self.period.name)
            for name in NAMED
        ]

    @property
    def fields(self) -> list[Field]:
        days = {
            "since": (pgettext_lazy("days", "From"), self.period.since),
            "until": (_("Until"), self.period.until),
        }
        latest = self.today.isoformat()
        return [
            Field(name, "date", words, value=day.isoformat(), maximum=latest)
            for name, (words, day) in days.items()
        ]


def asked(request: Any, at: datetime) -> Asked:
    """Raises Http404 for a unit that is not there for whoever asks. One statement."""
    units = directed(request)
    today = at.astimezone(request.institution.zoneinfo).date()
    given = request.GET
    own = between(given.get("since", ""), given.get("until", ""), today=today)
    period = own if own and given.get("period") == OWN else named(given.get("period", ""), today=today)
    return Asked(units, chosen(units, given.get("unit", "")), period, today)


def _tab(words: Any, url: str, current: bool) -> dict[str, Any]:
    return {"words": words, "url": url, "current": current, "count": None}
