"""The answer for a person at a terminal, in Spanish as the other commands speak."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from ventanilla.lib.text import LANGUAGES

KINDS = {
    "start": "empieza",
    "counted": "cuenta",
    "holiday": "feriado",
    "closed": "cerrado",
    "pause": "en pausa",
    "due": "vence",
}
UNITS = {
    "business_hours": "horas de atención",
    "working_day_hours": "horas hábiles (24 por día)",
    "business_days": "días hábiles",
    "calendar_days": "días corridos",
    "months": "meses",
}
HOURS = frozenset({"business_hours", "working_day_hours"})


def told(found: dict[str, Any]) -> str:
    due = found["due"]
    end = when(due) if due else "no vence mientras dure la pausa"
    head = f"{found['amount']} {UNITS[found['unit']]} desde {when(found['start'])}: {end} ({found['zone']})"
    return "\n".join([head, *(f"  {line}" for line in _lines(found))])


def when(instant: str) -> str:
    return f"{datetime.fromisoformat(instant):%Y-%m-%d %H:%M}"


def _lines(found: dict[str, Any]) -> Iterator[str]:
    for step in found["steps"]:
        words = [f"{KINDS[step['kind']]:9} {_time(step, found['unit'])}"]
        if name := step.get("name"):
            words.append(name if isinstance(name, str) else _said(name))
        if step["kind"] == "pause" and step.get("amount"):
            words.append(f"no cuentan {_amount(step['amount'], found['unit'])}")
        if "total" in step:
            words.append(f"{_amount(step['total'], found['unit'])} en total")
        yield "  ".join(words)


def _time(step: dict[str, Any], unit: str) -> str:
    """When: an instant, a pause from instant to instant, the hours of a date, or dates."""
    if step["kind"] in {"start", "due"}:
        return when(step["since"])
    if step["kind"] == "pause":
        return when(step["since"]) + (f" a {when(step['until'])}" if "until" in step else ", sin fin")
    if step["kind"] == "counted" and unit in HOURS:
        return f"{when(step['since'])}-{_closing(step['since'], step['until'])}"
    return step["on"] + (f" a {step['to']}" if "to" in step else "")


def _closing(since: str, until: str) -> str:
    """The hour; 24:00 for the midnight that ends the date; with its date where it is later."""
    begin, end = datetime.fromisoformat(since), datetime.fromisoformat(until)
    days = (end.date() - begin.date()) // timedelta(days=1)
    if days == 1 and (end.hour, end.minute) == (0, 0):
        return "24:00"
    return f"{end:%H:%M}" if days == 0 else when(until)


def _said(name: dict[str, str]) -> str:
    """In Spanish; a closure that was named only in English in that."""
    return next((name[language] for language in LANGUAGES if language in name), next(iter(name.values())))


def _amount(total: float, unit: str) -> str:
    if unit not in HOURS:
        return str(total)
    hours, rest = divmod(round(total / 60), 60)
    return f"{hours} h" + (f" {rest} min" if rest else "")
