"""What cannot be computed, as a Spanish sentence for whoever wrote the file or asked."""

from reprlib import Repr
from typing import Any

LONGEST = 60  # characters


class WorktimeError(ValueError):
    """An instant, a pause or a request that makes no sense."""


class TermError(WorktimeError):
    """A term that cannot be a promise."""


class CalendarError(WorktimeError):
    """`words` say what is wrong; `way` is the path of the field (lists count from 0, the sentence from 1)."""

    def __init__(self, words: str, *way: str | int) -> None:
        path = ".".join(str(step + 1) if isinstance(step, int) else step for step in way)
        super().__init__(f"{path}: {words}" if path else words)
        self.words = words
        self.way = way


class CalendarEnds(CalendarError):
    """What was asked lies beyond its validity, or beyond the years that are computed at all."""


def quoted(written: Any) -> str:
    """What somebody wrote, cut short, for a sentence: it may be a text of a million characters, or no text."""
    words = written if isinstance(written, str) else _SHORT.repr(written)
    return f"«{words[:LONGEST]}{'…' if len(words) > LONGEST else ''}»"


_SHORT = Repr()
_SHORT.maxlong = _SHORT.maxother = LONGEST
