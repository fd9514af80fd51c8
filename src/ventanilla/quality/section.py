"""process.yaml: the sheet of the process that the desk carries out (UDG-11)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from ventanilla.institutions.whole import whole
from ventanilla.lib.section import Content
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Passage, Text
from ventanilla.lib.yamlfile import Problem


class Stated(Shape):
    """Something that the sheet says, from a source or `proposed` where the institution left it empty."""

    text: Passage
    source: Line | None = None
    proposed: bool = False


class Period(Stated):
    """How often the indicators are measured; `every` in months."""

    every: Annotated[int, Field(gt=0, le=60)]


class Indicator(Shape):
    """What is measured: `formula` in words, `target` and `unit` what is aimed at."""

    slug: Slug
    name: Text
    formula: Passage
    unit: Literal["percent", "hours", "days", "points", "cases"]
    target: Decimal
    better: Literal["higher", "lower"]
    source: Line | None = None
    proposed: bool = False


class Criterion(Shape):
    """When an attention counts as non-conforming (PNC), and what is done then."""

    slug: Slug
    text: Passage
    treatment: Passage | None = None
    source: Line | None = None
    proposed: bool = False


class Activity(Shape):
    """One step of the description of activities, with the cases that it tells apart.

    `note` is what the sheet says after the cases, or at its foot.
    """

    text: Passage
    who: Text | None = None
    cases: list[Passage] = []
    note: Passage | None = None
    source: Line | None = None
    proposed: bool = False


class Process(Shape):
    name: Text
    code: Line | None = None
    owner: Text | None = None
    objective: Stated
    goal: Stated
    indicators: Annotated[list[Indicator], Field(min_length=1)]
    period: Period
    criteria: Annotated[list[Criterion], Field(min_length=1)]
    activities: list[Activity] = []
    source: Line | None = None


def check(content: Content) -> Iterator[Problem]:
    for item in content.items["process"]:
        if item.value is not None:
            yield from item.repeated([one.slug for one in item.value.indicators], "indicators", key="slug")
            yield from item.repeated([one.slug for one in item.value.criteria], "criteria", key="slug")


PROCESS = whole("process", Process, called="ficha de proceso", check=check)
