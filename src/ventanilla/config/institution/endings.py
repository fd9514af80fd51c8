"""Calendars that end: told to whoever checks or plans, before students can be promised nothing any more."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from ventanilla.lib.section import Content, Item
from ventanilla.worktime import Calendar, CalendarEnds, Term, add

SOON = timedelta(days=60)


def endings(content: Content, *, at: datetime) -> Iterator[str]:
    """A line for each calendar in use that ends soon, has ended, or is too short for a term of the folder."""
    used = _used(content)
    for item in content.items["calendars"]:
        if item.value is None or item.value.valid_to is None or item.slug not in used:
            continue
        calendar = Calendar.from_data(item.value.data())
        last: date = item.value.valid_to
        left = last - at.astimezone(calendar.zone).date()
        if left < timedelta(0):
            yield _told(item, f"terminó el {last}: {_unpromised(item)}")
        elif short := _too_long(content, calendar, at=at):
            names = ", ".join(f"`{slug}`" for slug in short)
            yield _told(item, f"termina el {last} y ya no alcanza para {names}: {_unpromised(item)}")
        elif left <= SOON:
            yield _told(item, f"termina el {last}, en {left.days} días: publique antes su continuación")


def _told(item: Item, words: str) -> str:
    return str(item.problem(f"aviso: el calendario `{item.slug}` {words}", "valid_to"))


def _unpromised(item: Item) -> str:
    if item.value.local:
        return "sus días de descanso ya no se descuentan a quienes viven allí"
    return "lo que se cuenta con él no puede prometer una fecha ni recibir solicitudes"


def _used(content: Content) -> set[str]:
    """By the institution, a campus, a unit or a service; and those of the places where people live."""
    named: list[Any] = [content.one("institution")]
    for section in ("campuses", "units", "services"):
        named += content.values(section)
    used = {slug for one in named if (slug := getattr(one, "calendar", None))}
    return used | {one.slug for one in content.values("calendars") if one.local}


def _too_long(content: Content, calendar: Calendar, *, at: datetime) -> list[str]:
    """The terms that would be promised today and end after the calendar."""
    found = []
    for term in content.values("terms"):
        if term.valid_to and term.valid_to < at.astimezone(calendar.zone).date():
            continue
        amount = max([*term.amounts.values(), term.amount or 0])
        try:
            add(Term.from_data({"unit": term.unit, "amount": amount}), start=at, calendar=calendar)
        except CalendarEnds:
            found.append(term.slug)
    return found
