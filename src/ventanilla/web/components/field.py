"""A question as a page asks it, whatever asked it: a service's form or a Django form."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms.boundfield import BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, Select, Textarea
from django.utils.translation import get_language, gettext

from ventanilla.lib.text import Said

#: More alternatives than this and a list to pick from is quicker than a column of buttons.
RADIO_LIMIT = 7
INPUTS = {
    "text": "text",
    "email": "email",
    "tel": "tel",
    "password": "password",
    "code": "text",
    "number": "text",
    "money": "text",
    "date": "date",
}
#: A keyboard of digits without the traps of type=number (wheel, “e”, lost zeros).
KEYBOARDS = {"number": "decimal", "money": "decimal", "code": "numeric"}


@dataclass(frozen=True)
class Choice:
    value: str
    label: Any  # Text
    help: Any = ""


@dataclass(frozen=True)
class Stored:
    """A file that the desk already holds for this question."""

    key: str
    name: str
    size: int
    url: str = ""


@dataclass(frozen=True)
class Field:
    """`kind` is text, email, tel, password, code, long, choice, several, date, number, money, campus, file or check.

    `when` is the rule of a conditional question, {question: [values…]}: all must hold (conditions.js).
    `formats` are endings without a dot; `max_bytes` holds for each file.
    """

    name: str
    kind: str
    label: Any
    help: Any = ""
    required: bool = False
    value: Any = ""
    errors: Sequence[str] = ()
    choices: Sequence[Choice] = ()
    when: Mapping[str, Sequence[str]] = field(default_factory=dict)
    when_words: str = ""
    max_length: int | None = None
    minimum: str = ""
    maximum: str = ""
    rows: int = 6
    currency: str = ""
    formats: Sequence[str] = ()
    max_bytes: int | None = None
    max_files: int = 1
    stored: Sequence[Stored] = ()
    autocomplete: str = ""
    spoken: bool = True  # False for codes and names, which no spelling checker should touch
    prefix: str = ""

    @classmethod
    def of(cls, bound: BoundField, **overrides: Any) -> "Field":
        """Django's bound field, so that account pages and services ask with the same face."""
        value = bound.value()
        language = (get_language() or "es").split("-")[0]
        choices = getattr(bound.field, "choices", ())
        given: dict[str, Any] = {
            "name": bound.html_name,
            "kind": kind_of(bound),
            "label": Said(str(bound.label), language),
            "help": Said(str(bound.help_text), language) if bound.help_text else "",
            "required": bound.field.required,
            "value": "" if value is None else value,
            "errors": list(bound.errors),
            "choices": [Choice(str(v), Said(str(words), language)) for v, words in choices if v != ""],
            "max_length": getattr(bound.field, "max_length", None),
            "autocomplete": bound.field.widget.attrs.get("autocomplete", ""),
        }
        return cls(**(given | overrides))

    @property
    def id(self) -> str:
        return f"id_{self.name}"

    @property
    def target(self) -> str:
        """Where the error summary leads: the input, or the first one of a group."""
        return f"{self.id}_0" if self.is_group else self.id

    @property
    def is_group(self) -> bool:
        return self.kind == "several" or self.is_radio

    @property
    def is_radio(self) -> bool:
        return self.kind in {"choice", "campus"} and len(self.choices) <= RADIO_LIMIT

    @property
    def template(self) -> str:
        if self.kind in {"choice", "campus"}:
            return f"components/field/{'radio' if self.is_radio else 'select'}.html"
        name = "input" if self.kind in INPUTS else self.kind
        return f"components/field/{name}.html"

    @property
    def input_type(self) -> str:
        return INPUTS[self.kind]

    @property
    def keyboard(self) -> str:
        return KEYBOARDS.get(self.kind, "")

    @property
    def described_by(self) -> str:
        """Error first: it is what somebody who lands here must hear."""
        parts = [
            (f"{self.id}-error", self.errors),
            (f"{self.id}-help", self.help),
            (f"{self.id}-limits", self.has_limits),
        ]
        return " ".join(id for id, there in parts if there)

    @property
    def has_limits(self) -> bool:
        return bool(self.formats or self.max_bytes or (self.kind == "long" and self.max_length))

    @property
    def formats_in_words(self) -> str:
        """“PDF, JPG o PNG”."""
        *first, last = [ending.upper() for ending in self.formats]
        if not first:
            return last
        return gettext("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last}

    @property
    def accept(self) -> str:
        return ",".join(f".{ending}" for ending in self.formats)

    @property
    def rule(self) -> str:
        return json.dumps({question: list(values) for question, values in self.when.items()}, ensure_ascii=False)

    @property
    def chosen(self) -> frozenset[str]:
        given = self.value if isinstance(self.value, list | tuple | set | frozenset) else [self.value]
        return frozenset(str(value) for value in given)


def kind_of(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, CheckboxSelectMultiple):
        return "several"
    if isinstance(widget, Select):  # RadioSelect is one as well
        return "choice"
    if isinstance(widget, Textarea):
        return "long"
    if isinstance(widget, CheckboxInput):
        return "check"
    by_type = {"email": "email", "password": "password", "tel": "tel", "number": "number", "date": "date", "file": "file"}
    return by_type.get(getattr(widget, "input_type", "text"), "text")
