"""Where calendars and terms come from: a file alone, or an institution in the database."""

import re
from datetime import datetime
from typing import Any, Protocol

from ventanilla.worktime import Calendar, TermError
from ventanilla.worktime.entries import check_keys
from ventanilla.worktime.errors import quoted


class Source(Protocol):
    def calendar(self, campus: str | None, locality: str | None) -> dict[str, Any]:
        """The data of the calendar that binds at a campus whoever lives in a locality; raises WorktimeError."""

    def term(
        self, named: Any, complexity: str | None, *, arrived: datetime, calendar: Calendar
    ) -> tuple[dict[str, Any], datetime]:
        """`unit` and `amount` of a term, and from when it counts what arrived then; raises WorktimeError."""


WRITTEN = re.compile(r"(-?[0-9]{1,9})\s+(\S+)")


def written(named: Any) -> dict[str, Any]:
    """A term that is no name: `15 business_days`, or an object with unit and amount."""
    if isinstance(named, dict):
        check_keys(named, {"unit", "amount"}, ("term",))
        return named
    found = WRITTEN.fullmatch(named.strip()) if isinstance(named, str) else None
    if not found:
        raise TermError(f"{quoted(named)} no es un plazo; se escribe «15 business_days»")
    return {"amount": int(found[1]), "unit": found[2]}
