"""Who may be made responsible for a request, and why everybody else may not. Pure: all comes as values.

A candidate passes when no filter has a reason against him; who does not pass keeps every reason there is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ventanilla.worktime import Calendar, CalendarError

#: Whoever begins within this time is there: a pause at noon takes nobody's turn away.
SOON = timedelta(hours=2)


class Reason(StrEnum):
    """In the order in which they are told."""

    ONESELF = "oneself"
    NOT_AGENT = "not_agent"
    HOLDER = "holder"
    CONFIDENTIAL = "confidential"
    CONFLICT = "conflict"
    EARLIER = "earlier"
    ABSENT = "absent"
    OFF_SHIFT = "off_shift"
    FULL = "full"
    LANGUAGE = "language"
    CAMPUS = "campus"


@dataclass(frozen=True)
class Candidate:
    """One of a unit's people. Empty `languages` and `campuses` hold for all; `capacity` None is no limit."""

    person: int
    agent: bool
    hours: Calendar
    confidential: bool = True
    absences: tuple[tuple[datetime, datetime], ...] = ()
    capacity: int | None = None
    load: int = 0
    languages: frozenset[str] = frozenset()
    campuses: frozenset[str] = frozenset()
    conflict: bool = False


@dataclass(frozen=True)
class Wish:
    """What a request asks of whoever attends it. `earlier`: who attended what it appeals against."""

    at: datetime
    requester: int
    holder: int | None = None
    confidential: bool = False
    language: str = ""
    campus: str = ""
    earlier: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sifted:
    """Ascending by person, whatever the order in which they were given."""

    eligible: tuple[Candidate, ...]
    excluded: dict[int, tuple[Reason, ...]]

    @property
    def people(self) -> tuple[int, ...]:
        return tuple(candidate.person for candidate in self.eligible)


def sift(candidates: Iterable[Candidate], wish: Wish) -> Sifted:
    eligible: list[Candidate] = []
    excluded: dict[int, tuple[Reason, ...]] = {}
    for candidate in sorted(candidates, key=lambda one: one.person):
        if against := reasons(candidate, wish):
            excluded[candidate.person] = against
        else:
            eligible.append(candidate)
    return Sifted(tuple(eligible), excluded)


def reasons(candidate: Candidate, wish: Wish) -> tuple[Reason, ...]:
    return tuple(reason for reason, holds in FILTERS.items() if holds(candidate, wish))


def arrival(hours: Calendar, at: datetime) -> datetime | None:
    """When somebody of these hours is at work: now, or from soon on; None if not before long."""
    try:
        if hours.is_open(at):
            return at
        opening = hours.next_opening(at)
    except CalendarError:  # it never opens (again)
        return None
    return opening if opening <= at + SOON else None


def _absent(candidate: Candidate, wish: Wish) -> bool:
    when = arrival(candidate.hours, wish.at) or wish.at
    return any(since <= when < until for since, until in candidate.absences)


def _full(candidate: Candidate, wish: Wish) -> bool:
    return candidate.capacity is not None and candidate.load >= candidate.capacity


def _other_language(candidate: Candidate, wish: Wish) -> bool:
    return bool(wish.language and candidate.languages and wish.language not in candidate.languages)


def _other_campus(candidate: Candidate, wish: Wish) -> bool:
    return bool(wish.campus and candidate.campuses and wish.campus not in candidate.campuses)


FILTERS: dict[Reason, Callable[[Candidate, Wish], bool]] = {
    Reason.ONESELF: lambda candidate, wish: candidate.person == wish.requester,
    Reason.NOT_AGENT: lambda candidate, wish: not candidate.agent,
    Reason.HOLDER: lambda candidate, wish: candidate.person == wish.holder,
    Reason.CONFIDENTIAL: lambda candidate, wish: wish.confidential and not candidate.confidential,
    Reason.CONFLICT: lambda candidate, wish: candidate.conflict,
    Reason.EARLIER: lambda candidate, wish: candidate.person in wish.earlier,
    Reason.ABSENT: _absent,
    Reason.OFF_SHIFT: lambda candidate, wish: arrival(candidate.hours, wish.at) is None,
    Reason.FULL: _full,
    Reason.LANGUAGE: _other_language,
    Reason.CAMPUS: _other_campus,
}
