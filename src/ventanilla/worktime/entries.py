"""The dated entries of a calendar's data: special hours, worked holidays, closures."""

from collections.abc import Iterator
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

from ventanilla.worktime.errors import CalendarError
from ventanilla.worktime.opening import spans
from ventanilla.worktime.rules import HORIZON, Closure, Special, Text

#: `on` one date, or `from` … `to`; `reason` is the folder's word for the name.
DATED = {"on", "from", "to", "name", "reason", "source"}
LONGEST = timedelta(days=366)


def special(value: Any, *way: str | int) -> dict[date, Special]:
    found: dict[date, Special] = {}
    for n, item in enumerate(list_in(value, *way)):
        check_keys(item, DATED | {"hours"}, (*way, n))
        if "hours" not in item:
            raise CalendarError("faltan las horas; una lista vacía es cerrado", *way, n, "hours")
        hours = spans(item["hours"], *way, n, "hours")
        for day in days(item, *way, n):
            if day in found:
                raise CalendarError(f"{day} ya tiene horas especiales", *way, n)
            found[day] = Special(hours, _name(item, *way, n), _source(item, *way, n))
    return found


def working(value: Any, *way: str | int) -> Iterator[date]:
    for n, item in enumerate(list_in(value, *way)):
        check_keys(item, DATED, (*way, n))
        yield from days(item, *way, n)


def closures(value: Any, *way: str | int) -> Iterator[Closure]:
    for n, item in enumerate(list_in(value, *way)):
        check_keys(item, DATED, (*way, n))
        name = _name(item, *way, n)
        if name is None:
            raise CalendarError(
                "falta el motivo: quien espera leerá por qué no se atiende", *way, n, "reason"
            )
        yield Closure(*ends(item, *way, n), name, _source(item, *way, n))


def days(item: dict[str, Any], *way: str | int) -> Iterator[date]:
    """Each date of an entry about single dates."""
    since, until = ends(item, *way)
    if until - since > LONGEST:
        raise CalendarError("son más de 366 días: eso lo dice la semana o un cierre", *way, "to")
    return (since + timedelta(days=n) for n in range((until - since).days + 1))


def ends(item: dict[str, Any], *way: str | int) -> tuple[date, date]:
    """One date (`on`, or `from` alone) or the dates `from` … `to`, both included."""
    first = "from" if item.get("on") is None else "on"
    if item.get("on" if first == "from" else "from") is not None or item.get(first) is None:
        raise CalendarError("lleva o bien `on` (un día) o bien `from` y `to`", *way)
    since = date_in(item[first], *way, first)
    until = since if item.get("to") is None else date_in(item["to"], *way, "to")
    if until < since:
        raise CalendarError(f"{until} es anterior a {since}", *way, "to")
    return since, until


def date_in(value: Any, *way: str | int) -> date:
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        day = None
    if day is None or day.isoformat() != value:  # the library also reads 20260331 and weeks
        raise CalendarError(f"«{value}» no es una fecha que exista; es como 2026-03-31", *way)
    if not HORIZON[0] <= day <= HORIZON[1]:
        raise CalendarError(f"{day} queda fuera de {HORIZON[0].year}–{HORIZON[1].year}", *way)
    return day


def _name(item: dict[str, Any], *way: str | int) -> Text | None:
    key = "name" if item.get("name") is not None else "reason"
    name = item.get(key)
    words = name.values() if isinstance(name, dict) else [name]
    if name is not None and not (words and all(isinstance(word, str) and word for word in words)):
        raise CalendarError("se esperaba un texto", *way, key)
    return name


def _source(item: dict[str, Any], *way: str | int) -> str | None:
    source = item.get("source")
    if source is not None and not isinstance(source, str):
        raise CalendarError("se esperaba un texto", *way, "source")
    return source


def check_keys(value: Any, allowed: set[str], way: tuple[str | int, ...]) -> None:
    if not isinstance(value, dict):
        raise CalendarError("se esperaban claves y valores", *way)
    for key in value:
        if key not in allowed:
            close = get_close_matches(str(key), allowed, n=1)
            hint = f"¿quiso decir «{close[0]}»?" if close else f"aquí caben: {', '.join(sorted(allowed))}"
            raise CalendarError(f"clave desconocida; {hint}", *way, str(key)[:60])


def list_in(value: Any, *way: str | int) -> list[Any]:
    if value is not None and not isinstance(value, list):
        raise CalendarError("se esperaba una lista", *way)
    return value or []
