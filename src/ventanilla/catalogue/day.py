"""A day as a form's limits write it: `2026-03-31`, `today`, `today-30`."""

import re
from datetime import date, timedelta

DAY = re.compile(r"^today(?:([+-]\d{1,5}))?$")


def day_of(written: str, today: date) -> date | None:
    """The day that is meant, or None where nothing is."""
    if found := DAY.match(written):
        return today + timedelta(days=int(found.group(1) or 0))
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
