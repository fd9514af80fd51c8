"""Folder and office beside what both began from: who changed what since the folder was last applied.

The base is `Applied`. What only one side changed goes together, part by part; what both changed, each to
something else, is a clash, and a person decides. Inside `acting_in`, and for a decision also inside `alone`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from pydantic import ValidationError

from ventanilla.institutions.models import Applied
from ventanilla.lib.merging import ABSENT, Clash, Difference, differences, merge
from ventanilla.lib.section import Content, Item, Section
from ventanilla.lib.shape import Shape
from ventanilla.lib.yamlfile import Document

Take = Literal["folder", "office"]
Said = Mapping[str, Mapping[str, Any]]
OFFICE = Document("(oficina)", None)


@dataclass(frozen=True)
class Compared:
    """One thing: what the folder last said (`base`), says now, what the office holds, and the two together.

    Each is the thing's data, or ABSENT.
    """

    section: Section
    slug: str
    base: Any
    folder: Any
    held: Any
    merged: Any
    clashes: tuple[Clash, ...]

    @property
    def coming(self) -> list[Difference]:
        """What applying changes in the database."""
        return list(differences(self.held, self.merged))

    @property
    def kept(self) -> list[Difference]:
        """What the office changed and the folder does not say yet."""
        return list(differences(self.folder, self.merged))

    @property
    def data(self) -> Any:
        """The thing as it is told of: as it will be, or as it was."""
        known = (self.merged, self.held, self.folder, self.base)
        return next((data for data in known if data is not ABSENT), ABSENT)


@dataclass(frozen=True)
class Comparison:
    things: tuple[Compared, ...]
    first: bool = False  # the institution was never applied
    reordered: tuple[str, ...] = ()  # the nouns of sections that the folder puts in another order

    @property
    def held(self) -> Said:
        """What the database holds, by section and slug."""
        found: dict[str, dict[str, Any]] = {}
        for thing in self.things:
            if thing.held is not ABSENT:
                found.setdefault(thing.section.name, {})[thing.slug] = thing.held
        return found

    @property
    def clashing(self) -> list[Compared]:
        return [thing for thing in self.things if thing.clashes]

    def of(self, section: str) -> Iterator[Compared]:
        return (thing for thing in self.things if thing.section.name == section)

    def gone(self, section: str) -> list[Compared]:
        """What the database has and applying switches off."""
        return [t for t in self.of(section) if t.held is not ABSENT and t.merged is ABSENT]

    def added(self, section: str) -> list[Compared]:
        return [t for t in self.of(section) if t.held is ABSENT and t.merged is not ABSENT]

    def changed(self, section: str) -> list[Compared]:
        return [t for t in self.of(section) if ABSENT not in (t.held, t.merged) and t.coming]


def compare(content: Content, sections: Sequence[Section], *, take: Take = "folder") -> Comparison:
    """The folder against what the database holds; `take` says whose word holds where they clash."""
    things: list[Compared] = []
    reordered = []
    bases = _bases()
    for section in _kept(sections):
        said = {item.slug: item.value.data() for item in content.items[section.name] if item.value}
        held = _held(section)
        things += _compared(section, said, held, bases, take)
        if section.ordered and _common(said, held) != _common(held, said):
            reordered.append(section.noun)
    return Comparison(tuple(things), reordered=tuple(reordered))


def office_changes(sections: Sequence[Section]) -> Comparison:
    """What the office changed since the folder was last applied, whatever the folder says now."""
    things: list[Compared] = []
    bases = _bases()
    for section in _kept(sections):
        held = _held(section)
        was = bases.get(section.name, {}) if bases else held
        things += _compared(section, was, held, bases, "folder")
    return Comparison(tuple(things))


def written_anew(sections: Sequence[Section]) -> Comparison:
    """Against a folder that says nothing yet."""
    things = [
        Compared(section, slug, data, ABSENT, data, data, ())
        for section in _kept(sections)
        for slug, data in _held(section).items()
    ]
    return Comparison(tuple(things))


def nothing_held(content: Content, sections: Sequence[Section]) -> Comparison:
    """Of an institution that the database does not know."""
    things = [
        Compared(section, item.slug, ABSENT, data, ABSENT, data, ())
        for section in _kept(sections)
        for item in content.items[section.name]
        if item.value and (data := item.value.data())
    ]
    return Comparison(tuple(things), first=True)


def said_by(content: Content, sections: Sequence[Section]) -> Said:
    """What the folder says, by section and slug."""
    return {
        section.name: {item.slug: item.value.data() for item in content.items[section.name]}
        for section in _kept(sections)
    }


def remember(said: Said) -> None:
    """This is the base from here on; writes only what differs."""
    rows = {(row.section, row.slug): row for row in Applied.objects.all()}
    for section, things in said.items():
        for slug, data in things.items():
            row = rows.pop((section, slug), None)
            if row is None:
                Applied.objects.create(section=section, slug=slug, data=data)
            elif row.data != data:
                row.data = data
                row.save(update_fields=["data"])
    Applied.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()


def together(content: Content, comparison: Comparison) -> Content:
    """The content with the office's changes in it: what applying makes true."""
    items = dict(content.items)
    for section in {thing.section.name: thing.section for thing in comparison.things}.values():
        said = {item.slug: item for item in content.items[section.name]}
        items[section.name] = [*_together(section, said, list(comparison.of(section.name)))]
    return replace(content, items=items)


