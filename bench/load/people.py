"""Who is there: requesters, fifty agents in the largest institution, a director for each unit; all may sign in."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import cycle
from random import Random

from bench.load.columns import Rows, array
from bench.load.house import House, Student
from ventanilla.people.models import Account, Person, Role, RoleKind

AGENTS, FEWER_AGENTS = 50, 8
#: So many tickets for each requester.
TICKETS = 10
LEAST = 100
UNUSABLE = "!" + "bench" * 8  # a password that nobody has: sessions are made without one
NAMES = [
    "Ana",
    "Luis",
    "María",
    "José",
    "Carmen",
    "Pedro",
    "Lucía",
    "Jorge",
    "Elena",
    "Raúl",
    "Sofía",
    "Iván",
]
SURNAMES = ["Pérez", "Gómez", "Rojas", "Castillo", "Mendoza", "Vega", "Ortiz", "Salazar", "Núñez", "Ríos"]


class People:
    """Writes them, and tells each house who they are. `first` are the ids that come next."""

    def __init__(self, first: dict[str, int], *, at: datetime, rng: Random) -> None:
        self._first = dict(first)
        self._at, self._rng = at, rng
        self.accounts = Rows(Account, "id", "password", "email", "is_active", "date_joined")
        self.persons = Rows(
            Person,
            "id",
            "institution_id",
            "account_id",
            "given_names",
            "surnames",
            "email",
            "student_code",
            "types",
            "campus_id",
            "created_at",
        )
        self.roles = Rows(Role, "institution_id", "person_id", "kind", "unit_id", "confidential")

    @property
    def tables(self) -> list[Rows]:
        return [self.accounts, self.persons, self.roles]

    def settle(self, house: House, *, tickets: int) -> None:
        """As many as `tickets` of this house ask for."""
        count = max(LEAST, int(tickets * house.share / TICKETS))
        for n in range(count):
            user_type = house.types[n % len(house.types)]
            house.students.append(self._person(house, f"alumno{n}", user_type, n))
        for place, agent in zip(two_units(house), range(self._agents(house)), strict=False):
            person = self._person(house, f"agente{agent}", "", agent).pk
            for unit in place:
                self._role(house, person, RoleKind.AGENT, unit)
                house.agents.setdefault(unit, []).append(person)
        for n, attending in enumerate(house.attending):
            director = self._person(house, f"directora{n}", "", n).pk
            self._role(house, director, RoleKind.DIRECTOR, attending.pk)
            house.agents.setdefault(attending.pk, [director])  # somebody must answer

    def _agents(self, house: House) -> int:
        """The largest institution holds more than half of all."""
        return max(AGENTS if house.share > 0.5 else FEWER_AGENTS, len(house.attending))

    def _person(self, house: House, name: str, user_type: str, n: int) -> Student:
        pk, account = self._next("people_person"), self._next("people_account")
        email = f"{name}@{house.institution.slug}.bench"
        self.accounts.add(account, UNUSABLE, email, True, self._at)  # noqa: FBT003  a column's value
        given = self._rng.choice(NAMES)
        surnames = f"{self._rng.choice(SURNAMES)} {self._rng.choice(SURNAMES)}"
        code = f"B{n:07d}" if user_type else None
        campus = house.campuses[n % len(house.campuses)]
        types = array([user_type] if user_type else [])
        self.persons.add(
            pk, house.institution.pk, account, given, surnames, email, code, types, campus, self._at
        )
        return Student(pk, user_type, f"{given} {surnames}", code or "")

    def _role(self, house: House, person: int, kind: str, unit: int) -> None:
        self.roles.add(house.institution.pk, person, str(kind), unit, True)  # noqa: FBT003  may read what is confidential

    def _next(self, table: str) -> int:
        self._first[table] += 1
        return self._first[table]


def two_units(house: House) -> Iterator[Sequence[int]]:
    """Each agent attends in one unit, every third in two; nobody is left without agents."""
    units = [unit.pk for unit in house.attending]
    for n, unit in enumerate(cycle(units)):
        other = units[(n + 1) % len(units)]
        yield (unit, other) if n % 3 == 0 and other != unit else (unit,)
