"""A term: how much of what is promised."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ventanilla.worktime.errors import TermError, quoted


class Unit(StrEnum):
    BUSINESS_HOURS = "business_hours"
    WORKING_DAY_HOURS = "working_day_hours"
    BUSINESS_DAYS = "business_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"

    @classmethod
    def read(cls, written: Any) -> "Unit":
        if written not in [*cls]:
            raise TermError(f"unit: {quoted(written)} no vale; vale: {', '.join(cls)}")
        return cls(written)

    @property
    def flows(self) -> bool:
        """Whether it is counted in hours and not in dates."""
        return self in {Unit.BUSINESS_HOURS, Unit.WORKING_DAY_HOURS}


@dataclass(frozen=True, slots=True)
class Term:
    """`amount` hours, days or months; zero is the start itself."""

    unit: Unit
    amount: int

    @classmethod
    def from_data(cls, data: Any) -> "Term":
        """Reads `unit` and `amount`; what else a term says (extension, source…) moves no date."""
        if not isinstance(data, dict):
            raise TermError("un plazo lleva `unit` y `amount`")
        unit = Unit.read(data.get("unit"))
        amount = data.get("amount")
        if not isinstance(amount, int) or isinstance(amount, bool):
            raise TermError(f"amount: {quoted(amount)} no es un número entero")
        if amount < 0:
            raise TermError(f"amount: un plazo no puede ser negativo ({quoted(amount)})")
        return cls(unit, amount)
