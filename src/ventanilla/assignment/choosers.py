"""One of those who may. Pure; the draw has a module of its own, since it leaves evidence."""

from collections.abc import Collection, Sequence
from enum import StrEnum

from ventanilla.assignment.filters import Candidate


class Chooser(StrEnum):
    """How a service's requests find whoever attends them; `by_hand`: the director, or whoever takes them."""

    BY_HAND = "by_hand"
    RANDOM = "random"
    ROUND_ROBIN = "round_robin"
    LEAST_LOADED = "least_loaded"


class NobodyToChoose(ValueError):
    """There is none among whom to choose."""


def next_in_turn(people: Collection[int], last: int | None) -> int:
    """Whoever follows `last` in the circle of their numbers; he may have left it meanwhile."""
    if not people:
        raise NobodyToChoose
    return min((person for person in people if last is None or person > last), default=min(people))


def least_loaded(candidates: Sequence[Candidate], last: int | None) -> int:
    """Whoever has least to attend; among equals, whose turn it is."""
    least = min((candidate.load for candidate in candidates), default=None)
    return next_in_turn([one.person for one in candidates if one.load == least], last)
