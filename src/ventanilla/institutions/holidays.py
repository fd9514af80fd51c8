"""A version of a calendar keeps the public holidays that it was published with.

Without the list a new release of the `holidays` package would move what was promised, unseen and perhaps to an
earlier day. With it, the release makes a new version, which open promises reach as any other change does
(`calendar plan`, `calendar apply`). Versions from before there was a list read the package as it is installed.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from ventanilla.worktime.listed import listed
from ventanilla.worktime.rules import HORIZON

KEY = "public_holidays"


def said(data: Mapping[str, Any]) -> dict[str, Any]:
    """What somebody has said of a calendar: without the list."""
    return {key: value for key, value in data.items() if key != KEY}


def kept(data: Mapping[str, Any], *, before: Mapping[str, Any] | None, at: datetime) -> dict[str, Any]:
    """With the list: from its first valid day, or the year before it was first published, to its last.

    It begins where that of the version before began, so that a new year alone makes no new version.
    """
    bare = said(data)
    if not bare.get("country") or not bare.get("holidays", True):
        return bare
    return {**bare, KEY: listed(bare["country"], _first(bare, before, at), _last(bare))}


def _first(data: Mapping[str, Any], before: Mapping[str, Any] | None, at: datetime) -> date:
    if data.get("valid_from"):
        return date.fromisoformat(data["valid_from"])
    if before and not before.get("valid_from") and KEY in before:
        return date.fromisoformat(before[KEY]["from"])
    return date(at.year - 1, 1, 1)


def _last(data: Mapping[str, Any]) -> date:
    return date.fromisoformat(data["valid_to"]) if data.get("valid_to") else HORIZON[1]
