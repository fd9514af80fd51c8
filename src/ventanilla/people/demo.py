"""demo.yaml: invented people, one for each role. Only the demo and the tests read it (demo_people)."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from ventanilla.institutions.sections.units import Email
from ventanilla.lib.section import Content, Item, Section
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line
from ventanilla.lib.yamlfile import Problem
from ventanilla.people.section import People


class DemoPerson(Shape):
    """A person with an account; `roles` beyond being a requester, agents and directors in `units`.

    `confidential`: as these they may read what is confidential there.
    """

    slug: Slug
    given_names: Line
    surnames: Line
    email: Email
    types: list[Slug] = []
    campus: Slug | None = None
    modality: Slug | None = None
    programme: Slug | None = None
    student_code: Line | None = None
    username: Line | None = None
    document_type: Slug | None = None
    document_number: Line | None = None
    phone: Line | None = None
    roles: list[Literal["agent", "director", "administrator", "quality", "executive"]] = []
    units: list[Slug] = []
    confidential: bool = False


class Held(Shape):
    """Somebody whom the student-information system holds and who has not registered yet."""

    email: Email
    given_names: Line
    surnames: Line
    student_code: Line | None = None
    types: list[Slug] = []
    campus: Slug | None = None
    modality: Slug | None = None
    programme: Slug | None = None


class Demo(Shape):
    password: Annotated[str, StringConstraints(min_length=10, max_length=100)]
    people: Annotated[list[DemoPerson], Field(min_length=1)]
    directory: list[Held] = []


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["demo"]:
        if item.value is not None:
            yield from _check(content, item)


def _check(content: Content, item: Item) -> Iterator[Problem]:
    demo: Demo = item.value
    people = content.one("people")
    types = [user_type.slug for user_type in people.user_types] if people else None
    yield from item.repeated([p.slug for p in demo.people], "people", key="slug")
    yield from item.repeated([p.email for p in demo.people], "people", key="email")
    everywhere: dict[str, Sequence[DemoPerson | Held]] = {"people": demo.people, "directory": demo.directory}
    for key, everybody in everywhere.items():
        for n, somebody in enumerate(everybody):
            yield from content.dangling(item, "campuses", somebody.campus, key, n, "campus")
            for m, slug in enumerate(somebody.types if types is not None else []):
                yield from item.unknown(slug, types or [], "user_types", key, n, "types", m)
            yield from _check_studies(item, people, somebody, key, n)
    for n, person in enumerate(demo.people):
        for m, slug in enumerate(person.units):
            yield from content.dangling(item, "units", slug, "people", n, "units", m)
        if {"agent", "director"} & set(person.roles) and not person.units:
            yield item.problem("un agente o director necesita `units`", "people", n, "roles")


def _check_studies(
    item: Item, people: People | None, somebody: DemoPerson | Held, key: str, n: int
) -> Iterator[Problem]:
    for name, plural in (("modality", "modalities"), ("programme", "programmes")):
        slug = getattr(somebody, name)
        if people is not None and slug is not None:
            known = [one.slug for one in getattr(people, plural)]
            yield from item.unknown(slug, known, plural, key, n, name)


DEMO = Section(name="demo", files="demo.yaml", shape=Demo, required=False, check=check)
