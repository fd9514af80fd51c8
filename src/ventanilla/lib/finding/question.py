"""From what somebody typed to what is looked for: groups of alternatives, one group for each thing said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ventanilla.lib.finding.sounds import sound
from ventanilla.lib.finding.synonyms import Synonyms
from ventanilla.lib.finding.vocabulary import Vocabulary
from ventanilla.lib.words import EMPTY, all_words, fold, forms, telling

LONGEST = 400  # characters of a question that are read
MOST_WORDS = 24
BEGUN, BEGUN_BUT_KNOWN = 0.6, 0.35  # what a word is worth for a beginning that it continues
HEARD = 4  # letters below which a word that only sounds empty may be the beginning of another
#: As on a telephone.
WRITTEN_SHORT = {
    **dict.fromkeys(("q", "k", "ke", "qe"), "que"),
    **dict.fromkeys(("xq", "pq", "xk", "porq"), "porque"),
    **dict.fromkeys(("tmb", "tb", "tbn"), "también"),
    "x": "por",
    "pa": "para",
    "d": "de",
    "xfa": "por favor",
    "dnd": "donde",
    "cdo": "cuando",
    "msj": "mensaje",
}
EMPTY_SOUNDS = frozenset(sound(word) for word in EMPTY)


@dataclass(frozen=True)
class Alternative:
    """One way to say it: each word with its forms; `worth` is how sure it is that this was meant."""

    words: tuple[frozenset[str], ...]
    worth: float


Group = list[Alternative]


@dataclass(frozen=True)
class Understanding:
    """What is needed to understand a question; `known` tells whether any entry has one of some forms."""

    vocabulary: Vocabulary
    synonyms: Synonyms
    known: Callable[[frozenset[str]], bool]

    def groups(self, question: str) -> list[Group]:
        typed = question[:LONGEST]
        words = [WRITTEN_SHORT.get(word, word) for word in all_words(typed)[:MOST_WORDS]]
        begins = bool(words) and typed[-1:].isalnum()
        groups: dict[int, Group] = {}
        for n, word in enumerate(words):
            if _says(word):
                group = self._alternatives(word, begins=begins and n == len(words) - 1)
                if group:
                    groups[n] = group
        if begins and not groups:  # all that was typed so far may be the beginning of something
            continued = self.vocabulary.begun(words[-1]) if len(words[-1]) > 1 else []
            groups[len(words)] = [Alternative((forms(word),), BEGUN) for word in continued]
        for start, length, alternative in self._meanings(self._corrected(words, groups)):
            if length == 1 and start in groups:
                groups[start].append(alternative)
            else:
                groups.setdefault(-1 - start, []).append(alternative)
        return [groups[n] for n in sorted(groups)]

    def _alternatives(self, word: str, *, begins: bool) -> Group:
        own = forms(word)
        known = self.known(own) or self.synonyms.knows(word)
        group = [Alternative((own,), 1.0)] if known else []
        if not known:
            group += [Alternative((forms(g.word),), g.worth) for g in self.vocabulary.guesses(word)]
        if begins and len(word) > 1:
            worth = BEGUN_BUT_KNOWN if known else BEGUN
            continued = (forms(other) for other in self.vocabulary.begun(word))
            group += [Alternative((other,), worth) for other in continued if not other & own]
        return group

    def _corrected(self, words: Sequence[str], groups: dict[int, Group]) -> list[str]:
        """The words as they were probably meant, so that a synonym with a typing error is one too."""
        meant = list(words)
        for n, word in enumerate(words):
            if n in groups and not self.known(forms(word)) and not self.synonyms.knows(word):
                guesses = self.vocabulary.guesses(word)
                said = [guess.word for guess in guesses if self.synonyms.knows(guess.word)]
                meant[n] = said[0] if said else word
        return meant

    def _meanings(self, words: Sequence[str]) -> list[tuple[int, int, Alternative]]:
        found = []
        for meaning in self.synonyms.of([fold(word) for word in words]):
            meant = tuple(forms(word) for word in telling(meaning.words))
            if meant:
                found.append((meaning.start, meaning.length, Alternative(meant, meaning.worth)))
        return found


def _says(word: str) -> bool:
    """Whether a word says something: not one of those that stand in every question."""
    folded = fold(word)
    if len(folded) < 2 and not folded.isdigit():
        return False
    if len(folded) < HEARD:
        return folded not in EMPTY
    return folded not in EMPTY and sound(folded) not in EMPTY_SOUNDS
