"""Which entries have which words, how much they weigh there, and how rare a word is."""

from collections.abc import Mapping
from functools import lru_cache
from math import log
from typing import NamedTuple

#: A word in all the forms by which it is known.
Word = frozenset[str]
#: Words whose weights are kept once they were looked up.
MOST_KEPT = 4_096


class Weighed(NamedTuple):
    """`rarity` is 0 for a word that no entry has; the fewer have it, the more it says."""

    rarity: float
    weights: Mapping[int, float]  # by entry


class Postings:
    """Filled first, then only read."""

    def __init__(self, entries: int) -> None:
        self._entries = entries
        self._by_form: dict[str, dict[int, float]] = {}
        self.weighed = lru_cache(MOST_KEPT)(self._weighed)

    def add(self, entry: int, word: Word, weight: float) -> None:
        """The heaviest place of a word in an entry counts."""
        for form in word:
            weights = self._by_form.setdefault(form, {})
            weights[entry] = max(weight, weights.get(entry, 0.0))

    def knows(self, word: Word) -> bool:
        return any(form in self._by_form for form in word)

    def _weighed(self, word: Word) -> Weighed:
        found: dict[int, float] = {}
        for form in word:
            for entry, weight in self._by_form.get(form, {}).items():
                found[entry] = max(weight, found.get(entry, 0.0))
        count = len(found)
        rarity = log(1 + (self._entries - count + 0.5) / (count + 0.5)) if count else 0.0
        return Weighed(rarity, found)
