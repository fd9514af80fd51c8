"""people.yaml: who may ask, how one registers, what the roles are called."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ventanilla.institutions.sections.identity import Url
from ventanilla.institutions.whole import whole
from ventanilla.lib.section import Content, Item
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Passage, Text
from ventanilla.lib.yamlfile import Problem
from ventanilla.people.columns import Directory, folded

FieldName = Literal[
    "given_names",
    "surnames",
    "document_type",
    "document_number",
    "phone",
    "student_code",
    "campus",
    "zone",
    "user_type",
    "language",
    "wants_notices",
]
RoleName = Literal["student", "agent", "director", "administrator", "quality", "executive"]


class UserType(Shape):
    """`directory` types are known from the institution's records; `chosen` ones the person says himself."""

    slug: Slug
    name: Text
    definition: Passage | None = None
    source: Line | None = None
    proposed: bool = False


class Study(Shape):
    """A modality or a programme that the directory may hold of somebody, and services route by (UME-01)."""

    slug: Slug
    name: Text
    source: Line | None = None
    proposed: bool = False


class RegistrationField(Shape):
    name: FieldName
    required: bool = False
    help: Text | None = None


class DocumentType(Shape):
    """`check` names the rule that the number is compared with; a mismatch warns, it does not stop."""

    slug: Slug
    name: Text
    check: Literal["pa_cedula", "pe_dni", "ec_cedula", "mx_curp", "co_cedula", "none"] = "none"


class Trouble(Shape):
    """What the log-in page says to whoever cannot get in, and where that help is."""

    text: Passage
    url: Url | None = None


class Registration(Shape):
    """`directory`: the address must be held. `portal`: as directory, until the portal signs people in.

    `open`: anybody, with one of the types offered. `invitation`: staff invite.
    `username: initial_surname` proposes the first letter of the first name and the first surname;
    `first_password: document_number` lets user name and document number ask once for a code to a registered
    contact, and is never a lasting password (MEN-04).
    """

    rule: Literal["directory", "open", "invitation", "portal"]
    directory_name: Text | None = None
    explanation: Passage
    types: list[Slug] = []
    fields: list[RegistrationField] = []
    document_types: list[DocumentType] = []
    username: Literal["none", "initial_surname"] = "none"
    first_password: Literal["none", "document_number"] = Field(default="none")
    trouble: Trouble | None = None
    source: Line | None = None


class RoleWords(Shape):
    role: RoleName
    name: Text
    definition: Passage | None = None


class People(Shape):
    """`confirm_after`: months after which somebody is asked whether his data are still right; never if not said."""

    user_types: Annotated[list[UserType], Field(min_length=1)]
    modalities: list[Study] = []
    programmes: list[Study] = []
    registration: Registration
    directory: Directory = Directory()
    confirm_after: Annotated[int, Field(ge=1, le=120)] | None = None
    roles: Annotated[list[RoleWords], Field(min_length=1)]


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["people"]:
        if item.value is not None:
            yield from _check(item)
            yield from _check_directory(content, item)


def _check(item: Item) -> Iterator[Problem]:
    people: People = item.value
    for name in ("user_types", "modalities", "programmes"):
        yield from item.repeated([one.slug for one in getattr(people, name)], name, key="slug")
    yield from item.repeated(
        [f.name for f in people.registration.fields], "registration", "fields", key="name"
    )
    yield from item.repeated([r.role for r in people.roles], "roles", key="role")
    known = [t.slug for t in people.user_types]
    registration = people.registration
    for n, slug in enumerate(registration.types):
        yield from item.unknown(slug, known, "user_types", "registration", "types", n)
    if registration.rule in {"directory", "portal"} and registration.directory_name is None:
        words = f"la regla `{registration.rule}` necesita `directory_name`: de dónde salen los correos"
        yield item.problem(words, "registration", "rule")
    if registration.rule == "open" and not registration.types:
        yield item.problem("la regla `open` necesita `types`: qué se puede elegir", "registration", "rule")
    asked = {f.name for f in registration.fields}
    if registration.username == "initial_surname" and not {"given_names", "surnames"} <= asked:
        words = "`initial_surname` necesita los campos `given_names` y `surnames`"
        yield item.problem(words, "registration", "username")
    if registration.first_password in {"document_number"}:
        yield from _check_first_access(item, registration, asked)
    if "document_type" in asked and not registration.document_types:
        yield item.problem("el campo `document_type` necesita `document_types`", "registration", "fields")


def _check_first_access(item: Item, registration: Registration, asked: set[FieldName]) -> Iterator[Problem]:
    if "document_number" not in asked:
        words = "`first_password: document_number` necesita el campo `document_number`"
        yield item.problem(words, "registration", "first_password")
    if registration.username == "none":
        words = "`first_password: document_number` necesita una regla en `username`"
        yield item.problem(words, "registration", "first_password")


def _check_directory(content: Content, item: Item) -> Iterator[Problem]:
    """What the system's words are translated into is there, and no header stands for two columns."""
    people: People = item.value
    for cell, slug in people.directory.campuses.items():
        yield from content.dangling(item, "campuses", slug, "directory", "campuses", cell)
    for name, known in (
        ("types", people.user_types),
        ("modalities", people.modalities),
        ("programmes", people.programmes),
        ("document_types", people.registration.document_types),
    ):
        for cell, slug in getattr(people.directory, name).items():
            yield from item.unknown(slug, [one.slug for one in known], name, "directory", name, cell)
    taken: dict[str, str] = {}
    for column, headers in people.directory.columns.items():
        for n, header in enumerate(headers):
            if taken.setdefault(folded(header), column) != column:
                words = f"`{header}` ya es la columna `{taken[folded(header)]}`"
                yield item.problem(words, "directory", "columns", column, n)


PEOPLE = whole("people", People, called="personas", required=True, check=check)
