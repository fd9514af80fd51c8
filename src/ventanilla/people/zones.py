"""Time zones in words, and those that a person may choose: 600 names from a table help nobody."""

from functools import cache
from zoneinfo import available_timezones

from babel.core import Locale, get_global
from babel.dates import get_timezone_location

#: Where the students of these universities live; others are added here.
OFFERED = [
    "America/Panama",
    "America/Bogota",
    "America/Guayaquil",
    "Pacific/Galapagos",
    "America/Lima",
    "America/Mexico_City",
    "America/Cancun",
    "America/Hermosillo",
    "America/Tijuana",
    "America/Guatemala",
    "America/El_Salvador",
    "America/Tegucigalpa",
    "America/Managua",
    "America/Costa_Rica",
    "America/Caracas",
    "America/La_Paz",
    "America/Asuncion",
    "America/Santiago",
    "America/Argentina/Buenos_Aires",
    "America/Montevideo",
    "America/Sao_Paulo",
    "America/Manaus",
    "America/Havana",
    "America/Santo_Domingo",
    "America/Puerto_Rico",
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Los_Angeles",
    "America/Toronto",
    "America/Vancouver",
    "Europe/Madrid",
    "Atlantic/Canary",
    "Europe/Lisbon",
    "Europe/London",
    "Europe/Paris",
    "Europe/Rome",
    "Europe/Berlin",
    "Asia/Tokyo",
    "Asia/Shanghai",
    "Australia/Sydney",
]


@cache
def zones_in_words(language: str, kept: str = "") -> list[tuple[str, str]]:
    """(zone, “México, Tijuana”) in the order of the words; `kept` is offered as well, whatever it is."""
    locale = Locale.parse(language)
    names = [*OFFERED, *([kept] if kept in available_timezones() and kept not in OFFERED else [])]
    return sorted(((name, _words(name, locale)) for name in names), key=lambda pair: pair[1])


def city_of(zone: str, language: str) -> str:
    """“Panamá” for America/Panama: people know the place, not the zone's technical name."""
    return _city(zone, Locale.parse(language.split("-")[0]))


def _words(name: str, locale: Locale) -> str:
    territory = get_global("zone_territories").get(name)
    city = _city(name, locale)
    country = locale.territories.get(territory or "", "")
    return city if city == country or not country else f"{country}, {city}"


def _city(name: str, locale: Locale) -> str:
    return str(get_timezone_location(name, locale=locale, return_city=True)).rsplit("/", 1)[-1]
