"""What somebody wrote in a form of one or two questions: its errors beside it, nothing lost."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.lib.text import printable
from ventanilla.tickets.actions.message import LONGEST
from ventanilla.tickets.actions.prolong import LONGEST as LONGEST_REASON
from ventanilla.web.components.field import Choice, Field

READ_BY = _("The requester reads it on his page and in a mail.")


def passage(
    name: str,
    label: Any,
    value: str,
    *,
    help_text: Any = "",
    required: bool = True,
    rows: int = 4,
    errors: Sequence[str] = (),
    most: int = LONGEST,
) -> Field:
    return Field(
        name,
        "long",
        label,
        help=help_text,
        required=required,
        value=printable(value),
        max_length=most,
        rows=rows,
        errors=errors,
    )


def reason_field(
    label: Any,
    value: str,
    *,
    help_text: Any,
    errors: Sequence[str],
    name: str = "reason",
    required: bool = True,
) -> Field:
    """Why a promise or a request changes: shorter than a message."""
    return passage(
        name, label, value, help_text=help_text, required=required, errors=errors, most=LONGEST_REASON
    )


def choice(name: str, label: Any, choices: Sequence[Choice], value: str, *, help_text: Any = "") -> Field:
    return Field(name, "choice", label, help=help_text, required=True, choices=choices, value=value)


def line(name: str, label: Any, value: str, *, help_text: Any = "", required: bool = True) -> Field:
    return Field(
        name, "text", label, help=help_text, required=required, value=printable(value), max_length=300
    )
