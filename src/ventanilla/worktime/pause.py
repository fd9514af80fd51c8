"""Pauses: any list of stretches in which a clock stood still, made disjoint and put in order."""

from collections.abc import Iterable
from datetime import datetime

from ventanilla.worktime.errors import WorktimeError
from ventanilla.worktime.wall import micros

#: From, to; None: it goes on.
Pause = tuple[datetime, datetime | None]

#: The end of what has not ended: later than every instant of a datetime.
FOREVER = 1 << 60

Stretch = tuple[int, int]


def stretches(pauses: Iterable[Pause]) -> list[Stretch]:
    """Sorted, merged where they touch or overlap, without empty ones."""
    merged: list[Stretch] = []
    for since, until in sorted(map(_read, pauses)):
        if since == until:
            continue
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], until))
        else:
            merged.append((since, until))
    return merged


def _read(pause: Pause) -> Stretch:
    since, until = micros(pause[0]), FOREVER if pause[1] is None else micros(pause[1])
    if until < since:
        raise WorktimeError(f"la pausa que empieza el {pause[0]} termina antes, el {pause[1]}")
    return since, until