class Unfit(Exception):
    """What the office holds does not have the shape of this version, so that it cannot be compared or kept."""


def _together(section: Section, said: Mapping[str, Item], things: Iterable[Compared]) -> Iterator[Item]:
    for thing in things:
        item = said.get(thing.slug)
        if thing.merged is ABSENT:
            continue
        if item is not None and thing.merged == thing.folder:
            yield item
            continue
        value = _shaped(section, thing.slug, thing.merged)
        folder = thing.merged.get(section.folder_key, "") if section.folder_key else ""
        yield replace(item or Item(thing.slug, None, OFFICE), value=value, folder=folder)


def _compared(
    section: Section,
    said: Mapping[str, Any],
    held: Mapping[str, Any],
    bases: Mapping[str, Mapping[str, Any]],
    take: Take,
) -> Iterator[Compared]:
    # Applied before there was a memory: then nobody but the folder can have said what is held.
    was = {slug: _same_form(section, data) for slug, data in bases.get(section.name, {}).items()}
    was = was if bases else dict(held)
    for slug in dict.fromkeys([*said, *held, *was]):
        base, folder, office = (side.get(slug, ABSENT) for side in (was, said, held))
        if folder is ABSENT and office is ABSENT:
            continue
        merged, clashes = merge(base, folder, office, take_theirs=take == "office")
        yield Compared(section, slug, base, folder, office, merged, tuple(clashes))


def _held(section: Section) -> dict[str, Any]:
    found = section.held() if section.held else {}
    return {slug: _same_form(section, data) for slug, data in found.items()}


def _same_form(section: Section, data: Any) -> Any:
    """As this version of the program would write it: a new key with its default is nobody's change."""
    try:
        return section.shape.model_validate(data).data()
    except ValidationError:
        return data


def _shaped(section: Section, slug: str, data: Any) -> Shape:
    try:
        return section.shape.model_validate(data)
    except ValidationError as error:
        raise Unfit(f"{section.noun} {slug}: {error.error_count()} claves fuera de forma") from error


def _bases() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for section, slug, data in Applied.objects.values_list("section", "slug", "data"):
        found.setdefault(section, {})[slug] = data
    return found


def _common(one: Iterable[str], other: Mapping[str, Any]) -> list[str]:
    return [slug for slug in one if slug in other]


def _kept(sections: Sequence[Section]) -> Iterator[Section]:
    return (section for section in sections if section.held is not None)
