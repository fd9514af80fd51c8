"""What can be found: a key, and phrases that weigh."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple


class Phrase(NamedTuple):
    """Words and what they weigh. A `telling` phrase (a name, a keyword) counts more when it is said whole."""

    words: str
    weight: float
    telling: bool = False


@dataclass(frozen=True)
class Entry:
    """`key` is whatever the caller finds it again by, `card` what he wants to show of it.

    `worth` scales its score among others.
    """

    key: Hashable
    phrases: tuple[Phrase, ...]
    worth: float = 1.0
    card: Any = None


def phrases(texts: Iterable[Any], weight: float, *, telling: bool = False) -> Iterable[Phrase]:
    """Of public texts (a string, or one for each language)."""
    for text in texts:
        for words in text.values() if isinstance(text, dict) else [text]:
            if words:
                yield Phrase(words, weight, telling)
