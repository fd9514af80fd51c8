"""Naming a time zone as people do: by its city."""

from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language

from ventanilla.institutions.models import Institution


def place_of(zone: str) -> str:
    """“Panamá” for America/Panama, in the language that is active."""
    language = (get_language() or "es").split("-")[0]
    city = get_timezone_location(ZoneInfo(zone), locale=language, return_city=True)
    return city.rsplit("/", 1)[-1]


def other_zone(institution: Institution, *, at: datetime) -> str:
    """The place whose time the reader sees, where its clocks show something else than the institution's."""
    mine = get_current_timezone()
    if at.astimezone(mine).utcoffset() == at.astimezone(institution.zoneinfo).utcoffset():
        return ""
    return place_of(str(mine))
