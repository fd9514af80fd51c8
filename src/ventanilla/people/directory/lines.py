"""The lines of a CSV file, one record each, in bounded memory whatever the file holds.

A record that cannot be read spoils itself and no other: its neighbours are read.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

LONGEST = 10_000  # characters of a line, and of a record with line breaks in quotes
MOST_LINES = 20  # of one record
SEPARATORS = (";", ",", "\t")


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of a record that began in line `n`, or why there are none: `too_long`, `quotes`."""

    n: int
    cells: list[str]
    reason: str = ""


def records(text: TextIO, separator: str) -> Iterator[Record]:
    """Each record that is not blank."""
    waiting: deque[tuple[int, str | None]] = deque()
    numbered = _numbered(text)
    while (line := waiting.popleft() if waiting else next(numbered, None)) is not None:
        n, words = line
        if words is None:
            yield Record(n, [], "too_long")
        elif words.strip():
            yield _record(n, words, separator, waiting, numbered)


def _record(
    n: int,
    words: str,
    separator: str,
    waiting: deque[tuple[int, str | None]],
    numbered: Iterator[tuple[int, str | None]],
) -> Record:
    """A quoted cell may hold line breaks: then the record takes the lines that it needs, and only these."""
    taken: list[tuple[int, str | None]] = []
    while (cells := _cells(words, separator)) is None:
        following = waiting.popleft() if waiting else next(numbered, None)
        if following is not None:
            taken.append(following)
        enough = len(taken) >= MOST_LINES or len(words) > LONGEST
        if following is None or following[1] is None or enough:
            waiting.extendleft(reversed(taken))
            return Record(n, [], "quotes")
        words += following[1]
    return Record(n, cells)


def _cells(words: str, separator: str) -> list[str] | None:
    """None while a quoted cell is still open."""
    try:
        return next(csv.reader([words], delimiter=separator, strict=True))
    except csv.Error:
        return None


def _numbered(text: TextIO) -> Iterator[tuple[int, str | None]]:
    """(number, line); None for a line that is too long, whose rest is passed over."""
    n = 0
    while line := text.readline(LONGEST + 1):
        n += 1
        if len(line) <= LONGEST:
            yield n, line
            continue
        while line and not line.endswith("\n"):
            line = text.readline(LONGEST)
        yield n, None
