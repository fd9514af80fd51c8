"""The ways to reach the desk as the pages tell them: number, hours, menu, and what each campus has of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ventanilla.web.components.week import week
from ventanilla.web.portal.hours import Hours, of_calendar
from ventanilla.worktime import Calendar

Channel = Mapping[str, Any]  # channels/section.py
DIALLED = {"phone", "whatsapp"}


@dataclass(frozen=True)
class Reached:
    """How a channel is reached at one campus; `campus` is its name, empty where the page is about it."""

    name: Any  # Text
    campus: Any
    value: str
    url: str
    extension: str
    place: Any
    week: list[tuple[str, str]]  # empty where the channel has no other hours there
    proposed: bool


@dataclass(frozen=True)
class Way:
    """A channel: open or closed now, its week, and one line for each campus that has something of its own."""

    channel: Channel
    url: str
    hours: Hours | None
    week: list[tuple[str, str]]
    campuses: list[Reached]

    @property
    def menu_proposed(self) -> bool:
        """The whole menu is a proposal: said once, above it."""
        return all(option["proposed"] for option in self.channel["menu"])

    @property
    def campuses_proposed(self) -> bool:
        return all(one.proposed for one in self.campuses)


def ways(
    channels: Sequence[Channel],
    calendars: Mapping[str, Calendar],
    campuses: Mapping[str, Any],
    *,
    at: datetime,
) -> list[Way]:
    """Every channel in the folder's order; `campuses` are their names by slug, `calendars` the current ones."""
    told = []
    for channel in channels:
        calendar = calendars.get(channel["calendar"] or "")
        told.append(
            Way(
                channel=channel,
                url=_url(channel, channel["value"]),
                hours=of_calendar(calendar, at=at) if calendar else None,
                week=week(calendar) if calendar else [],
                campuses=[
                    _reached(channel, one, campuses[one["campus"]], calendars)
                    for one in channel["campuses"]
                    if one["campus"] in campuses
                ],
            )
        )
    return told


def reached_at(
    campus: str, channels: Sequence[Channel], calendars: Mapping[str, Calendar], *, hours: str
) -> list[Reached]:
    """What a campus has of its own, of every channel; not the `hours` that stand on its card anyway."""
    found = [
        _reached(channel, {**one, "calendar": None} if one["calendar"] == hours else one, "", calendars)
        for channel in channels
        for one in channel["campuses"]
        if one["campus"] == campus
    ]
    return [one for one in found if one.value or one.extension or one.place or one.week]


def _reached(
    channel: Channel, one: Mapping[str, Any], campus: Any, calendars: Mapping[str, Calendar]
) -> Reached:
    calendar = calendars.get(one["calendar"] or "")
    return Reached(
        name=channel["name"],
        campus=campus,
        value=one["value"] or "",
        url=_url({**channel, "url": None}, one["value"]),
        extension=one["extension"] or "",
        place=one["place"],
        week=week(calendar) if calendar else [],
        proposed=one["proposed"],
    )


def _url(channel: Channel, value: str | None) -> str:
    """Where a click leads: the channel's own address, otherwise a mail, a call or the page that is written."""
    if channel["url"]:
        return str(channel["url"])
    written = value or ""
    if channel["kind"] == "email" and "@" in written:
        return f"mailto:{written}"
    if channel["kind"] in DIALLED and any(c.isdigit() for c in written):
        return "tel:" + "".join(c for c in written if c.isdigit() or c == "+")
    return written if written.startswith("https://") else ""
