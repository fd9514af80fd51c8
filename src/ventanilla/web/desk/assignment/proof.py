"""A draw as whoever doubts it reads it: who took part, who did not and why, the secret and what came of it."""

from collections.abc import Sequence
from typing import Any

from ventanilla.assignment.evidence import Examined, excluded
from ventanilla.assignment.models import Draw
from ventanilla.assignment.words import FAULTS, REASONS
from ventanilla.people.models import Person


def told(found: Sequence[Examined]) -> list[dict[str, Any]]:
    """The latest first; one statement for the names."""
    numbers = {number for one in found for number in _numbers(one.draw)}
    names = (
        {person.pk: person.full_name for person in Person.objects.filter(pk__in=numbers)} if numbers else {}
    )
    return [_told(one, names) for one in reversed(found)]


def _told(one: Examined, names: dict[int, str]) -> dict[str, Any]:
    draw = one.draw
    return {
        "draw": draw,
        "chosen": names.get(draw.chosen, draw.chosen),
        "by": names.get(draw.by or 0, ""),
        "candidates": [names.get(number, number) for number in draw.candidates],
        "excluded": [
            {"name": names.get(number, number), "reasons": [REASONS.get(reason, reason) for reason in why]}
            for number, why in excluded(draw)
        ],
        "faults": [FAULTS[fault] for fault in one.faults],
        "redrawn": names.get(one.redrawn or 0, one.redrawn),
        "unused": one.unused,
    }


def _numbers(draw: Draw) -> set[int]:
    drawn = {draw.chosen, *draw.candidates, *(number for number, _ in excluded(draw))}
    people = drawn if draw.kind == Draw.Kind.PERSON_FOR_TICKET else {draw.subject_id}
    return people | ({draw.by} if draw.by else set())
