"""One question to the calendars: a term, a start, a place and pauses; the date and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.models import CalendarVersion, Campus, Institution, TermVersion
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import amount_of
from ventanilla.tickets.why import lines, too_soon
from ventanilla.web.components.field import Choice, Field
from ventanilla.worktime import Calendar, Term, WorktimeError, due
from ventanilla.worktime.question import instant

PAUSES = 3
COMPLEXITIES = [Choice("low", _("Low")), Choice("medium", _("Medium")), Choice("high", _("High"))]
KNOWN = frozenset(choice.value for choice in COMPLEXITIES)


@dataclass
class Trial:
    """What was asked, and what was found or is wrong. Times without a zone are the calendar's."""

    institution: Institution
    asked: dict[str, str]
    terms: list[TermVersion]
    campuses: list[Campus]
    wrong: dict[str, list[str]] = field(default_factory=dict)
    due: datetime | None = None
    zone: str = ""
    why: Sequence[str] = ()

    @classmethod
    def read(cls, institution: Institution, asked: dict[str, str]) -> "Trial":
        return cls(
            institution,
            asked,
            list(TermVersion.objects.filter(current=True).order_by("slug")),
            list(Campus.objects.filter(active=True).order_by("position", "slug")),
        )

    def answer(self, *, at: datetime) -> None:
        term = next((row for row in self.terms if row.slug == self.asked.get("term")), None)
        if term is None:
            self.wrong["term"] = [gettext("Choose a term.")]
            return
        version = CalendarVersion.objects.get(slug=self._calendar(), current=True)
        calendar = Calendar.from_data(version.data)
        row = Deadline(clock="resolution", term=term, calendar=version)
        complexity = self.asked.get("complexity")
        row.amount = amount_of(term.data, complexity if complexity in KNOWN else None)
        start = self._instant("start", calendar)
        pauses = self._pauses(calendar)
        if self.wrong or start is None:
            return
        try:
            found = due(
                Term.from_data({"unit": term.data["unit"], "amount": row.amount}),
                start=start,
                calendar=calendar,
                pauses=pauses,
            )
        except WorktimeError:
            self.wrong["start"] = [too_soon(version.data.get("valid_to"), at=at)]
            return
        row.start_at = start
        self.due, self.zone = found.at, version.data["zone"]
        self.why = lines(row, found.steps, at=at)

    @property
    def fields(self) -> list[Field]:
        terms = [Choice(row.slug, row.data["name"]) for row in self.terms]
        places = [Choice(row.slug, row.name) for row in self.campuses]
        return [
            self._field("term", "choice", _("Term"), required=True, choices=terms),
            self._field(
                "complexity",
                "choice",
                _("Complexity"),
                choices=COMPLEXITIES,
                help=_("Where the term depends on it."),
            ),
            self._field("campus", "choice", _("Place"), choices=places),
            self._field(
                "start",
                "instant",
                _("Start"),
                required=True,
                help=_("Day and hour in the time of the place."),
            ),
        ]

    @property
    def pause_fields(self) -> list[Field]:
        return [
            self._field(f"{end}{n}", "instant", words % {"n": n})
            for n in range(1, PAUSES + 1)
            for end, words in (
                ("since", gettext("Pause %(n)d, from")),
                ("until", gettext("Pause %(n)d, until")),
            )
        ]

    @property
    def pauses_told(self) -> bool:
        return bool(self.asked.get("since1"))

    def _field(self, name: str, kind: str, label: Any, **more: Any) -> Field:
        return Field(
            name, kind, label, value=self.asked.get(name, ""), errors=self.wrong.get(name, ()), **more
        )

    def _calendar(self) -> str:
        campus = next((row for row in self.campuses if row.slug == self.asked.get("campus")), None)
        return str((campus.data.get("calendar") if campus else None) or self.institution.data["calendar"])

    def _pauses(self, calendar: Calendar) -> list[tuple[datetime, datetime | None]]:
        found: list[tuple[datetime, datetime | None]] = []
        for n in range(1, PAUSES + 1):
            if not self.asked.get(f"since{n}"):
                continue
            since = self._instant(f"since{n}", calendar)
            until = self._instant(f"until{n}", calendar) if self.asked.get(f"until{n}") else None
            if since and until and until < since:
                self.wrong[f"until{n}"] = [gettext("It ends before it begins.")]
            elif since:
                found.append((since, until))
        return found

    def _instant(self, name: str, calendar: Calendar) -> datetime | None:
        try:
            return instant(self.asked.get(name, ""), calendar)
        except WorktimeError:
            self.wrong[name] = [gettext("Write a day and an hour that exist.")]
            return None
