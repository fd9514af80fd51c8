"""guides.yaml: how something is done, step by step, with pictures or a video (UPN-03)."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from ventanilla.institutions.sections.identity import Url
from ventanilla.institutions.whole import whole
from ventanilla.lib.section import Content
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Passage, Text
from ventanilla.lib.yamlfile import Problem

#: The drawings that the desk has, each a scheme of what one sees at that step.
Picture = Literal[
    "enter",  # name and password
    "search",  # the box and what it finds
    "choose",  # a list with one chosen
    "write",  # a text being written
    "attach",  # a paper with a clip
    "send",
    "mail",  # a letter with the confirmation
    "follow",  # the time line
    "answer",  # a speech with a sign that it is done
    "pay",  # a voucher
    "identify",  # a card
    "phone",
    "chat",
    "visit",  # a place on the map
]


class Step(Shape):
    text: Passage
    picture: Picture | None = None
    note: Passage | None = None


class Video(Shape):
    """A film elsewhere: the page leads to it, it does not load it."""

    url: Url
    name: Text
    minutes: Annotated[int, Field(gt=0, le=600)] | None = None


class Guide(Shape):
    """The first of the file tells how the desk works as a whole and stands on the help page.

    A category or service names its guide with `guide`; pages of both lead to it.
    """

    slug: Slug
    name: Text
    about: Passage | None = None
    steps: Annotated[list[Step], Field(min_length=1, max_length=20)]
    tips: list[Passage] = []
    video: Video | None = None
    source: Line | None = None
    proposed: bool = False


def check(content: Content) -> Iterator[Problem]:
    for section in ("categories", "services"):
        for item in content.items[section]:
            if item.value is not None and item.value.guide is not None:
                known = [guide.slug for guide in content.items["guides"]]
                yield from item.unknown(item.value.guide, known, "guides", "guide")


GUIDES = whole("guides", Guide, called="guías", noun="guía", many=True, check=check)
