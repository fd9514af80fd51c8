"""Naming a time zone as people do: by its city."""

from datetime import datetime

from django.utils.timezone import get_current_timezone
from django.utils.translation import get_language

from ventanilla.institutions.models import Institution
from ventanilla.people.zones import city_of


def place_of(zone: str) -> str:
    """In the language that is active."""
    return city_of(zone, get_language() or "es")


def other_zone(institution: Institution, *, at: datetime) -> str:
    """The place whose time the reader sees, where its clocks show something else than the institution's."""
    mine = get_current_timezone()
    if at.astimezone(mine).utcoffset() == at.astimezone(institution.zoneinfo).utcoffset():
        return ""
    return place_of(str(mine))
