"""Many questions, a JSON object a line: an answer for each, or its error; no line stops the ones after it."""

from collections.abc import Iterator
from typing import Any, TextIO

from ventanilla.config.deadline import answering
from ventanilla.config.deadline.source import Source
from ventanilla.lib.jsonvalue import NotJson, parse
from ventanilla.lib.jsonvalue import line as line_of
from ventanilla.worktime import WorktimeError

LONGEST = 1_000_000  # characters of a line
BYTE_ORDER_MARK = "\ufeff"
BLANK = " \t\r\n"


def answered(source: Source, lines: TextIO, out: TextIO) -> int:
    """Writes as it reads, a line at a time; returns the exit code: 1 if some line has an error."""
    failed = 0
    for found in _answers(source, lines):
        failed += "error" in found
        out.write(line_of(found))
        out.flush()
    return 1 if failed else 0


def _answers(source: Source, lines: TextIO) -> Iterator[dict[str, Any]]:
    for n, line in _numbered(lines):
        if n == 1:
            line = line.removeprefix(BYTE_ORDER_MARK)
        if not line.strip(BLANK) and len(line) <= LONGEST:
            continue
        try:
            yield answering.answer(source, _question(line))
        except WorktimeError as error:
            yield {"line": n, "error": str(error)}


def _numbered(lines: TextIO) -> Iterator[tuple[int, str]]:
    """Each line, and of one that is too long its beginning: what is left of it is not read as another."""
    n = 0
    while line := lines.readline(LONGEST + 1):
        n += 1
        rest = line
        while len(rest) > LONGEST and not rest.endswith("\n"):
            rest = lines.readline(LONGEST + 1)
        yield n, line


def _question(line: str) -> Any:
    if len(line.rstrip("\r\n")) > LONGEST:
        raise WorktimeError(f"la línea pasa de {LONGEST} caracteres")
    try:
        line.encode()
    except UnicodeEncodeError as error:  # bytes that are no UTF-8 were read as lone surrogates
        raise WorktimeError("la línea no está en UTF-8") from error
    try:
        return parse(line)
    except NotJson as error:
        raise WorktimeError(str(error)) from error
