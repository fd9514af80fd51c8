"""`ventanilla deadline`: when a term is due, and why. The reference is docs/reference/deadline.md.

ventanilla deadline INSTITUTION TERM --start 2026-10-05T09:00 [--campus SLUG] [--pause SINCE/UNTIL …] [--json]
ventanilla deadline --calendar FILE "15 business_days" --start 2026-10-05T09:00      without a database
ventanilla deadline INSTITUTION - < questions.jsonl                                  a JSON object a line
"""

import io
import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence

from ventanilla.config.deadline import answering, file, lines, words
from ventanilla.config.deadline.asked import COMPLEXITIES, KEYS
from ventanilla.config.deadline.source import Source
from ventanilla.lib.jsonvalue import line
from ventanilla.worktime import WorktimeError

#: What a shell tells of a program whose reader went away, as of `yes | head -1`.
PIPE_CLOSED = 141


def main(given: Sequence[str]) -> None:
    asked = understand(given)
    _speak_utf8()
    try:
        source = file.source(asked.calendar) if asked.calendar else database(asked.institution)
        code = lines.answered(source, sys.stdin, sys.stdout) if asked.term == "-" else one(source, asked)
        sys.stdout.flush()
    except WorktimeError as error:
        sys.exit(str(error))
    except BrokenPipeError:
        # Python flushes what is left at its end: into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(PIPE_CLOSED)
    if code:
        sys.exit(code)


def alone(given: Sequence[str]) -> bool:
    """Whether it works without a database (or only prints its help)."""
    return any(word in {"-h", "--help", "--calendar"} or word.startswith("--calendar=") for word in given)


def one(source: Source, asked: Namespace) -> int:
    question = {key: getattr(asked, key) for key in KEYS}
    found = answering.answer(source, question)
    sys.stdout.write(line(found) if asked.json else words.told(found) + "\n")
    return 0


def understand(given: Sequence[str]) -> Namespace:
    parser = ArgumentParser(
        "ventanilla deadline",
        description=__doc__,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("words", nargs="+", metavar="[INSTITUTION] TERM")
    parser.add_argument(
        "--calendar", metavar="FILE", help="a calendars.yaml or JSON; FILE:SLUG where it holds several"
    )
    parser.add_argument("--start", help="ISO 8601; without an offset it is the calendar's time")
    parser.add_argument("--campus", help="its calendar instead of the institution's")
    parser.add_argument(
        "--locality", help="where the requester lives: what is a holiday there does not count either"
    )
    parser.add_argument("--complexity", choices=COMPLEXITIES, help="where the term depends on it")
    parser.add_argument("--pause", action="append", default=[], dest="pauses", metavar="SINCE/UNTIL")
    parser.add_argument("--json", action="store_true", help="one JSON object with every step")
    asked = parser.parse_args(given)
    if len(asked.words) != (1 if asked.calendar else 2):
        parser.error("with --calendar: TERM; otherwise: INSTITUTION TERM")
    asked.institution, asked.term = ([None, *asked.words])[-2:]
    if asked.term == "-":
        _refuse_beside_lines(parser, asked)
    elif not asked.start:
        parser.error("--start is missing")
    return asked


def _refuse_beside_lines(parser: ArgumentParser, asked: Namespace) -> None:
    """Each line says its own; what no line would obey is not taken in silence."""
    given = {
        "start": asked.start,
        "campus": asked.campus,
        "locality": asked.locality,
        "complexity": asked.complexity,
        "pause": asked.pauses,
    }
    for option, value in given.items():
        if value:
            parser.error(f"--{option} goes with one term; beside - each line says its own")


def _speak_utf8() -> None:
    """JSON is UTF-8 whatever the terminal says. Bytes that are no UTF-8 come in as lone surrogates, which a line is
    refused for; a lone surrogate in a calendar goes out as \\udXXX, as JSON writes it."""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="surrogateescape", newline="\n")
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def database(institution: str) -> Source:
    """Django is set up only where a database is asked."""
    from ventanilla.config.deadline import stored  # noqa: PLC0415  it needs settings, which need a database

    return stored.source(institution)
