"""The answer for a person at a terminal, in Spanish as the other commands speak."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

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
        days = step["on"] + (f" a {step['to']}" if "to" in step else "")
        words = [f"{KINDS[step['kind']]:9} {days}"]
        if step["kind"] in {"start", "due"}:
            words = [f"{KINDS[step['kind']]:9} {when(step['since'])}"]
        if name := step.get("name"):
            words.append(name if isinstance(name, str) else name["es"])
        if "total" in step:
            words.append(f"{_amount(step['total'], found['unit'])} en total")
        yield "  ".join(words)


def _amount(total: float, unit: str) -> str:
    if unit not in HOURS:
        return str(total)
    hours, rest = divmod(round(total / 60), 60)
    return f"{hours} h" + (f" {rest} min" if rest else "")
