"""When somebody is asked whether his data are still right (UME-10). Asked, never held up."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ventanilla.people.models import Person
from ventanilla.worktime.months import months_after


def is_stale(person: Person, people: dict[str, Any] | None, *, at: datetime, zone: ZoneInfo) -> bool:
    """Whether `confirm_after` months (of the section `people`, in days of the institution) went by since he said so."""
    months = (people or {}).get("confirm_after")
    if not months:
        return False
    said = person.confirmed_at or person.created_at
    return months_after(said.astimezone(zone).date(), months) <= at.astimezone(zone).date()
