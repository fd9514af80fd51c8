"""Words that people say for others: `plata` for `pago`, `me equivoqué de carrera` for `cambio de carrera`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ventanilla.lib.words import all_words, fold, root

#: What a meaning is worth beside the word itself, once for each step from word to word.
FADE = 0.75
MOST_STEPS = 3
LONGEST_ENDING = 2  # letters
Key = tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What a phrase at `start` (as many words as `length`) also means; `worth` fades with each step."""

    start: int
    length: int
    words: str
    worth: float


class Synonyms:
    """Pairs (what is said, what it means), in phrases. A meaning may be said for another: circles end by
    themselves, because each phrase is followed once."""

    def __init__(self, pairs: Iterable[tuple[str, Sequence[str]]] = ()) -> None:
        self._means: dict[Key, list[tuple[Key, Sequence[str]]]] = {}
        self.said: set[str] = set()
        self._roots: set[str] = set()
        for says, means in pairs:
            words = all_words(says)
            if words:
                self._means.setdefault(_key(words), []).append((_folded(words), means))
                self.said.update(words)
                self._roots.update(map(root, words))
        self._longest = max(map(len, self._means), default=0)

    def knows(self, word: str) -> bool:
        """Whether a word, in any of its forms, stands in something that is said."""
        return root(word) in self._roots

    def of(self, words: Sequence[str]) -> Iterator[Meaning]:
        """What the phrases among the words of a question also mean, longest first, each meaning once."""
        folded, roots = _folded(words), _key(words)
        for length in range(min(self._longest, len(words)), 0, -1):
            for start in range(len(words) - length + 1):
                if roots[start : start + length] in self._means:
                    for meant, worth in self._follow(folded[start : start + length]).items():
                        yield Meaning(start, length, meant, worth)

    def _follow(self, words: Key) -> Mapping[str, float]:
        found: dict[str, float] = {}
        seen, waiting = {words}, [words]
        for step in range(1, MOST_STEPS + 1):
            reached: list[Key] = []
            for meant in (meant for one in waiting for meant in self._direct(one)):
                found.setdefault(meant, FADE**step)
                if (following := _folded(all_words(meant))) not in seen:
                    seen.add(following)
                    reached.append(following)
            waiting = reached
        return found

    def _direct(self, words: Key) -> Iterator[str]:
        for said, means in self._means.get(_key(words), ()):
            if all(_alike(*pair) for pair in zip(said, words, strict=True)):
                yield from means


def _alike(said: str, word: str) -> bool:
    """A root that two words share is chance where their endings differ much: `enfermo`, `enfermería`."""
    return abs(len(said) - len(word)) <= LONGEST_ENDING


def _folded(words: Sequence[str]) -> Key:
    return tuple(fold(word) for word in words)


def _key(words: Sequence[str]) -> Key:
    return tuple(root(word) for word in words)
