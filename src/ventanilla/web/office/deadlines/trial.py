"""One question to the calendars: a term, a start, a place and pauses; the date and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.institutions.models import CalendarVersion, Campus, Institution, TermVersion
from ventanilla.people import moments
from ventanilla.tickets.deadlines import begins
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import amount_of, calendar_of
from ventanilla.tickets.terms import NotInForce, in_force
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
    calendars: dict[str, CalendarVersion]
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
            {row.slug: row for row in CalendarVersion.objects.filter(current=True).order_by("slug")},
        )

    def answer(self, *, at: datetime) -> None:
        if self.asked.get("term") not in self.known:
            self.wrong["term"] = [gettext("Choose a term.")]
            return
        row = Deadline(clock="resolution", calendar=self.calendars[self._calendar()], local=self._local())
        calendar = calendar_of(row)
        start, pauses = self._instant("start", calendar), self._pauses(calendar)
        if self.wrong or start is None or not self._promised(row, start, at):
            return
        try:
            row.start_at = begins(row.term.data, start, calendar)
            found = due(
                Term.from_data({"unit": row.term.data["unit"], "amount": row.amount}),
                start=row.start_at,
                calendar=calendar,
                pauses=pauses,
            )
        except WorktimeError:
            self.wrong["start"] = [too_soon(row.calendar.data.get("valid_to"), at=at)]
            return
        self.due, self.zone = found.at, row.calendar.data["zone"]
        self.why = lines(row, found.steps, at=at)

    def _promised(self, row: Deadline, start: datetime, at: datetime) -> bool:
        """The term in force on the day, as the desk would promise it, and its amount."""
        day = start.astimezone(self.institution.zoneinfo).date()
        try:
            row.term = in_force(self.asked["term"], self.known, on=day)
        except NotInForce as none:
            self.wrong["term"] = [_outside(none, at)]
            return False
        complexity = self.asked.get("complexity")
        row.amount = amount_of(row.term.data, complexity if complexity in KNOWN else None)
        return True

    @property
    def known(self) -> dict[str, TermVersion]:
        return {row.slug: row for row in self.terms}

    @property
    def places(self) -> list[Choice]:
        """Where requesters live, where the institution asks for it."""
        return [
            Choice(row.slug, row.data["name"]) for row in self.calendars.values() if row.data.get("local")
        ]

    @property
    def fields(self) -> list[Field]:
        terms = [Choice(row.slug, row.data["name"]) for row in self.terms]
        campuses = [Choice(row.slug, row.name) for row in self.campuses]
        local = [
            self._field(
                "locality",
                "choice",
                _("Where the requester lives"),
                choices=self.places,
                help=_("What is a holiday there does not count either."),
            )
        ]
        return [
            self._field("term", "choice", _("Term"), required=True, choices=terms),
            self._field(
                "complexity",
                "choice",
                _("Complexity"),
                choices=COMPLEXITIES,
                help=_("Where the term depends on it."),
            ),
            self._field("campus", "choice", _("Place"), choices=campuses),
            *(local if self.places else []),
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

    def _local(self) -> CalendarVersion | None:
        found = self.calendars.get(self.asked.get("locality", ""))
        return found if found and found.data.get("local") else None

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


def _outside(none: NotInForce, at: datetime) -> str:
    today = moments.here(at).date()
    if none.begins:
        return gettext("On that day it does not hold yet: it does from %(day)s on.") % {
            "day": moments.day(none.begins, today=today)
        }
    if none.ended:
        return gettext("On that day it holds no more: it did until %(day)s, and nothing follows it.") % {
            "day": moments.day(none.ended, today=today)
        }
    return gettext("Choose a term.")
