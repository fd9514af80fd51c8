"""Calendars from calendars, as data: the nearer level over the farther, and two that bind at once."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from ventanilla.worktime.entries import ends, list_in
from ventanilla.worktime.errors import WorktimeError

Data = dict[str, Any]

LISTS = ("special", "working", "closed")
JOINED = ("also_off", "hours")
#: What a calendar says of itself alone.
OWN = frozenset({"slug", "name", "source", "proposed", "inherits", "local"})


def merged(*levels: Data) -> Data:
    """Country, campus, unit, channel: each level says only what differs.

    A level replaces single values, and of `hours` the weekdays that it names. Its dated entries are added;
    what it says of a date (special hours, working, closed) silences what the levels above said of it.
    """
    result: Data = {}
    for level in levels:
        spoken = {
            day for name in LISTS for n, entry in _entries(level, name) for day in _days(entry, name, n)
        }
        for name in LISTS:
            left = [rest for n, entry in _entries(result, name) for rest in _silenced(entry, spoken, name, n)]
            result[name] = [*left, *(level.get(name) or [])]
        result["also_off"] = [*(result.get("also_off") or []), *(level.get("also_off") or [])]
        result["hours"] = {**(result.get("hours") or {}), **(level.get("hours") or {})}
        result.update({k: v for k, v in level.items() if v is not None and k not in {*LISTS, *JOINED}})
    return result


def completed(raws: list[Any]) -> list[Any]:
    """Each calendar with what it inherits; one that names nobody, or itself in a circle, stays as written."""
    by_slug = {raw["slug"]: raw for raw in raws if isinstance(raw, dict) and isinstance(raw.get("slug"), str)}
    return [_whole(raw, by_slug, ()) if isinstance(raw, dict) else raw for raw in raws]


def _whole(raw: dict[str, Any], by_slug: dict[str, Any], below: tuple[Any, ...]) -> dict[str, Any]:
    named = raw.get("inherits")
    above = by_slug.get(named) if isinstance(named, str) else None
    if above is None or above is raw or raw.get("slug") in below:
        return raw
    inherited = _whole(above, by_slug, (*below, raw.get("slug")))
    try:
        whole = merged({key: value for key, value in inherited.items() if key not in OWN}, raw)
    except (WorktimeError, TypeError, AttributeError):
        return raw  # whoever reads it as a calendar tells what is wrong
    return {key: value for key, value in whole.items() if value != []}


def union(calendar: Data, other: Data) -> Data:
    """The hours of `calendar`, without the dates on which either rests.

    Ecuador (COA art. 159): what is a holiday where the person lives is one at the authority's seat too.
    """
    return {**calendar, "also_off": [*(calendar.get("also_off") or []), other]}


def _entries(level: Data, name: str) -> Iterator[tuple[int, Data]]:
    return enumerate(list_in(level.get(name), name))


def _silenced(entry: Data, spoken: set[date], name: str, n: int) -> Iterator[Data]:
    """The entry without the dates of which a nearer level speaks."""
    days = list(_days(entry, name, n))
    left = [day for day in days if day not in spoken]
    if len(left) == len(days):
        yield entry
        return
    told = {key: value for key, value in entry.items() if key not in {"on", "from", "to"}}
    for since, until in _runs(left):
        yield {**told, "from": since.isoformat(), "to": until.isoformat()}


def _days(entry: Data, name: str, n: int) -> Iterator[date]:
    since, until = ends(entry, name, n)
    return (since + timedelta(days=k) for k in range((until - since).days + 1))


def _runs(days: list[date]) -> Iterator[tuple[date, date]]:
    start = 0
    for n, day in enumerate(days):
        if n + 1 == len(days) or days[n + 1] - day > timedelta(days=1):
            yield days[start], day
            start = n + 1
