"""The hours of a week, and days on which it does not hold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from ventanilla.web.components.field import Field
from ventanilla.web.office.sheets.part import Data, Faults, Group, Row, ours, put_at, rows_in, typed, value_at
from ventanilla.web.office.sheets.words import pair, text_of
from ventanilla.worktime.reading import WEEK

TIME = r"(\d{1,2})(?:[:.h](\d{2}))?\s*h?"
SPAN = re.compile(rf"{TIME}\s*(?:-|–|—|a|to)\s*{TIME}", re.IGNORECASE)
BETWEEN = re.compile(r"[,;\n]|\s+(?:y|and)\s+")


def spans_in(written: str) -> list[str]:
    """`8 a 12 y 13:00-17:00` → `08:00-12:00`, `13:00-17:00`; what is no span stays as it was, to be refused."""
    return [_tidy(piece.strip()) for piece in BETWEEN.split(written) if piece.strip()]


def _tidy(piece: str) -> str:
    found = SPAN.fullmatch(piece)
    if not found:
        return piece
    h1, m1, h2, m2 = found.groups()
    return f"{int(h1):02}:{m1 or '00'}-{int(h2):02}:{m2 or '00'}"


@dataclass(frozen=True)
class Week:
    """One line a weekday; an empty one is closed."""

    way: str
    legend: Any
    help: Any = ""

    def group(self, data: Data, faults: Faults) -> Group:
        fields = [
            Field(
                f"{self.way}.{day}",
                "text",
                ours(str(WEEKDAYS[n]).capitalize()),
                value=", ".join(value_at(data, f"{self.way}.{day}") or []),
                errors=faults.at(f"{self.way}.{day}"),
                plain=True,
            )
            for n, day in enumerate(WEEK)
        ]
        return Group(self.legend, [Row([one]) for one in fields], self.help, faults.at(self.way))

    def read(self, posted: Mapping[str, str], data: Data) -> None:
        for day in WEEK:
            put_at(data, f"{self.way}.{day}", spans_in(typed(posted, f"{self.way}.{day}")))


@dataclass(frozen=True)
class Days:
    """Days with a reason, and with `hours` other hours; a row that is left empty goes."""

    way: str
    legend: Any
    help: Any = ""
    hours: bool = False

    def group(self, data: Data, faults: Faults) -> Group:
        entries = [
            *(value_at(data, self.way) or []),
            {},
        ]  # one more than there are: each saving gives the next
        rows = [self._row(f"{self.way}.{n}", n, entry, faults) for n, entry in enumerate(entries)]
        return Group(self.legend, rows, self.help, faults.at(self.way))

    def _row(self, way: str, n: int, entry: Data, faults: Faults) -> Row:
        hours = faults.at(f"{way}.hours")
        reason = faults.at(f"{way}.reason")
        last = faults.at(f"{way}.to")
        first = faults.at(way)
        fields = [
            Field(
                f"{way}-from",
                "date",
                _("First day"),
                value=entry.get("on") or entry.get("from") or "",
                errors=first,
            ),
            Field(
                f"{way}-to",
                "date",
                _("Last day"),
                value=entry.get("to") or "",
                errors=last,
            ),
        ]
        if self.hours:
            written = ", ".join(entry.get("hours") or [])
            fields.append(
                Field(f"{way}-hours", "text", _("At which hours"), value=written, errors=hours, plain=True)
            )
        reasons = pair(f"{way}-reason", entry.get("reason"), reason)
        names = {"es": _("Reason, in Spanish"), "en": _("Reason, in English")}
        fields += [_called(one, names[one.name[-2:]]) for one in reasons]
        return Row(fields, f"{n + 1}")

    def read(self, posted: Mapping[str, str], data: Data) -> None:
        old = list(value_at(data, self.way) or [])
        lines = [
            self._read(posted, n, old[n] if n < len(old) else {}) for n in rows_in(posted, self.way, "-from")
        ]
        put_at(data, self.way, [line for line in lines if line])

    def _read(self, posted: Mapping[str, str], n: int, old: Data) -> Data:
        way = f"{self.way}.{n}"
        first, last = typed(posted, f"{way}-from"), typed(posted, f"{way}-to")
        hours = spans_in(typed(posted, f"{way}-hours"))
        reason = text_of(posted, f"{way}-reason", old.get("reason"))
        if not (first or last or hours or reason):
            return {}
        same = (old.get("on") or old.get("from") or "", old.get("to") or "") == (first, last)
        days = {key: old.get(key) for key in ("on", "from", "to")} if same else _between(first, last)
        return {**old, **days, "reason": reason or None, **({"hours": hours} if self.hours else {})}


def _between(first: str, last: str) -> Data:
    if last and last != first:
        return {"on": None, "from": first or None, "to": last}
    return {"on": first or None, "from": None, "to": None}


def _called(field: Field, label: Any) -> Field:
    return Field(**{**field.__dict__, "label": label})


NO_HOURS = _("Leave the hours empty for a day on which it is closed.")
