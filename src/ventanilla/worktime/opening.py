"""The opening hours of one date: spans of minutes from its midnight, in order and apart."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import pairwise
from typing import Any

from ventanilla.worktime.errors import CalendarError

DAY = 24 * 60
WRITTEN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))")

#: Start and end in minutes; an end past midnight is more than DAY.
Span = tuple[int, int]


def spans(written: Any, *way: str | int) -> tuple[Span, ...]:
    """Read `["08:00-12:00", "22:00-06:00"]`; an end before its start lies on the next date."""
    if not isinstance(written, list):
        raise CalendarError("se esperaba una lista de horarios como 08:00-12:00", *way)
    read = sorted(_span(item, *way, n) for n, item in enumerate(written))
    for one, other in pairwise(read):
        if other[0] < one[1]:
            raise CalendarError(f"{shown(other)} se cruza con {shown(one)}", *way)
    return tuple(read)


def reaches_into(before: Sequence[Span], after: Sequence[Span]) -> bool:
    """Whether the hours of one date run, past midnight, into those of the next."""
    return bool(before and after) and before[-1][1] - DAY > after[0][0]


def shown(span: Span) -> str:
    return "-".join(f"{minute // 60:02}:{minute % 60:02}" for minute in _on_the_clock(span))


def times(span: Span) -> tuple[time, time]:
    """As times of day; midnight at the end is 00:00, an end that is not later is on the next date."""
    start, end = (minute % DAY for minute in span)
    return time(start // 60, start % 60), time(end // 60, end % 60)


def _span(item: Any, *way: str | int) -> Span:
    found = WRITTEN.fullmatch(item) if isinstance(item, str) else None
    if not found:
        raise CalendarError(f"«{item}» no es un horario; se escribe como 08:00-12:00", *way)
    h1, m1, h2, m2 = (int(part) for part in found.groups() if part is not None)
    start, end = h1 * 60 + m1, h2 * 60 + m2
    if start == end:
        raise CalendarError(f"«{item}» no dura nada; un día entero es 00:00-24:00", *way)
    return (start, end) if start < end else (start, end + DAY)


def _on_the_clock(span: Span) -> Span:
    start, end = span
    return start, end if end <= DAY else end - DAY
