"""From when until when somebody is absent, and why: days, with hours where it is a part of one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.people import moments
from ventanilla.people.actions import absence
from ventanilla.people.models import Absence, Person
from ventanilla.web.components.field import Field

CLOCK = re.compile(r"([01]?\d|2[0-3])(?:[:.h]([0-5]\d))?\s*h?")
NAMES = ("first", "last", "from", "to", "reason")


def told(since: datetime, until: datetime, *, now: datetime) -> str:
    """Whole days by their dates, the last included; what is a part of a day with its hours."""
    if not _is_midnight(since) or not _is_midnight(until):
        return f"{moments.short(since, now=now)} – {moments.short(until, now=now)}"
    today = moments.here(now).date()
    first, last = moments.here(since).date(), moments.here(until).date() - timedelta(days=1)
    days = [moments.day(day, today=today) for day in sorted({first, last})]
    return " – ".join(days)


def shown(absences: Iterable[Absence], *, now: datetime) -> list[dict[str, Any]]:
    """As components/_absences.html lists them."""
    return [{"row": row, "when": told(row.since, row.until, now=now)} for row in absences]


def _is_midnight(at: datetime) -> bool:
    return moments.here(at).time() == time()


@dataclass
class AbsenceForm:
    """`posted` is what was written, in the reader's zone; what is wrong stands by its field, and nothing is lost."""

    posted: Mapping[str, str] = field(default_factory=dict)
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def add(self, *, person: Person, by: Person, at: datetime, channel: str) -> bool:
        """Whether it was said; raises PermissionError."""
        since, until = self._since(), self._until()
        if since is None or until is None:
            return False
        try:
            absence.add_absence(
                person=person,
                since=since,
                until=until,
                reason=self._said("reason"),
                by=by,
                at=at,
                channel=channel,
            )
        except absence.NoReason:
            self.wrong["reason"] = [gettext("Write the reason, in at most 400 characters.")]
        except absence.NotSo:
            self.wrong["last"] = [
                gettext("An absence ends after it begins, is not over yet and lasts two years at most.")
            ]
        return not self.wrong

    def fields(self) -> list[Field]:
        return [
            self._field("first", "date", _("First day"), required=True),
            self._field("last", "date", _("Last day"), help=_("Empty: that day only.")),
            self._field(
                "from", "text", _("From what time"), help=_("Empty: from the beginning of the first day.")
            ),
            self._field("to", "text", _("Until what time"), help=_("Empty: until the end of the last day.")),
            self._field("reason", "text", _("Reason"), required=True, max_length=absence.LONGEST),
        ]

    def _field(self, name: str, kind: str, label: Any, **more: Any) -> Field:
        plain = name in {"from", "to"}
        errors = self.wrong.get(name, ())
        return Field(name, kind, label, value=self._said(name), errors=errors, plain=plain, **more)

    def _said(self, name: str) -> str:
        return self.posted.get(name, "").strip()

    def _since(self) -> datetime | None:
        day, clock = self._day("first"), self._clock("from")
        return None if day is None else self._instant(day, clock or time())

    def _until(self) -> datetime | None:
        day = self._day("last" if self._said("last") else "first")
        clock = self._clock("to")
        if day is None:
            return None
        return self._instant(day, clock) if clock else self._instant(day + timedelta(days=1), time())

    def _day(self, name: str) -> date | None:
        try:
            day = date.fromisoformat(self._said(name))
        except ValueError:
            day = None
        if day is None or not 2000 <= day.year <= 2100:
            self.wrong[name] = [gettext("Choose the day.")]
            return None
        return day

    def _clock(self, name: str) -> time | None:
        said = self._said(name)
        found = CLOCK.fullmatch(said)
        if said and not found:
            self.wrong[name] = [gettext("Write the time as 8:00 or 14:30.")]
        return time(int(found[1]), int(found[2] or 0)) if found else None

    def _instant(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, get_current_timezone())
