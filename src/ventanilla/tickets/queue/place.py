"""Where a page goes on: after a row, by what it is ordered by and its id."""

from datetime import datetime

from django.utils.dateparse import parse_datetime

Place = tuple[datetime, int]


def cursor(at: datetime, pk: int) -> str:
    return f"{at.isoformat()}_{pk}"


def read_cursor(after: str) -> Place | None:
    """The place a cursor names; None for nothing and for nonsense."""
    instant, _sep, identifier = after.partition("_")
    try:
        at = parse_datetime(instant)
    except ValueError:
        return None
    if at is None or at.tzinfo is None or not identifier.isdecimal() or len(identifier) > 18:
        return None
    return at, int(identifier)
