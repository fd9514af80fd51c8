"""Which unit attends a request: the service's own, unless one of its rules knows better (UME-01).

The rules are read in their order and the first that holds decides. All conditions of a rule must hold; of
several values one is enough. What is not known of somebody fulfils no condition.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from ventanilla.catalogue.question import Condition
from ventanilla.lib.shape import Shape, Slug
from ventanilla.lib.text import Line

#: `campus: chitre` or `campus: [chitre, david]`.
Slugs = Annotated[
    list[Slug],
    BeforeValidator(
        lambda given: [given] if isinstance(given, str) else given, json_schema_input_type=str | list[str]
    ),
    Field(min_length=1, max_length=100),
]
ABOUT_PEOPLE = ("campus", "modality", "programme", "user_type")


class When(Shape):
    """`campus` is that of the request: the one asked for in the form, otherwise the requester's."""

    campus: Slugs | None = None
    modality: Slugs | None = None
    programme: Slugs | None = None
    user_type: Slugs | None = None
    answers: Condition | None = None


class Route(Shape):
    when: When
    unit: Slug
    source: Line | None = None
    proposed: bool = False


@dataclass(frozen=True)
class Asking:
    """What the rules compare. `unknown` are the names of what may still turn out in any way (a page before the
    form is filled in); "answers" stands for all answers."""

    campus: str | None = None
    modality: str = ""
    programme: str = ""
    user_types: tuple[str, ...] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()

    def has(self, name: str) -> set[str]:
        """What stands under a name of a condition."""
        if name == "user_type":
            return set(self.user_types)
        value = getattr(self, name) if name in ABOUT_PEOPLE else self.answers.get(name)
        return set(value) if isinstance(value, list) else {value} if value else set()

    def knows(self, name: str) -> bool:
        return (name if name in ABOUT_PEOPLE else "answers") not in self.unknown


@dataclass(frozen=True)
class Way:
    """Where a request goes: `rule` is the number of the rule that decided, from 1; None for the service's unit."""

    unit: str
    rule: int | None = None


@dataclass(frozen=True)
class Fork:
    """A way that a request may still take, and on what it depends: values by name."""

    unit: str
    depends: dict[str, list[str]]


def way(data: Mapping[str, Any], asking: Asking) -> Way:
    """The way of a request, all being known. `data` is a service version's."""
    return ways(data, asking)[0]


def ways(data: Mapping[str, Any], asking: Asking) -> tuple[Way, list[Fork]]:
    """The way as far as it is known, and before it the forks that what is unknown may open."""
    forks: list[Fork] = []
    for n, rule in enumerate(data.get("routing") or (), 1):
        wanted = dict(conditions(rule["when"]))
        known = {name: values for name, values in wanted.items() if asking.knows(name)}
        if any(not asking.has(name) & set(values) for name, values in known.items()):
            continue
        if len(known) == len(wanted):
            return Way(rule["unit"], n), forks
        forks.append(Fork(rule["unit"], {name: v for name, v in wanted.items() if name not in known}))
    return Way(data["unit"]), forks


def conditions(when: Mapping[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """Name and values of each condition, those on answers under the question's name."""
    for name in ABOUT_PEOPLE:
        if when.get(name):
            yield name, list(when[name])
    for name, values in (when.get("answers") or {}).items():
        yield name, [values] if isinstance(values, str) else list(values)
