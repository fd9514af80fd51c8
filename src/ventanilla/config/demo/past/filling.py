"""The texts of past.yaml with their gaps filled: {asignatura} by one of its words, {day-3} by a date."""

import re
from collections.abc import Mapping
from datetime import date, timedelta

from ventanilla.config.demo.past.shape import Story

GAP = re.compile(r"\{(?:(?P<word>[a-z_]+)|day(?P<days>[+-]\d{1,4}))\}")
#: Known without being said: the requester's first name, and who answers.
OWN = frozenset({"nombre", "agente"})


def filled(text: str, words: Mapping[str, str], day: date) -> str:
    def fill(gap: re.Match[str]) -> str:
        if gap["days"]:
            return (day + timedelta(days=int(gap["days"]))).isoformat()
        return words[gap["word"]]

    return GAP.sub(fill, text)


def answers_of(story: Story, words: Mapping[str, str], day: date) -> dict[str, str | list[str]]:
    """As a form would bring them."""
    return {
        name: [filled(one, words, day) for one in given]
        if isinstance(given, list)
        else filled(given, words, day)
        for name, given in story.answers.items()
    }


def gaps(text: str) -> set[str]:
    """The words that a text asks for."""
    return {found["word"] for found in GAP.finditer(text) if found["word"]}
