"""What each ticket is found by, as tickets/words.py keeps it. The sentences repeat, so their stems are kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import chain
from typing import Any

from bench.load.columns import Rows
from bench.load.subjects import Subject
from ventanilla.tickets.models import TicketWords
from ventanilla.tickets.words import MOST, marked, stems

#: Between two sentences of the vocabulary.
END = ". "


class Words:
    def __init__(self) -> None:
        self.rows = Rows(
            TicketWords,
            "institution_id",
            "ticket_id",
            "unit_id",
            "requester_id",
            "confidential",
            "created_at",
            "words",
        )

    def add(self, subject: Subject, created: datetime, answers: dict[str, Any], said: Sequence[str]) -> None:
        """Names and codes first, then the answers, then all that was said."""
        unit, confidential = subject.offer.unit_id, bool(subject.offer.data.get("confidential"))
        student = subject.student
        answered = (answer for answer in answers.values() if isinstance(answer, str))
        texts = chain([student.name, student.code, subject.offer.name], answered, said)
        vector = " ".join(f"'{marked(unit, stem, confidential=confidential)}'" for stem in told(texts))
        self.rows.add(subject.institution, subject.pk, unit, student.pk, confidential, created, vector)


def told(texts: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for text in texts:
        for sentence in text.split(END):
            found.update(stems_of(sentence))
    return list(found)[:MOST]


@lru_cache(maxsize=50_000)
def stems_of(sentence: str) -> dict[str, None]:
    return dict.fromkeys(stems([sentence]))
