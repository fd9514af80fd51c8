"""Entries by the forms of their words, and the ranking of those that fit a question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from ventanilla.lib.finding.entry import Entry
from ventanilla.lib.finding.question import Group, Understanding
from ventanilla.lib.finding.synonyms import Synonyms
from ventanilla.lib.finding.vocabulary import Vocabulary
from ventanilla.lib.words import fold, forms, telling

#: Of a score, what is counted however little of the question an entry covers; the rest grows with what it covers.
FLOOR = 0.6
#: What a telling phrase is worth beside its words when all of it was said.
WHOLE = 0.6
#: How much less one word of a long telling phrase says than one that stands alone.
DILUTION = 0.2


@dataclass(frozen=True)
class Hit:
    entry: Entry
    score: float


class Index:
    """Made once, then only read: threads may share it."""

    def __init__(self, entries: Iterable[Entry], synonyms: Synonyms | None = None) -> None:
        self.entries = list(entries)
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        self._phrases: list[list[tuple[frozenset[str], ...]]] = []
        seen: set[str] = set()
        for n, entry in enumerate(self.entries):
            whole: list[tuple[frozenset[str], ...]] = []
            for words, weight, is_telling in entry.phrases:
                told = telling(words)
                seen.update(map(fold, told))
                of_words = tuple(forms(word) for word in told)
                each = weight * len(of_words) ** -DILUTION if is_telling and of_words else weight
                for form in {form for word in of_words for form in word}:
                    postings = self._postings[form]
                    postings[n] = max(each, postings.get(n, 0.0))
                if is_telling and of_words:
                    whole.append(of_words)
            self._phrases.append(whole)
        said = synonyms or Synonyms()
        self._understanding = Understanding(Vocabulary(seen | set(map(fold, said.said))), said, self._knows)

    def find(self, question: str) -> list[Hit]:
        """What fits, best first."""
        groups = [group for group in self._understanding.groups(question) if self._importance(group)]
        total = sum(map(self._importance, groups))
        scores: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        for group in groups:
            importance = self._importance(group)
            for n, (score, share) in self._of_group(group).items():
                scores[n] += score
                covered[n] += share * importance
        said = {
            form: alternative.worth
            for group in groups
            for alternative in sorted(group, key=lambda one: one.worth)
            for word in alternative.words
            for form in word
        }
        hits = [
            Hit(self.entries[n], self._worth(n, score + self._whole(n, said), covered[n] / total))
            for n, score in sorted(scores.items())
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _worth(self, n: int, score: float, coverage: float) -> float:
        return score * (FLOOR + (1 - FLOOR) * coverage) * self.entries[n].worth

    def _of_group(self, group: Group) -> dict[int, tuple[float, float]]:
        """By entry: what its best alternative scores, and how much of the group it covers."""
        best: dict[int, tuple[float, float]] = {}
        for alternative in group:
            scores: dict[int, float] = defaultdict(float)
            shares: dict[int, float] = defaultdict(float)
            for word in alternative.words:
                rarity = self._rarity(word)
                for n, weight in self._weights(word).items():
                    scores[n] += rarity * weight * alternative.worth / len(alternative.words)
                    shares[n] += alternative.worth / len(alternative.words)
            for n, score in scores.items():
                if score > best.get(n, (0.0, 0.0))[0]:
                    best[n] = (score, shares[n])
        return best

    def _whole(self, n: int, said: dict[str, float]) -> float:
        """What the phrase of the entry is worth of which most was said."""
        best = 0.0
        for phrase in self._phrases[n]:
            rarities = [self._rarity(word) for word in phrase]
            heard = [max((said.get(form, 0.0) for form in word), default=0.0) for word in phrase]
            all_of_it = sum(rarities)
            some_of_it = sum(r * h for r, h in zip(rarities, heard, strict=True))
            if all_of_it:
                best = max(best, WHOLE * some_of_it * (some_of_it / all_of_it) ** 2)
        return best

    def _weights(self, word: frozenset[str]) -> dict[int, float]:
        found: dict[int, float] = {}
        for form in word:
            for n, weight in self._postings.get(form, {}).items():
                found[n] = max(weight, found.get(n, 0.0))
        return found

    def _rarity(self, word: frozenset[str]) -> float:
        """The fewer entries have a word, the more it says."""
        count = len(self._weights(word))
        return log(1 + (len(self.entries) - count + 0.5) / (count + 0.5)) if count else 0.0

    def _importance(self, group: Group) -> float:
        return max((self._rarity(word) for one in group for word in one.words), default=0.0)

    def _knows(self, word: frozenset[str]) -> bool:
        return any(form in self._postings for form in word)
