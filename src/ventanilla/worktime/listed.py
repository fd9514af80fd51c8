"""Public holidays written down: a calendar that keeps its list is not moved by another release of the package."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ventanilla.worktime.country import public_holidays


@dataclass(frozen=True, slots=True)
class Listed:
    """What is known of the dates `since` … `until`, both included; of others nothing is said."""

    since: date
    until: date
    names: Mapping[date, str]

    def covers(self, day: date) -> bool:
        return self.since <= day <= self.until


def listed(country: str, since: date, until: date) -> dict[str, Any]:
    """The list as a calendar's data keeps it: each name with its dates, in one text (a list of a thousand costs
    more to read, each time, than all else that a calendar says)."""
    named: dict[str, list[str]] = {}
    for year in range(since.year, until.year + 1):
        for day, name in sorted(public_holidays(country, year).items()):
            if since <= day <= until:
                named.setdefault(name, []).append(day.isoformat())
    dates = {name: " ".join(days) for name, days in named.items()}
    return {"from": since.isoformat(), "to": until.isoformat(), "named": dates}
