"""Where calendars and terms come from: a file alone, or an institution in the database."""

from typing import Any, Protocol

from ventanilla.worktime import TermError


class Source(Protocol):
    def calendar(self, campus: str | None) -> dict[str, Any]:
        """The data of the calendar that binds at a campus; raises WorktimeError."""

    def term(self, named: Any, complexity: str | None) -> dict[str, Any]:
        """`unit` and `amount` of a term; raises WorktimeError."""


def written(named: Any) -> dict[str, Any]:
    """A term that is no name: `15 business_days`, or an object with unit and amount."""
    if isinstance(named, dict):
        return named
    amount, _space, unit = str(named).strip().partition(" ")
    if not amount.lstrip("-").isdecimal() or len(amount) > 9 or not unit:
        raise TermError(f"«{named}» no es un plazo; se escribe «15 business_days»")
    return {"amount": int(amount), "unit": unit.strip()}
