"""A step of "¿Por qué esta fecha?": one line of the explanation, for a page to put into words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from ventanilla.worktime.rules import Text


class Kind(StrEnum):
    START = "start"
    COUNTED = "counted"  # an opening, a date, or a run of calendar dates
    HOLIDAY = "holiday"  # a public holiday that took away hours or a day
    CLOSED = "closed"  # a closure or recess of the institution that did
    PAUSE = "pause"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """`since` and `until` are instants in UTC (`until` None: a pause that goes on), `on` and `to` the
    local dates. `amount` is what this step counted, or what a pause took away: a time for terms in hours,
    dates for the others; `total` is what is counted with it."""

    kind: Kind
    since: datetime
    on: date
    until: datetime | None = None
    to: date | None = None
    name: Text | None = None
    source: str | None = None
    amount: timedelta | int | None = None
    total: timedelta | int | None = None

    def data(self) -> dict[str, Any]:
        """As plain JSON: instants in ISO 8601, hours in seconds; without what is empty."""
        values = {
            "kind": self.kind.value,
            "since": self.since.isoformat(),
            "until": self.until and self.until.isoformat(),
            "on": self.on.isoformat(),
            "to": self.to and self.to.isoformat(),
            "name": self.name,
            "source": self.source,
            "amount": _plain(self.amount),
            "total": _plain(self.total),
        }
        return {key: value for key, value in values.items() if value is not None}


def _plain(amount: timedelta | int | None) -> float | int | None:
    return amount.total_seconds() if isinstance(amount, timedelta) else amount
