"""How much time, in the words of a term's unit: “5 días hábiles”, “12 h 30 min”."""

from datetime import timedelta

from django.utils.translation import gettext, ngettext


def how_many(unit: str, amount: timedelta | int) -> str:
    """`amount` counts units, or is the time that was measured of a unit of hours."""
    if isinstance(amount, timedelta):
        return _time(amount)
    words = {
        "business_hours": ngettext("%(n)d opening hour", "%(n)d opening hours", amount),
        "working_day_hours": ngettext("%(n)d working hour", "%(n)d working hours", amount),
        "business_days": ngettext("%(n)d working day", "%(n)d working days", amount),
        "calendar_days": ngettext("%(n)d day", "%(n)d days", amount),
        "months": ngettext("%(n)d month", "%(n)d months", amount),
    }
    return words[unit] % {"n": amount}


def _time(amount: timedelta) -> str:
    hours, minutes = divmod(round(amount.total_seconds() / 60), 60)
    if not minutes:
        return gettext("%(hours)d h") % {"hours": hours}
    return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}
