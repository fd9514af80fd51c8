"""Instants and dates in words, in the zone and language that are active for the reader."""

from datetime import date, datetime, timedelta

from django.utils.dateformat import format as in_words
from django.utils.timezone import is_naive, localtime
from django.utils.translation import gettext, pgettext

from ventanilla.lib.midnight import told


def day_and_hour(at: datetime, *, now: datetime) -> str:
    """“jueves 26 de noviembre, 18:00”; the year only where it is another one than now's."""
    local = here(at)
    if local.year == here(now).year:
        return told(local, pgettext("day and hour", "l j F, G:i"))
    return told(local, pgettext("day and hour of another year", "l j F Y, G:i"))


def day(value: date, *, today: date) -> str:
    """“jueves 26 de noviembre”."""
    if value.year == today.year:
        return in_words(value, pgettext("day", "l j F"))
    return in_words(value, pgettext("day of another year", "l j F Y"))


def short(at: datetime, *, now: datetime) -> str:
    """For dense lists, still a date: “hoy 16:00”, “mañana 10:30”, “vie 27 nov, 18:00”."""
    local, today = here(at), here(now).date()
    hour = told(local, "G:i")
    match ((local - timedelta(microseconds=1)).date() - today).days:
        case 0:
            return gettext("today %(hour)s") % {"hour": hour}
        case 1:
            return gettext("tomorrow %(hour)s") % {"hour": hour}
        case -1:
            return gettext("yesterday %(hour)s") % {"hour": hour}
    if local.year == today.year:
        return told(local, pgettext("short day and hour", "D j M, G:i"))
    return told(local, pgettext("short day of another year", "j M Y, G:i"))


def here(at: datetime) -> datetime:
    """A naive instant would be told in the wrong zone to somebody; it is a programming error."""
    if is_naive(at):
        raise ValueError(f"{at} has no zone")
    return localtime(at)
