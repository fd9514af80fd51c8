"""The questions of a service as fields of a page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from ventanilla.catalogue.day import day_of
from ventanilla.catalogue.question import Question
from ventanilla.web.components.field import Choice, Field, Stored


def asked(
    question: Question,
    *,
    today: date,
    value: Any = "",
    error: str = "",
    campuses: Sequence[Choice] = (),
    stored: Sequence[Stored] = (),
) -> Field:
    """`campuses` where the question is one of campus; `stored` are the files already given to it."""
    is_file = question.type == "file"
    is_date = question.type == "date"
    options = [Choice(option.value, option.label) for option in question.options]
    return Field(
        name=question.name,
        kind=question.type,
        label=question.label,
        help=question.help or "",
        required=question.required,
        value="" if value is None else value,
        errors=[error] if error else [],
        choices=campuses if question.type == "campus" else options,
        when=question.when,
        required_when=question.required_when,
        max_length=question.longest if question.type in {"text", "long"} else None,
        currency=question.currency or "",
        formats=question.accepted if is_file else (),
        max_bytes=question.largest_mb * 1_000_000 if is_file else None,
        max_files=question.most_files or 1,
        stored=stored,
        minimum=day_written(question.min, today) if is_date else "",
        maximum=day_written(question.max, today) if is_date else "",
    )


def day_written(limit: str | None, today: date) -> str:
    day = day_of(limit, today) if limit else None
    return day.isoformat() if day else ""
