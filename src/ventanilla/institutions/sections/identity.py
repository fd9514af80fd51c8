"""institution.yaml: who the institution is and how its desk speaks."""

from collections.abc import Iterator
from typing import Annotated, Literal
from zoneinfo import available_timezones

from holidays import list_supported_countries
from pydantic import AfterValidator, Field, StringConstraints

from ventanilla.institutions.held import held_identity
from ventanilla.lib.section import Content, Item, Section
from ventanilla.lib.shape import Shape, Slug, near
from ventanilla.lib.text import Passage, Text, refuse
from ventanilla.lib.yamlfile import Problem
from ventanilla.worktime.zone import NO_PLACE

COUNTRIES = frozenset(list_supported_countries(include_aliases=False))
ZONES = frozenset(available_timezones()) - NO_PLACE


def known_country(code: str) -> str:
    if code not in COUNTRIES:
        raise refuse(f"país desconocido `{code}`; se escribe con dos letras: PA, PE, EC, MX, CO…")
    return code


def known_zone(name: str) -> str:
    if name not in ZONES:
        raise refuse(f"zona horaria desconocida `{name}`{near(name, ZONES)}")
    return name


Country = Annotated[str, AfterValidator(known_country)]
Zone = Annotated[str, AfterValidator(known_zone)]
Host = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$", max_length=253)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=400)]


class Link(Shape):
    label: Text
    url: Url


class Confirmation(Shape):
    """What the page and the mail say when a request has arrived."""

    thanks: Text
    next: Passage


class Desk(Shape):
    """How agents work. `undo`: so many seconds an answer waits, and can be taken back; 0: it leaves at once."""

    undo: Annotated[int, Field(ge=0, le=60)] = 10


class Identity(Shape):
    slug: Slug
    name: Text
    short_name: Text
    desk_name: Text
    welcome: Text
    about: Passage
    code_prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,12}$")]
    country: Country
    zone: Zone
    calendar: Slug
    languages: Annotated[list[Literal["es", "en"]], Field(min_length=1)]
    address: Literal["usted", "tu"]
    hue: Annotated[int, Field(ge=0, le=360)]
    hosts: list[Host] = []
    footer: list[Link] = []
    advice: list[Passage] = []
    declaration: Passage | None = None  # what is declared true before sending (UNE-03)
    confirmation: Confirmation
    state_notices: Literal["always", "choice"]
    desk: Desk = Desk()


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["institution"]:
        if item.value is not None:
            yield from _check(content, item)


def _check(content: Content, item: Item) -> Iterator[Problem]:
    identity: Identity = item.value
    if identity.slug != content.name:
        words = f"el slug `{identity.slug}` debe ser el nombre de la carpeta, `{content.name}`"
        yield item.problem(words, "slug")
    if "es" not in identity.languages:
        yield item.problem("el español (`es`) no puede faltar", "languages")
    yield from content.dangling(item, "calendars", identity.calendar, "calendar")


#: Applied before all others and outside `acting_in`: see institutions/apply.py.
IDENTITY = Section(
    name="institution",
    files="institution.yaml",
    shape=Identity,
    check=check,
    held=held_identity,
    noun="institución",
)
