"""channels.yaml: every way to reach the desk, with its number, its hours and its menu."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import StringConstraints

from ventanilla.institutions.sections.identity import Url
from ventanilla.institutions.whole import whole
from ventanilla.lib.section import Content, Item
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Passage, Text
from ventanilla.lib.yamlfile import Problem, Way

Kind = Literal[
    "portal", "email", "phone", "whatsapp", "telegram", "chat", "in_person", "social", "mailbox", "web"
]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-z*#]{1,3}$")]


class Option(Shape):
    """One option of a menu: what one presses or writes, where it leads; a menu of its own under `options`.

    `unit` attends it, `category` or `service` is what it opens in the catalogue.
    """

    key: Key
    name: Text
    what: Passage | None = None
    unit: Slug | None = None
    category: Slug | None = None
    service: Slug | None = None
    options: "list[Option]" = []
    source: Line | None = None
    proposed: bool = False


class AtCampus(Shape):
    """What the channel has of its own at one campus: a number, an extension, a spot, other hours."""

    campus: Slug
    value: Line | None = None
    extension: Line | None = None
    place: Text | None = None
    calendar: Slug | None = None
    source: Line | None = None
    proposed: bool = False


class Channel(Shape):
    """`value` is the number or address as one writes it, `url` where a click leads; `calendar` its hours.

    `identify` says how one makes oneself known there. Without a calendar the channel has no hours of its own.
    """

    slug: Slug
    kind: Kind
    name: Text
    what: Passage | None = None
    value: Line | None = None
    url: Url | None = None
    calendar: Slug | None = None
    identify: Passage | None = None
    menu: list[Option] = []
    campuses: list[AtCampus] = []
    source: Line | None = None
    proposed: bool = False


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["channels"]:
        if item.value is not None:
            yield from content.dangling(item, "calendars", item.value.calendar, "calendar")
            yield from _check_campuses(content, item)
            yield from _check_menu(content, item, item.value.menu, ("menu",))


def _check_campuses(content: Content, item: Item) -> Iterator[Problem]:
    channel: Channel = item.value
    yield from item.repeated([one.campus for one in channel.campuses], "campuses", key="campus")
    for n, one in enumerate(channel.campuses):
        yield from content.dangling(item, "campuses", one.campus, "campuses", n, "campus")
        yield from content.dangling(item, "calendars", one.calendar, "campuses", n, "calendar")


def _check_menu(content: Content, item: Item, options: list[Option], way: Way) -> Iterator[Problem]:
    yield from item.repeated([option.key for option in options], *way, key="key")
    for n, option in enumerate(options):
        here = (*way, n)
        yield from content.dangling(item, "units", option.unit, *here, "unit")
        yield from content.dangling(item, "categories", option.category, *here, "category")
        yield from content.dangling(item, "services", option.service, *here, "service")
        yield from _check_menu(content, item, option.options, (*here, "options"))


CHANNELS = whole("channels", Channel, called="canales", noun="canal", many=True, check=check)
