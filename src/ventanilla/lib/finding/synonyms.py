"""Words that people say for others: `plata` for `pago`, `me equivoqué de carrera` for `cambio de carrera`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ventanilla.lib.words import all_words, root

#: What a meaning is worth beside the word itself, once for each step from word to word.
FADE = 0.8
MOST_STEPS = 3
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
        self._means: dict[Key, list[str]] = {}
        self.said: set[str] = set()
        for says, means in pairs:
            words = all_words(says)
            if words:
                self._means.setdefault(_key(words), []).extend(means)
                self.said.update(words)
        self._longest = max(map(len, self._means), default=0)

    def of(self, words: Sequence[str]) -> Iterator[Meaning]:
        """What the phrases among the words of a question also mean, longest first, each meaning once."""
        roots = _key(words)
        for length in range(min(self._longest, len(roots)), 0, -1):
            for start in range(len(roots) - length + 1):
                for meant, worth in self._follow(roots[start : start + length]).items():
                    yield Meaning(start, length, meant, worth)

    def _follow(self, key: Key) -> Mapping[str, float]:
        found: dict[str, float] = {}
        seen, waiting = {key}, [key]
        for step in range(1, MOST_STEPS + 1):
            reached: list[Key] = []
            for one in waiting:
                for meant in self._means.get(one, ()):
                    found.setdefault(meant, FADE**step)
                    if (following := _key(all_words(meant))) not in seen:
                        seen.add(following)
                        reached.append(following)
            waiting = reached
        return found


def _key(words: Sequence[str]) -> Key:
    return tuple(root(word) for word in words)
