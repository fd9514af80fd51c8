"""Django's bound fields with the same face, so that account pages and services ask alike."""

from typing import Any

from django.forms.boundfield import BoundField
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, Select, Textarea
from django.utils.translation import get_language

from ventanilla.lib.text import Said
from ventanilla.web.components.field import Choice, Field

KINDS: list[tuple[type, str]] = [
    (CheckboxSelectMultiple, "several"),
    (Select, "choice"),  # RadioSelect is one too
    (Textarea, "long"),
    (CheckboxInput, "check"),
]
INPUT_TYPES = frozenset({"email", "password", "tel", "number", "date", "file"})


def of_bound(bound: BoundField, **overrides: Any) -> Field:
    value, attributes = bound.value(), bound.field.widget.attrs
    given: dict[str, Any] = {
        "name": bound.html_name,
        "kind": kind_of(bound),
        "label": in_this_language(bound.label),
        "help": in_this_language(bound.help_text),
        "required": bound.field.required,
        "value": "" if value is None else value,
        "errors": list(bound.errors),
        "choices": [
            Choice(str(value), in_this_language(words))
            for value, words in getattr(bound.field, "choices", ())
            if value != ""
        ],
        "max_length": getattr(bound.field, "max_length", None),
        "autocomplete": attributes.get("autocomplete", ""),
        "plain": attributes.get("spellcheck") == "false" or attributes.get("autocapitalize") == "none",
    }
    return Field(**(given | overrides))


def kind_of(bound: BoundField) -> str:
    widget = bound.field.widget
    if bound.field.widget.attrs.get("autocomplete") == "one-time-code":
        return "code"
    for widget_type, kind in KINDS:
        if isinstance(widget, widget_type):
            return kind
    named = getattr(widget, "input_type", "text")
    return named if named in INPUT_TYPES else "text"


def in_this_language(words: Any) -> Said | str:
    """gettext has spoken already; a plain string would be taken for the folder's Spanish."""
    return Said(str(words), (get_language() or "es").split("-")[0]) if words else ""
