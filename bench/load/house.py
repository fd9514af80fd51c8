"""One institution as the loader needs it: what its applied folder offers, and who is there."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from random import Random
from typing import Any, NamedTuple

from bench.load.answers import answers_of
from bench.load.vocabulary import drawn, zipf
from ventanilla.catalogue.models import ServiceVersion
from ventanilla.institutions.models import Campus, Institution, Section, Unit
from ventanilla.lib.text import said
from ventanilla.tickets.deadlines import promises
from ventanilla.tickets.intake import body_question
from ventanilla.tickets.models import Deadline
from ventanilla.tickets.reckoning import calendar_of
from ventanilla.worktime import Calendar, Term, add

#: Slug of the shipped folder → its share of the tickets.
SHARES = {"umecit": 0.70, "unemi": 0.15, "udgvirtual": 0.08, "upn": 0.05, "soacha": 0.02}
LARGEST = "umecit"


class Student(NamedTuple):
    pk: int
    type: str
    name: str
    code: str


@dataclass(frozen=True)
class Clock:
    """One promise of a service at a campus: everything of a deadline but its dates."""

    name: str
    row: Deadline  # as `promises` made it, for now
    term: Term
    calendar: Calendar
    rule: str

    def dates(self, created: datetime, contact: datetime | None) -> tuple[datetime, datetime]:
        """Start and due of a request that arrives at `created`; `contact` is when the first contact is due."""
        start = created
        if self.rule == "opening" and not self.calendar.is_open(created):
            start = self.calendar.next_opening(created)
        elif self.rule == "first_contact" and contact:
            start = contact
        due = add(self.term, start=start, calendar=self.calendar)
        assert due is not None, "nothing holds it"
        return start, due


@dataclass(frozen=True)
class Offer:
    """A service with its unit, and what is promised at each campus."""

    version: ServiceVersion
    clocks: dict[int | None, tuple[Clock, ...]]
    answers: dict[str, Any]
    question: str | None  # whose answer is the first message
    name: str
    term: str  # the slug that the answer follows
    declaration: str

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = self.version.data
        return found

    @property
    def unit_id(self) -> int:
        return int(self.version.service.unit_id)


@dataclass
class House:
    """An institution; `agents` by unit. People come after the services."""

    institution: Institution
    share: float
    campuses: Sequence[int | None]
    units: Sequence[Unit]
    types: Sequence[str]
    offers: Sequence[Offer]
    students: list[Student] = field(default_factory=list)
    agents: dict[int, list[int]] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)  # year → the last number given
    open_keys: set[str] = field(default_factory=set)

    @cached_property
    def ranks(self) -> list[float]:
        return zipf(len(self.offers))

    def offer(self, rng: Random) -> Offer:
        return self.offers[drawn(self.ranks, rng)]

    @property
    def prefix(self) -> str:
        return str(self.institution.code_prefix)

    @property
    def attending(self) -> list[Unit]:
        """The units with services, those with most tickets first."""
        order = list(dict.fromkeys(offer.unit_id for offer in self.offers))
        return sorted(
            (unit for unit in self.units if unit.pk in order), key=lambda unit: order.index(unit.pk)
        )


def house_of(institution: Institution, share: float, *, at: datetime) -> House:
    """Called inside `acting_in`. The order of the services is that of their weight, and always the same."""
    campuses: list[Any] = list(Campus.objects.filter(active=True).order_by("position", "slug"))
    people = Section.objects.filter(name="people").values_list("data", flat=True).first() or {}
    current = ServiceVersion.objects.filter(current=True, service__active=True).order_by("slug")
    versions = list(current.select_related("service", "service__unit"))
    Random(institution.slug).shuffle(versions)
    return House(
        institution,
        share,
        [campus.pk for campus in campuses] or [None],
        list(Unit.objects.filter(active=True).order_by("slug")),
        [one["slug"] for one in people.get("user_types", [])] or [""],
        [offer_of(version, institution, campuses or [None], at=at) for version in versions],
    )


def offer_of(
    version: ServiceVersion, institution: Institution, campuses: Sequence[Any], *, at: datetime
) -> Offer:
    clocks = {
        campus.pk if campus else None: clocks_of(version, institution, campus, at=at) for campus in campuses
    }
    slug = campuses[0].slug if campuses[0] else ""
    answers = answers_of(version.data["form"], campus=slug, today=at.date() - timedelta(days=3))
    rows = next(iter(clocks.values()))
    return Offer(
        version,
        clocks,
        answers,
        body_question(version.data, answers),
        said(version.data["name"], "es").words,
        next((str(clock.row.term.slug) for clock in rows if clock.name == "resolution"), ""),
        said(institution.data["declaration"], "es").words if version.data.get("declaration") else "",
    )


def clocks_of(
    version: ServiceVersion, institution: Institution, campus: Campus | None, *, at: datetime
) -> tuple[Clock, ...]:
    made = promises(
        version=version, institution=institution, unit=version.service.unit, campus=campus, start=at
    )
    return tuple(
        Clock(
            promise.clock,
            promise.row,
            Term.from_data({"unit": promise.term["unit"], "amount": promise.row.amount}),
            calendar_of(promise.row),
            str(promise.term.get("start", "submission")),
        )
        for promise in made
    )
