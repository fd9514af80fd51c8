"""replies.yaml and macros.yaml: what the desk keeps ready. Both may be changed at the desk, too."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from ventanilla.institutions.held import held_rows
from ventanilla.institutions.keeping import keep_rows
from ventanilla.institutions.models import Unit
from ventanilla.lib.section import Content, Section
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line, Passage, Text, refuse
from ventanilla.lib.yamlfile import Problem
from ventanilla.tickets.canned import VARIABLES, unknown
from ventanilla.tickets.models import Canned
from ventanilla.tickets.models import Macro as MacroRow

SAYS = ("answer", "question", "correction")


class Reply(Shape):
    """A reply kept ready; `unit` the only one that has it. Its text may hold the variables of tickets/canned.py."""

    slug: Slug
    name: Text
    unit: Slug | None = None
    text: Passage
    source: Line | None = None
    proposed: bool = False

    @field_validator("text")
    @classmethod
    def known(cls, text: Any) -> Any:
        return known_variables(text)


class MacroStep(Shape):
    """`reply` names one of the replies; `text` says it here; `tag` is the word to put on or to take off."""

    do: Literal["answer", "question", "correction", "note", "tag", "untag", "assign", "close"]
    reply: Slug | None = None
    text: Passage | None = None
    tag: Line | None = None

    @field_validator("text")
    @classmethod
    def known(cls, text: Any) -> Any:
        return text if text is None else known_variables(text)

    @model_validator(mode="after")
    def complete(self) -> "MacroStep":
        """What a step says or puts on is there, and nothing else."""
        says, tags = self.do in (*SAYS, "note"), self.do in ("tag", "untag")
        if says and (self.reply is None) == (self.text is None):
            raise refuse(f"`{self.do}` dice `reply` o `text`, uno de los dos")
        if not says and (self.reply or self.text):
            raise refuse(f"`{self.do}` no dice nada: sobran `reply` y `text`")
        if tags != (self.tag is not None):
            raise refuse(f"`{self.do}` {'necesita' if tags else 'no lleva'} `tag`")
        return self


class Macro(Shape):
    """Several steps as one, in their order. `assign` makes whoever runs it responsible."""

    slug: Slug
    name: Text
    unit: Slug | None = None
    steps: Annotated[list[MacroStep], Field(min_length=1, max_length=8)]
    source: Line | None = None
    proposed: bool = False

    @field_validator("steps")
    @classmethod
    def possible(cls, steps: list[MacroStep]) -> list[MacroStep]:
        """One thing is said to the requester at most, and a ticket that was closed is left alone."""
        if sum(step.do in SAYS for step in steps) > 1:
            raise refuse("una macro dice una sola cosa al solicitante")
        if any(step.do == "close" for step in steps[:-1]):
            raise refuse("`close` es el último paso")
        return steps


def known_variables(text: Any) -> Any:
    if wrong := unknown(text):
        names = ", ".join(f"{{{name}}}" for name in VARIABLES)
        raise refuse(f"variable desconocida {{{wrong[0]}}}; existen {names}")
    return text


def check_replies(content: Content) -> Iterator[Problem]:
    for item in content.items["replies"]:
        if item.value is not None:
            yield from content.dangling(item, "units", item.value.unit, "unit")


def check_macros(content: Content) -> Iterator[Problem]:
    for item in content.items["macros"]:
        if item.value is None:
            continue
        yield from content.dangling(item, "units", item.value.unit, "unit")
        for n, step in enumerate(item.value.steps):
            yield from content.dangling(item, "replies", step.reply, "steps", n, "reply")


def apply_replies(content: Content, at: datetime) -> list[str]:
    return keep_rows(Canned, content.values("replies"), called="respuestas", columns=_columns())


def apply_macros(content: Content, at: datetime) -> list[str]:
    return keep_rows(MacroRow, content.values("macros"), called="macros", columns=_columns())


def _columns() -> Any:
    units: Mapping[str, int] = dict(Unit.objects.values_list("slug", "id"))
    return lambda _position, shape: {"unit_id": units[shape.unit] if shape.unit else None}


REPLIES = Section(
    name="replies",
    files="replies.yaml",
    shape=Reply,
    many=True,
    required=False,
    check=check_replies,
    apply=apply_replies,
    held=held_rows(Canned),
    noun="respuesta",
)
MACROS = Section(
    name="macros",
    files="macros.yaml",
    shape=Macro,
    many=True,
    required=False,
    check=check_macros,
    apply=apply_macros,
    held=held_rows(MacroRow),
    noun="macro",
)
