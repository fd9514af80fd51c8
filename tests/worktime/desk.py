"""The desk whose calendar these tests keep: five days a week, with an hour for lunch."""

from datetime import UTC, datetime
from typing import Any

from ventanilla.worktime import Calendar, Term, due

WEEK = {day: ["08:00-12:00", "13:00-17:00"] for day in ("mon", "tue", "wed", "thu", "fri")}


def data(zone: str = "America/Lima", country: str | None = None, **more: Any) -> dict[str, Any]:
    return {"zone": zone, "country": country, "holidays": country is not None, "hours": WEEK, **more}


def calendar(zone: str = "America/Lima", country: str | None = None, **more: Any) -> Calendar:
    return Calendar.from_data(data(zone, country, **more))


def every_day(*spans: str) -> dict[str, list[str]]:
    return {day: [*spans] for day in (*WEEK, "sat", "sun")}


def term(amount: int, unit: str) -> Term:
    return Term.from_data({"unit": unit, "amount": amount})


def at(written: str, of: Calendar) -> datetime:
    """A wall time of the calendar's zone, as an instant."""
    return datetime.fromisoformat(written).replace(tzinfo=of.zone).astimezone(UTC)


def due_at(amount: int, unit: str, start: str, of: Calendar, *pauses: tuple[str, str | None]) -> str | None:
    """The wall time at which it is due."""
    stretches = [(at(since, of), None if until is None else at(until, of)) for since, until in pauses]
    found = due(term(amount, unit), start=at(start, of), calendar=of, pauses=stretches).at
    return None if found is None else f"{found.astimezone(of.zone):%Y-%m-%d %H:%M}"
