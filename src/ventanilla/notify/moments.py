"""Instants in a letter, which is read later and elsewhere: with weekday, year, hour and, if need be, zone."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import get_language, gettext, pgettext

from ventanilla.lib import midnight
from ventanilla.people.zones import city_of


def told(at: datetime, *, zone: ZoneInfo, home: ZoneInfo) -> str:
    """“jueves 26 de noviembre de 2026, 18:00”, and “(hora de Lima)” where that is not the institution's."""
    words = midnight.told(at.astimezone(zone), pgettext("day and hour in a letter", "l j F Y, H:i"))
    if zone.key == home.key:
        return words
    return gettext("%(when)s (%(place)s time)") % {
        "when": words,
        "place": city_of(zone.key, get_language() or "es"),
    }
