"""A ticket before it is written: whose it is, what is asked for, and the dates that are promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from bench.load import lives
from bench.load.house import Clock as Promise
from bench.load.house import House, Offer, Student
from ventanilla.tickets.clocks import ANSWERED, Clock
from ventanilla.tickets.spells import Spell
from ventanilla.tickets.states import OPEN, State

#: Clock → its start and when it is due.
Dates = dict[str, tuple[datetime, datetime]]
#: As long as a ticket is in one of these, its requester may have no second one of a service that allows one.
HELD = OPEN | {State.ANSWERED}


@dataclass(frozen=True)
class Subject:
    """One ticket before it is written; `agent` is who is responsible, `somebody` whoever acts."""

    house: House
    offer: Offer
    pk: int
    student: Student
    agent: int | None
    campus: int | None
    channel: str
    salt: bytes

    @property
    def institution(self) -> int:
        return int(self.house.institution.pk)

    @property
    def requester(self) -> int:
        return self.student.pk

    @property
    def somebody(self) -> int:
        return self.agent or self.house.agents[self.offer.unit_id][0]


@dataclass(frozen=True)
class Case:
    """A ticket that a measurement wants just so."""

    offer: Offer
    fate: str
    requester: Student
    agent: int
    messages: int = 0  # more than a life has


def met_at(clock: str, life: lives.Life, past: Sequence[Spell]) -> datetime | None:
    """When a promise was kept or broken for good; None while it runs."""
    if clock == Clock.FIRST_CONTACT:
        return life.contacted_at
    if clock in ANSWERED:
        return life.answered_at
    return past[1].since if len(past) > 1 else None  # a stage's: with the next state


def wishes(state: str, rng: Random) -> tuple[bool, bool]:
    """Whether the requester wants notices, and whether he has not seen the answer yet."""
    return True, state == State.ANSWERED and rng.random() < 0.5


def dated(clocks: Sequence[Promise], created: datetime) -> Dates:
    """Clock → start and due, in the order in which they depend on each other."""
    found: Dates = {}
    for clock in clocks:
        contact = found.get(str(Clock.FIRST_CONTACT))
        found[clock.name] = clock.dates(created, contact[1] if contact else None)
    return found


def free_key(
    house: House, offer: Offer, requester: Student, fate: str, rng: Random
) -> tuple[str | None, Student]:
    """What stands in `only_open_key`, and a requester who may have one more open request of the service."""
    if not offer.data.get("one_open") or fate not in HELD:
        return None, requester
    while (key := f"{requester.pk}:{offer.version.service_id}") in house.open_keys:
        requester = house.students[rng.randrange(len(house.students))]
    house.open_keys.add(key)
    return key, requester
