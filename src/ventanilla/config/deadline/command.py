"""`ventanilla deadline`: when a term is due, and why.

ventanilla deadline INSTITUTION TERM --start 2026-10-05T09:00 [--campus SLUG] [--pause SINCE/UNTIL …] [--json]
ventanilla deadline --calendar FILE "15 business_days" --start 2026-10-05T09:00      without a database
ventanilla deadline INSTITUTION - < questions.jsonl                                  a JSON object a line
"""

import json
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from ventanilla.config.deadline import file, words
from ventanilla.config.deadline.source import Source
from ventanilla.worktime import Calendar, Term, WorktimeError
from ventanilla.worktime.question import answer, instant, pauses

LONGEST = 1_000_000  # characters of a line


def main(given: Sequence[str]) -> None:
    asked = understand(given)
    try:
        source = file.source(asked.calendar) if asked.calendar else database(asked.institution)
        if asked.term == "-":
            sys.exit(many(source, sys.stdin, sys.stdout))
        one = {key: getattr(asked, key) for key in ("term", "start", "campus", "complexity", "pauses")}
        found = ask(source, one)
    except WorktimeError as error:
        sys.exit(str(error))
    sys.stdout.write((json.dumps(found, ensure_ascii=False) if asked.json else words.told(found)) + "\n")


def alone(given: Sequence[str]) -> bool:
    """Whether it works without a database (or only prints its help)."""
    return any(word.startswith(("--calendar", "-h", "--help")) for word in given)


def understand(given: Sequence[str]) -> Namespace:
    parser = ArgumentParser(
        "ventanilla deadline", description=__doc__, formatter_class=RawDescriptionHelpFormatter
    )
    parser.add_argument("words", nargs="+", metavar="[INSTITUTION] TERM")
    parser.add_argument(
        "--calendar", metavar="FILE", help="a calendars.yaml or JSON; FILE:SLUG where it holds several"
    )
    parser.add_argument("--start", help="ISO 8601; without an offset it is the calendar's time")
    parser.add_argument("--campus", help="its calendar instead of the institution's")
    parser.add_argument(
        "--complexity", choices=["low", "medium", "high"], help="where the term depends on it"
    )
    parser.add_argument("--pause", action="append", default=[], dest="pauses", metavar="SINCE/UNTIL")
    parser.add_argument("--json", action="store_true", help="one JSON object with every step")
    asked = parser.parse_args(given)
    if len(asked.words) != (1 if asked.calendar else 2):
        parser.error("with --calendar: TERM; otherwise: INSTITUTION TERM")
    asked.institution, asked.term = ([None, *asked.words])[-2:]
    if asked.term != "-" and not asked.start:
        parser.error("--start is missing")
    return asked


def database(institution: str) -> Source:
    """Django is set up only where a database is asked."""
    from ventanilla.config.deadline import stored  # noqa: PLC0415  it needs settings, which need a database

    return stored.source(institution)


def ask(source: Source, question: dict[str, Any]) -> dict[str, Any]:
    """The answer to one question; raises WorktimeError with the reason."""
    calendar = Calendar.from_data(source.calendar(question.get("campus")))
    term = Term.from_data(source.term(question.get("term"), question.get("complexity")))
    start = instant(question.get("start"), calendar)
    return {
        "term": question.get("term"),
        **answer(term, calendar, start=start, pauses=pauses(question.get("pauses") or [], calendar)),
    }


def many(source: Source, lines: TextIO, out: TextIO) -> int:
    """A JSON object for each line, an `error` in place of an answer; returns the exit code."""
    failed = 0
    for found in _answers(source, lines):
        failed += "error" in found
        out.write(json.dumps(found, ensure_ascii=False) + "\n")
        out.flush()
    return 1 if failed else 0


def _answers(source: Source, lines: TextIO) -> Iterator[dict[str, Any]]:
    n = 0
    while line := lines.readline(LONGEST + 1):
        n += 1
        if not line.strip():
            continue
        try:
            yield ask(source, _question(line))
        except WorktimeError as error:
            yield {"line": n, "error": str(error)}


def _question(line: str) -> dict[str, Any]:
    if len(line) > LONGEST:
        raise WorktimeError(f"la línea pasa de {LONGEST} caracteres")
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WorktimeError("no es JSON") from error
    if not isinstance(found, dict):
        raise WorktimeError("se esperaba un objeto JSON con `term` y `start`")
    return found
