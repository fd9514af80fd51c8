"""A calendar's plain data → Rules, or a CalendarError that names the field."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from ventanilla.worktime.country import known
from ventanilla.worktime.entries import check_keys, closures, date_in, list_in, special, working
from ventanilla.worktime.errors import CalendarError, quoted
from ventanilla.worktime.listed import Listed
from ventanilla.worktime.opening import Span, reaches_into, shown, spans
from ventanilla.worktime.rules import Rules
from ventanilla.worktime.zone import is_place

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
COUNTS = {"zone", "country", "hours", "holidays", "public_holidays", "valid_from", "valid_to"}
DATED = {"special", "working", "closed", "also_off"}
#: What a file says of the calendar itself; it changes no date.
TELLS = {"slug", "name", "source", "proposed", "inherits", "local", "note"}


def rules(data: Any, *way: str | int, alone: bool = True) -> Rules:
    """`alone` is False for the days off of another calendar, which needs no zone of its own."""
    check_keys(data, COUNTS | DATED | TELLS, way)
    read = Rules(
        zone=_zone(data.get("zone"), *way, "zone") if alone else "UTC",
        country=_country(data, *way),
        week=_week(data.get("hours"), *way, "hours"),
        special=special(data.get("special"), *way, "special"),
        working=frozenset(working(data.get("working"), *way, "working")),
        closed=tuple(closures(data.get("closed"), *way, "closed")),
        holidays=_truth(data.get("holidays"), *way, "holidays"),
        valid_from=_optional_date(data, "valid_from", *way),
        valid_to=_optional_date(data, "valid_to", *way),
        also_off=tuple(
            rules(other, *way, "also_off", n, alone=False)
            for n, other in enumerate(list_in(data.get("also_off"), *way, "also_off"))
        ),
        listed=_listed(data.get("public_holidays"), *way, "public_holidays"),
    )
    if read.valid_from and read.valid_to and read.valid_to < read.valid_from:
        raise CalendarError("la vigencia termina antes de empezar", *way, "valid_to")
    _apart(read, *way)
    return read


def _zone(value: Any, *way: str | int) -> str:
    if not isinstance(value, str) or not value:
        raise CalendarError("falta la zona horaria, como America/Panama", *way)
    if not is_place(value):
        raise CalendarError(f"zona horaria desconocida {quoted(value)}; es como America/Panama", *way)
    return value


def _country(data: dict[str, Any], *way: str | int) -> str | None:
    country = data.get("country")
    if country is None and data.get("holidays") not in (True, None):
        return None
    if country is None:
        raise CalendarError("falta el país, o diga `holidays: false`", *way, "country")
    if not isinstance(country, str) or not known(country):
        raise CalendarError(f"país desconocido «{country}»; es como PA, PE, EC, MX, CO", *way, "country")
    return country


def _truth(value: Any, *way: str | int) -> bool:
    """True where nothing is said."""
    if value is None:
        return True
    if not isinstance(value, bool):
        raise CalendarError("se esperaba true o false", *way)
    return value


def _week(value: Any, *way: str | int) -> tuple[tuple[Span, ...], ...]:
    said = {} if value is None or value == [] else value
    check_keys(said, set(WEEK), way)
    week = tuple(() if said.get(day) is None else spans(said[day], *way, day) for day in WEEK)
    for (day, hours), (following, after) in pairwise([*zip(WEEK, week, strict=True), (WEEK[0], week[0])]):
        if reaches_into(hours, after):
            words = f"{shown(hours[-1])} pasa la medianoche y se cruza con {shown(after[0])} de {following}"
            raise CalendarError(words, *way, day)
    return week


def _listed(value: Any, *way: str | int) -> Listed | None:
    """The public holidays that a calendar keeps (worktime/listed.py)."""
    if value is None:
        return None
    check_keys(value, {"from", "to", "named"}, way)
    named = value.get("named")
    if not isinstance(named, dict) or not all(isinstance(dates, str) for dates in named.values()):
        raise CalendarError("se esperaba cada feriado con sus fechas", *way, "named")
    names = {
        date_in(day, *way, "named", name): str(name) for name, dates in named.items() for day in dates.split()
    }
    since, until = (date_in(value.get(key), *way, key) for key in ("from", "to"))
    return Listed(since, until, names)


def _optional_date(data: dict[str, Any], key: str, *way: str | int) -> date | None:
    return None if data.get(key) is None else date_in(data[key], *way, key)


def _apart(read: Rules, *way: str | int) -> None:
    """Special hours may not run into the hours of the date before or after."""
    one = timedelta(days=1)
    for day, hours in read.special.items():
        for before, after in ((day - one, day), (day, day + one)):
            if hours.spans and reaches_into(read.spans_on(before), read.spans_on(after)):
                words = f"las horas de {before}, pasada la medianoche, se cruzan con las de {after}"
                raise CalendarError(words, *way, "special")
