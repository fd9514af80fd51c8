"""A form whose conditions depend on each other, to compare page and server."""

from datetime import date

from ventanilla.catalogue.question import Question
from ventanilla.web.components.asking import asked
from ventanilla.web.components.field import Field

LETTERS = [{"value": letter, "label": letter.upper()} for letter in "abcdefgh"]
FORM: list[dict[str, object]] = [
    {"name": "first", "type": "choice", "label": "Primera", "options": LETTERS, "required": True},
    {
        "name": "second",
        "type": "choice",
        "label": "Segunda",
        "options": [{"value": "x", "label": "X"}, {"value": "y", "label": "Y"}],
        "when": {"first": "a"},
    },
    {
        "name": "third",
        "type": "several",
        "label": "Tercera",
        "options": [{"value": "m", "label": "M"}, {"value": "n", "label": "N"}],
        "when": {"second": ["x"]},
    },
    {"name": "fourth", "type": "text", "label": "Cuarta", "when": {"third": "m", "first": ["a", "b"]}},
    {"name": "fifth", "type": "text", "label": "Quinta", "required_when": {"second": "y"}},
    {"name": "proof", "type": "file", "label": "Prueba", "when": {"third": "n"}},
    {"name": "why", "type": "long", "label": "Por qué no", "when": {"proof": "no", "third": "n"}},
]


def fields() -> list[Field]:
    return [asked(Question.model_validate(question), today=date(2026, 11, 24)) for question in FORM]
