"""Instants in a letter, which is read later and elsewhere: with weekday, year, hour and, if need be, zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils.translation import get_language, gettext, pgettext

from ventanilla.lib import midnight


def told(at: datetime, *, zone: ZoneInfo, home: ZoneInfo) -> str:
    """“jueves 26 de noviembre de 2026, 18:00”, and “(hora de Lima)” where that is not the institution's."""
    words = midnight.told(at.astimezone(zone), pgettext("day and hour in a letter", "l j F Y, H:i"))
    if zone.key == home.key:
        return words
    return gettext("%(when)s (%(place)s time)") % {"when": words, "place": place(zone)}


def place(zone: ZoneInfo) -> str:
    """“Ciudad de México”: people know the place, not the zone's technical name."""
    return get_timezone_location(zone, locale=(get_language() or "es")[:2], return_city=True).split("/")[-1]
