"""Who appears in the past: the demo's own people, invented requesters without an account, and the desk."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from ventanilla.config.demo.past.shape import Requesters
from ventanilla.institutions.models import Campus, Institution
from ventanilla.people.demo import Demo
from ventanilla.people.models import Person, Role, RoleKind

MOST_DRAWS = 1000


@dataclass(frozen=True)
class Cast:
    """`own` sign in, the student of the demo first."""

    own: list[Person]
    invented: list[Person]
    staff: list[Role]

    def of_unit(self, kind: RoleKind, unit_id: int, *, besides: Sequence[Person]) -> list[Person]:
        barred = {person.pk for person in besides}
        return [
            role.person
            for role in self.staff
            if role.kind == kind and role.unit_id == unit_id and role.person_id not in barred
        ]


def assemble(institution: Institution, demo: Demo, wanted: Requesters, *, rng: Random, at: datetime) -> Cast:
    """Reads who is there, and makes the requesters who are not. In a transaction of the caller's."""
    emails = [somebody.email.lower() for somebody in demo.people if not somebody.roles]
    found = Person.objects.select_related("institution", "campus")
    own = {person.email: person for person in found.filter(email__in=emails)}
    campuses = {campus.slug: campus for campus in Campus.objects.filter(active=True)}
    codes = {one.student_code for one in demo.people} | {one.student_code for one in demo.directory}
    invented = [_somebody(institution, wanted, campuses, codes, rng, at) for _ in range(wanted.most)]
    staff = list(Role.objects.filter(unit__isnull=False).select_related("person").order_by("id"))
    people = {role.person_id: role.person for role in staff}
    for role in staff:  # one object for one person, who knows his roles
        role.person = people[role.person_id]
    distinct = {person.pk: person for person in invented}
    return Cast([own[email] for email in emails if email in own], list(distinct.values()), staff)


def _somebody(
    institution: Institution,
    wanted: Requesters,
    campuses: dict[str, Campus],
    codes: set[str | None],
    rng: Random,
    at: datetime,
) -> Person:
    """The same draw finds the person whom it made before."""
    given, surnames = rng.choice(wanted.given_names), rng.choice(wanted.surnames)
    kind, code = rng.choice(wanted.types), _code(wanted.code, codes, rng)
    campus = campuses.get(rng.choice(wanted.campuses)) if wanted.campuses else None
    email = f"{_plain(given)}.{_plain(surnames)}@{institution.slug}.example"
    known = Person.objects.select_related("institution", "campus").filter(email=email).first()
    person: Person = known or Person.objects.create(
        given_names=given,
        surnames=surnames,
        email=email,
        student_code=code,
        types=[kind],
        campus=campus,
        created_at=at,
    )
    return person


def _code(pattern: str | None, codes: set[str | None], rng: Random) -> str | None:
    """One that is nobody else's; `codes` keeps it."""
    if pattern is None:
        return None
    for _ in range(MOST_DRAWS):
        code = "".join(str(rng.randrange(10)) if letter == "#" else letter for letter in pattern)
        if code not in codes:
            codes.add(code)
            return code
    raise ValueError(f"{pattern!r} has too few # for so many people")


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.lower())
    return "".join(letter for letter in letters if letter.isascii() and letter.isalpha())
