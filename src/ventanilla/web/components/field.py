"""A question as a page asks it: for a service's form (asking.py) or for a Django form (bound.py)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext

#: More alternatives than this, and a list to pick from is quicker than a column of buttons.
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
    "instant": "datetime-local",
}
#: A keyboard of digits without the traps of type=number (wheel, “e”, lost zeros).
KEYBOARDS = {"number": "decimal", "money": "decimal", "code": "numeric"}
Rule = Mapping[str, str | Sequence[str]]


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
    """`kind`: text long choice several date instant number money campus file, or email tel password code check.

    `when` and `required_when` are the rules of catalogue/rules.py, which form.js applies as well.
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
    when: Rule | None = None
    when_words: str = ""  # for a page without script, where every question shows
    required_when: Rule | None = None
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
    plain: bool = False  # codes and names, which no spelling checker should touch

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
        return f"components/field/{'input' if self.kind in INPUTS else self.kind}.html"

    @property
    def input_type(self) -> str:
        return INPUTS[self.kind]

    @property
    def keyboard(self) -> str:
        return KEYBOARDS.get(self.kind, "")

    @property
    def described_by(self) -> str:
        """Error first: it is what somebody who lands here must hear."""
        parts = [("error", self.errors), ("help", self.help), ("limits", self.has_limits)]
        return " ".join(f"{self.id}-{part}" for part, there in parts if there)

    @property
    def counted(self) -> int | None:
        """A long text says how much fits; it is never cut off while somebody pastes."""
        return self.max_length if self.kind == "long" else None

    @property
    def has_limits(self) -> bool:
        return bool(self.formats or self.max_bytes or self.counted)

    @property
    def formats_in_words(self) -> str:
        """“PDF, JPG o PNG”."""
        *first, last = [ending.upper() for ending in self.formats if ending != "jpeg"]
        if not first:
            return last
        return gettext("%(first)s or %(last)s") % {"first": ", ".join(first), "last": last}

    @property
    def accept(self) -> str:
        return ",".join(f".{ending}" for ending in self.formats)

    @property
    def when_rule(self) -> str:
        return rule_for_script(self.when)

    @property
    def required_rule(self) -> str:
        return rule_for_script(self.required_when)

    @property
    def chosen(self) -> frozenset[str]:
        given = self.value if isinstance(self.value, list | tuple | set | frozenset) else [self.value]
        return frozenset(str(value) for value in given)


def rule_for_script(rule: Rule | None) -> str:
    """{question: [values…]}, a single value as a list too."""
    if not rule:
        return ""
    lists = {name: [wanted] if isinstance(wanted, str) else list(wanted) for name, wanted in rule.items()}
    return json.dumps(lists, ensure_ascii=False)
