"""Finding a service in the words of whoever looks for it.

Stems are made in Python and kept with the version (`words_of`). The database matches them in one function
that runs as the owner, because no index on words is reached from behind a policy (migration 0002_search).
It returns ids of the institution that acts; the rows are read again under its policy.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ventanilla.institutions.acting import current_institution_id
from ventanilla.lib.words import fold, forms, telling

#: Marks a word of the name or the keywords, which weighs more than one of the summary.
STRONG = "!"
MOST_WORDS = 12
MOST_FOUND = 20


@dataclass(frozen=True)
class Found:
    service_id: int
    rank: float


def words_of(data: dict[str, Any]) -> list[str]:
    """What a service is found by: the forms of its words in both languages; those of its name also marked."""
    strong = _forms_of([data["name"], *data.get("keywords", [])])
    weak = _forms_of([data["summary"], str(data.get("category", "")).replace("-", " ")])
    return sorted(strong | weak | {STRONG + form for form in strong})


def search(words: str, *, limit: int = MOST_FOUND) -> list[Found]:
    """The services that fit best, best first; the last word may be the beginning of one."""
    current_institution_id()  # raises outside `acting_in`, where the function would find nothing
    groups = list(groups_of(words))
    if not groups:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT service_id, rank FROM catalogue_search(%s, %s)", [groups, limit])
        rows = [Found(*row) for row in cursor.fetchall()]
    # Each word is an alternative, so that a whole sentence finds something; what fits half as well is chance.
    return [found for found in rows if found.rank * 2 > rows[0].rank]


def groups_of(words: str) -> Iterator[str]:
    """One group for each word: its forms, apart by blanks; `*` after what may go on."""
    told = telling(words)[:MOST_WORDS]
    for n, word in enumerate(told):
        beginning = [fold(word) + "*"] if n == len(told) - 1 and len(word) > 2 else []
        yield " ".join([*sorted(forms(word)), *beginning])


def _forms_of(texts: Iterable[Any]) -> set[str]:
    told = " ".join(part for text in texts for part in (text.values() if isinstance(text, dict) else [text]))
    return {form for word in telling(told) for form in forms(word)}
