"""The words that an index knows, and which of them somebody meant who wrote something else."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil

from rapidfuzz.distance import OSA, Prefix
from rapidfuzz.process import extract

from ventanilla.lib.finding.sounds import sound
from ventanilla.lib.words import fold

#: A word that sounds the same is nearly the word itself; each wrong letter makes it less likely.
SAME_SOUND = 0.95
BY_DISTANCE = {1: 0.6, 2: 0.3}
AKIN = 0.5
SHARED, ROOT = 0.65, 5  # how much of a word, and how many letters, its family has in common
LONG = 8  # letters from which two may be wrong
SHORT = 4  # letters below which none may
MOST_GUESSES = 4
MOST_BEGUN = 60  # words that one beginning may stand for


@dataclass(frozen=True)
class Guess:
    word: str
    worth: float


class Vocabulary:
    def __init__(self, words: Iterable[str]) -> None:
        """`words` folded, each once or more."""
        self._by_sound: dict[str, list[str]] = {}
        self._sorted = sorted(set(words))
        for word in self._sorted:
            self._by_sound.setdefault(sound(word), []).append(word)
        self._sounds = sorted(self._by_sound)

    def guesses(self, word: str) -> list[Guess]:
        """The known words that sound or look like one that is not known, best first."""
        heard = sound(word)
        if alike := self._by_sound.get(heard):
            return [Guess(known, SAME_SOUND) for known in alike]
        if len(heard) < SHORT:
            return []
        written = fold(word)
        near = self._near(written, heard)
        return _misspelt(near, 1, written) or self._akin(heard) or _misspelt(near, 2, written)

    def _near(self, written: str, heard: str) -> dict[str, int]:
        """Known words with how many letters are wrong, by the ear or by the eye, whichever is fewer."""
        by_ear = _extracted(heard, self._sounds)
        near = {known: wrong for one, wrong in by_ear.items() for known in self._by_sound[one]}
        for known, wrong in _extracted(written, self._sorted).items():
            near[known] = min(wrong, near.get(known, wrong))
        return near

    def _akin(self, heard: str) -> list[Guess]:
        """Words of the same family, which no stemmer brings together: `falsificado`, `falsificación`."""
        shared = max(ROOT, ceil(len(heard) * SHARED))
        alike = _beginning(self._sounds, heard[:shared]) if len(heard) > shared else []
        alike.sort(key=lambda known: (-Prefix.similarity(known, heard), len(known)))
        return [Guess(known, AKIN) for known in self._words(alike[:MOST_GUESSES])]

    def begun(self, beginning: str) -> list[str]:
        """The known words that begin like this, as written or as heard."""
        written, heard = fold(beginning), sound(beginning)
        found = dict.fromkeys(_beginning(self._sorted, written))
        for known in _beginning(self._sounds, heard) if len(heard) > 2 else ():
            found.update(dict.fromkeys(self._by_sound[known]))
        found.pop(written, None)
        return list(found)[:MOST_BEGUN]

    def _words(self, sounds: Iterable[str]) -> Iterator[str]:
        for one in sounds:
            yield from self._by_sound[one]


def _extracted(word: str, known: list[str]) -> dict[str, int]:
    most = 2 if len(word) >= LONG else 1
    found = extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    return {one: int(wrong) for one, wrong, _place in found}


def _misspelt(near: dict[str, int], wrong: int, written: str) -> list[Guess]:
    """Words with so many wrong letters; the first letter is rarely the wrong one."""
    found = [known for known, letters in near.items() if letters == wrong]
    found.sort(key=lambda known: (known[0] != written[0], abs(len(known) - len(written)), known))
    return [Guess(known, BY_DISTANCE[wrong]) for known in found[:MOST_GUESSES]]


def _beginning(known: list[str], beginning: str) -> list[str]:
    if not beginning:
        return []
    start = bisect_left(known, beginning)
    return [word for word in known[start : start + MOST_BEGUN] if word.startswith(beginning)]
