"""The board of a unit: what is open now, what was done in a period, by agent and by service. Four statements."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ventanilla.institutions.models import Unit
from ventanilla.people.models import Person
from ventanilla.reports.done import Done
from ventanilla.reports.load import Load, load_of
from ventanilla.reports.period import Period
from ventanilla.reports.pledges import Pledge, pledges
from ventanilla.reports.staff import staff_of
from ventanilla.reports.sums import Sum, sums_of


@dataclass
class OfAgent:
    """`person` None: what nobody is responsible for. Who does not attend here (any more) has `attends` False."""

    person: Person | None
    attends: bool = True
    directs: bool = False
    away_until: datetime | None = None
    load: Load = field(default_factory=Load)
    done: Done = field(default_factory=Done)


@dataclass
class OfService:
    """A service at one complexity: the one that it has today, or had when it was answered."""

    pledge: Pledge
    complexity: str
    load: Load = field(default_factory=Load)
    done: Done = field(default_factory=Done)

    @property
    def time(self) -> str:
        return self.pledge.time(self.complexity)


@dataclass
class Board:
    unit: Unit
    period: Period
    load: Load
    done: Done
    agents: list[OfAgent]
    services: list[OfService]
    days: list[tuple[date, Done]]

    @property
    def unassigned(self) -> int:
        return sum(one.load.open for one in self.agents if one.person is None)


def board_of(unit: Unit, period: Period, *, at: datetime, zone: ZoneInfo) -> Board:
    sums = list(sums_of(unit.pk, period))
    loads = load_of(unit.pk, at=at, zone=zone)
    told = [one for one in sums if one.day is None]
    agents = _agents(unit, loads, told, at)
    services = _services(loads, told)
    by_day = {one.day: one.done for one in sums if one.day is not None}
    whole, done = Load(), Done()
    for _agent, _service, load in loads:
        whole.add(load)
    for one in told:
        done.add(one.done)
    days = [(day, by_day.get(day, Done())) for day in period.days]
    return Board(unit, period, whole, done, agents, services, days)


def _agents(
    unit: Unit, loads: list[tuple[int | None, int, Load]], told: list[Sum], at: datetime
) -> list[OfAgent]:
    """Who attends, whether or not he has anything; who left and has; and nobody, first."""
    known = {pk for pk, _service, _load in loads} | {one.agent_id for one in told}
    people = staff_of(unit, at=at, besides={pk for pk in known if pk})
    rows: dict[int | None, OfAgent] = {None: OfAgent(None)}
    for person in people:
        rows[person.pk] = OfAgent(person, person.is_here, person.leads, person.away_until)
    for agent_id, _service, load in loads:
        rows[agent_id].load.add(load)
    for one in told:
        rows[one.agent_id].done.add(one.done)
    nobody, *others = rows.values()
    return [nobody, *sorted(others, key=lambda row: not row.attends)]


def _services(loads: list[tuple[int | None, int, Load]], told: list[Sum]) -> list[OfService]:
    """What is open counts for the complexity that the service has today."""
    known = pledges({service for _, service, _ in loads} | {one.service_id for one in told})
    rows: dict[tuple[int, str], OfService] = {}

    def row(service_id: int, complexity: str) -> OfService:
        key = service_id, complexity
        return rows.setdefault(key, OfService(known[service_id], complexity))

    for _agent, service_id, load in loads:
        row(service_id, known[service_id].complexity).load.add(load)
    for one in told:
        row(one.service_id, one.complexity).done.add(one.done)
    busiest: dict[int, int] = defaultdict(int)
    for held in rows.values():
        busiest[held.pledge.service_id] += held.load.open + held.done.arrived + held.done.answered
    order = {"low": 0, "medium": 1, "high": 2}
    return sorted(
        rows.values(),
        key=lambda one: (-busiest[one.pledge.service_id], one.pledge.slug, order.get(one.complexity, 3)),
    )
