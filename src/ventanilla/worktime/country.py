"""Public holidays of a country: the `holidays` package, corrected where it counts a date twice.

Decrees, bridge days, local feasts and recesses are in no package: they are the calendar's `closed` dates.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

import holidays

OBSERVED = " (observado)"
NEAR = timedelta(days=5)
#: The law moves the rest of every other feast; on these one rests whatever happens.
NEVER_MOVED_IN_ECUADOR = {(1, 1), (12, 25)}


def known(country: str) -> bool:
    return country in holidays.list_supported_countries(include_aliases=False)


@lru_cache(maxsize=4096)
def public_holidays(country: str, year: int) -> Mapping[date, str]:
    """Date → name (in Spanish where the package speaks it)."""
    if country == "EC":
        return _ecuador(year)
    return dict(holidays.country_holidays(country, years=year, language="es"))


def _ecuador(year: int) -> dict[date, str]:
    """The package lists the feast and the date to which its rest moved; the feast itself is then worked.

    A moved rest can fall into the year before (1 January 2028 rests on 31 December 2027), so a pair is
    found by nearness and not by year.
    """
    listed = dict(holidays.country_holidays("EC", years=(year - 1, year, year + 1), language="es"))
    moved = [
        (day, name.removesuffix(OBSERVED))
        for day, names in listed.items()
        for name in names.split("; ")
        if name.endswith(OBSERVED)
    ]
    kept = {}
    for day, names in sorted(listed.items()):
        left = [name for name in names.split("; ") if not _worked(day, name, moved)]
        if left and day.year == year:
            kept[day] = "; ".join(left)
    return kept


def _worked(day: date, name: str, moved: list[tuple[date, str]]) -> bool:
    if name.endswith(OBSERVED) or (day.month, day.day) in NEVER_MOVED_IN_ECUADOR:
        return False
    return any(name == other and abs(rest - day) <= NEAR for rest, other in moved)
