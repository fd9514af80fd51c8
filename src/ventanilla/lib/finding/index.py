"""Entries by the forms of their words, and the ranking of those that fit a question."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from ventanilla.lib.finding.entry import Entry
from ventanilla.lib.finding.postings import Postings, Word
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


@dataclass(frozen=True)
class Saying:
    """A telling phrase of an entry: its words, each with its rarity."""

    words: tuple[tuple[Word, float], ...]
    rarity: float


class Index:
    """Made once, then only read: threads may share it."""

    def __init__(self, entries: Iterable[Entry], synonyms: Synonyms | None = None) -> None:
        self.entries = list(entries)
        self._postings = Postings(len(self.entries))
        telling_phrases: list[list[tuple[Word, ...]]] = []
        known: set[str] = set()
        for n, entry in enumerate(self.entries):
            telling_phrases.append([])
            for words, weight, is_telling in entry.phrases:
                told = telling(words)
                known.update(map(fold, told))
                of_words = tuple(map(forms, told))
                each = weight * len(told) ** -DILUTION if is_telling and told else weight
                for word in of_words:
                    self._postings.add(n, word, each)
                if is_telling and told:
                    telling_phrases[n].append(of_words)
        self._sayings = [list(map(self._saying, phrases)) for phrases in telling_phrases]
        said = synonyms or Synonyms()
        vocabulary = Vocabulary(known | set(map(fold, said.said)))
        self._understanding = Understanding(vocabulary, said, self._postings.knows)

    def find(self, question: str) -> list[Hit]:
        """What fits, best first."""
        understood = self._understanding.groups(question)
        groups = [(group, weight) for group in understood if (weight := self._importance(group))]
        total = sum(weight for _group, weight in groups)
        scores: dict[int, float] = defaultdict(float)
        covered: dict[int, float] = defaultdict(float)
        for group, weight in groups:
            for n, (score, share) in self._of_group(group).items():
                scores[n] += score
                covered[n] += share * weight
        said = _said(group for group, _weight in groups)
        hits = [
            Hit(self.entries[n], self._worth(n, score + self._whole(n, said), covered[n] / total))
            for n, score in sorted(scores.items())
        ]
        return sorted(hits, key=lambda hit: -hit.score)

    def _saying(self, words: tuple[Word, ...]) -> Saying:
        rarities = [self._postings.weighed(word).rarity for word in words]
        return Saying(tuple(zip(words, rarities, strict=True)), sum(rarities))

    def _importance(self, group: Group) -> float:
        rarities = (self._postings.weighed(word).rarity for one in group for word in one.words)
        return max(rarities, default=0.0)

    def _of_group(self, group: Group) -> dict[int, tuple[float, float]]:
        """By entry: what its best alternative scores, and how much of the group it covers."""
        best: dict[int, tuple[float, float]] = {}
        for alternative in group:
            scores: dict[int, float] = defaultdict(float)
            shares: dict[int, float] = defaultdict(float)
            worth = alternative.worth / len(alternative.words)
            for word in alternative.words:
                rarity, weights = self._postings.weighed(word)
                for n, weight in weights.items():
                    scores[n] += rarity * weight * worth
                    shares[n] += worth
            for n, score in scores.items():
                if score > best.get(n, (0.0, 0.0))[0]:
                    best[n] = (score, shares[n])
        return best

    def _worth(self, n: int, score: float, coverage: float) -> float:
        return score * (FLOOR + (1 - FLOOR) * coverage) * self.entries[n].worth

    def _whole(self, n: int, said: dict[str, float]) -> float:
        """What the phrase of the entry is worth of which most was said."""
        best = 0.0
        for saying in self._sayings[n]:
            heard = 0.0
            for word, rarity in saying.words:
                surest = max((said[form] for form in word if form in said), default=0.0)
                heard += rarity * surest
            if heard:
                best = max(best, WHOLE * heard * (heard / saying.rarity) ** 2)
        return best


def _said(groups: Iterable[Group]) -> dict[str, float]:
    """The forms of all that was said or meant, each as sure as it is at its surest."""
    said: dict[str, float] = {}
    for group in groups:
        for alternative in group:
            for word in alternative.words:
                for form in word:
                    said[form] = max(alternative.worth, said.get(form, 0.0))
    return said
