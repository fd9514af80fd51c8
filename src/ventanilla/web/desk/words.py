"""What somebody wrote in a form of one or two questions: its errors beside it, nothing lost."""

from collections.abc import Sequence
from typing import Any

from ventanilla.lib.text import printable
from ventanilla.tickets.actions.message import LONGEST
from ventanilla.web.components.field import Choice, Field


def passage(
    name: str,
    label: Any,
    value: str,
    *,
    help_text: Any = "",
    required: bool = True,
    rows: int = 4,
    errors: Sequence[str] = (),
) -> Field:
    return Field(
        name,
        "long",
        label,
        help=help_text,
        required=required,
        value=printable(value),
        max_length=LONGEST,
        rows=rows,
        errors=errors,
    )


def choice(name: str, label: Any, choices: Sequence[Choice], value: str, *, help_text: Any = "") -> Field:
    return Field(name, "choice", label, help=help_text, required=True, choices=choices, value=value)


def line(name: str, label: Any, value: str, *, help_text: Any = "", required: bool = True) -> Field:
    return Field(
        name, "text", label, help=help_text, required=required, value=printable(value), max_length=300
    )
