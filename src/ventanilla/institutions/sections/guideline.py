"""guideline.yaml: the rules by which the desk is used, with code, version and dates (UNE-20)."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from ventanilla.institutions.whole import whole
from ventanilla.lib.section import Content, Item
from ventanilla.lib.shape import Day, Shape
from ventanilla.lib.text import Line, Passage, Text
from ventanilla.lib.yamlfile import Problem


class Part(Shape):
    """A numbered part: a text (paragraphs parted by an empty line), then points, then parts of its own."""

    number: Line | None = None
    title: Text
    text: Passage | None = None
    points: list[Passage] = []
    parts: "list[Part]" = []


class Review(Shape):
    """When the guideline is looked at again: in words, and the next day where it is known."""

    text: Passage
    on: Day | None = None
    source: Line | None = None
    proposed: bool = False


class Approval(Shape):
    """Who made it valid, by which act, on which day."""

    by: Text
    act: Line | None = None
    on: Day
    signed: Text | None = None


class Guideline(Shape):
    """A document of the institution as it was issued; its words stay its own."""

    code: Line
    name: Text
    version: Line
    first_version: Day
    last_reform: Day
    review: Review
    approval: Approval | None = None
    parts: Annotated[list[Part], Field(min_length=1)]
    source: Line | None = None
    proposed: bool = False


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["guideline"]:
        if item.value is not None:
            yield from _check(item)


def _check(item: Item) -> Iterator[Problem]:
    guideline: Guideline = item.value
    if guideline.last_reform < guideline.first_version:
        yield item.problem("`last_reform` es anterior a `first_version`", "last_reform")
    if guideline.review.on and guideline.review.on < guideline.last_reform:
        yield item.problem("la revisión es anterior a `last_reform`", "review", "on")


GUIDELINE = whole("guideline", Guideline, called="lineamiento", check=check)
