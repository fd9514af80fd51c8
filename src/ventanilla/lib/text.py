"""A public text: words in Spanish, or `{es: …, en: …}`.

English may be missing: then the Spanish is shown and the page marks its language.
"""

import unicodedata
from typing import Annotated, Any, NamedTuple

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

LANGUAGES = ("es", "en")


class Said(NamedTuple):
    """The words of a text and the language they are really in (`es` or `en`)."""

    words: str
    language: str


def said(text: Any, language: str | None) -> Said:
    """The words of `text` for a reader of `language` (a Django code: `es`, `es-tu`, `en`)."""
    if isinstance(text, str):
        return Said(text, "es")
    if text is None:
        return Said("", "es")
    if (language or "").startswith("en") and text.get("en"):
        return Said(text["en"], "en")
    return Said(text["es"], "es")


def unprintable(words: str, *, lines: bool) -> str | None:
    """The first control character that a text may not hold, as U+XXXX, or None."""
    for character in words:
        if character in "\n\t" and lines:
            continue
        if unicodedata.category(character) in {"Cc", "Cs"}:
            return f"U+{ord(character):04X}"
    return None


def printable(words: str) -> str:
    """The words without what a text may not hold."""
    return "".join(c for c in words if c in "\r\n\t" or unicodedata.category(c) not in {"Cc", "Cs"})


def refuse(words: str) -> PydanticCustomError:
    # Braces would be read as a template by pydantic.
    return PydanticCustomError("sentence", "{words}", {"words": words})


def words_within(limit: int, *, lines: bool) -> Any:
    """A validator: a string of 1 to `limit` characters without control characters."""

    def check(value: Any) -> str:
        if not isinstance(value, str):
            raise refuse("se esperaba un texto")
        words = value.strip()
        if not words:
            raise refuse("el texto está vacío")
        if len(words) > limit:
            raise refuse(f"el texto tiene {len(words)} caracteres; caben {limit}")
        if not lines and "\n" in words:
            raise refuse("el texto debe caber en una sola línea")
        if found := unprintable(words, lines=lines):
            raise refuse(f"el texto contiene el carácter de control {found}")
        return words

    return check


def _text_within(limit: int, *, lines: bool) -> Any:
    check = words_within(limit, lines=lines)

    def check_text(value: Any) -> str | dict[str, str]:
        if not isinstance(value, dict):
            return str(check(value))
        for key in value:
            if key not in LANGUAGES:
                raise refuse(f"idioma desconocido `{key}`; un texto lleva `es` y, si lo hay, `en`")
        if not value.get("es"):
            raise refuse("falta el texto en español (`es`)")
        return {language: str(check(value[language])) for language in LANGUAGES if value.get(language)}

    return check_text


_WORDS = WithJsonSchema({"type": "string", "minLength": 1})
_TEXT = WithJsonSchema(
    {
        "anyOf": [
            {"type": "string", "minLength": 1},
            {
                "type": "object",
                "properties": {"es": {"type": "string", "minLength": 1}, "en": {"type": ["string", "null"]}},
                "required": ["es"],
                "additionalProperties": False,
            },
        ]
    }
)

#: A name, a label, a sentence: one line.
Text = Annotated[str | dict[str, str], PlainValidator(_text_within(400, lines=False)), _TEXT]
#: A paragraph or several.
Passage = Annotated[str | dict[str, str], PlainValidator(_text_within(20_000, lines=True)), _TEXT]
#: One line that is not translated: a proper name, a source, an address.
Line = Annotated[str, PlainValidator(words_within(400, lines=False)), _WORDS]
