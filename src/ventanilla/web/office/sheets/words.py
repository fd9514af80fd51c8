"""Texts in both languages, one or a list of them, and lines that need no translation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.lib.text import LANGUAGES
from ventanilla.web.components.field import Field
from ventanilla.web.office.sheets.part import Data, Faults, Group, Row, put_at, rows_in, typed, value_at

SPARE = 2  # empty lines below what is there
LINE, PASSAGE = 400, 20_000


@dataclass(frozen=True)
class Words:
    """One text. `required` says whether it may be missing altogether; its English may always be."""

    way: str
    legend: Any
    help: Any = ""
    long: bool = False
    required: bool = True
    rows: int = 3

    def group(self, data: Data, faults: Faults) -> Group:
        fields = pair(
            self.way,
            value_at(data, self.way),
            faults.at(self.way),
            long=self.long,
            required=self.required,
            rows=self.rows,
        )
        return Group(self.legend, [Row(fields)], self.help)

    def read(self, posted: Mapping[str, str], data: Data) -> None:
        written = text_of(posted, self.way, value_at(data, self.way))
        put_at(data, self.way, written if written or self.required else None)


@dataclass(frozen=True)
class List:
    """Several texts, one a row; a row that is left empty goes."""

    way: str
    legend: Any
    help: Any = ""
    long: bool = False

    def group(self, data: Data, faults: Faults) -> Group:
        texts = list(value_at(data, self.way) or [])
        rows = [
            Row(
                pair(f"{self.way}.{n}", text, faults.at(f"{self.way}.{n}"), long=self.long, rows=2),
                f"{n + 1}",
            )
            for n, text in enumerate([*texts, *[""] * SPARE])
        ]
        help_words = self.help or _("A line that you leave empty goes away.")
        return Group(self.legend, rows, help_words, faults.at(self.way))

    def read(self, posted: Mapping[str, str], data: Data) -> None:
        old = list(value_at(data, self.way) or [])
        read = [
            text_of(posted, f"{self.way}.{n}", old[n] if n < len(old) else "")
            for n in rows_in(posted, self.way, "-es")
        ]
        put_at(data, self.way, [text for text in read if text])


@dataclass(frozen=True)
class Line:
    """A telephone number, an address: the same in every language."""

    way: str
    label: Any
    help: Any = ""

    def group(self, data: Data, faults: Faults) -> Group:
        value = value_at(data, self.way) or ""
        asked = Field(
            self.way, "text", self.label, help=self.help, value=value, errors=faults.at(self.way), plain=True
        )
        return Group("", [Row([asked])])

    def read(self, posted: Mapping[str, str], data: Data) -> None:
        put_at(data, self.way, typed(posted, self.way) or None)


def pair(
    way: str, text: Any, errors: list[str], *, long: bool = False, required: bool = False, rows: int = 3
) -> list[Field]:
    """The Spanish and the English of a text, beside each other."""
    kind, limit = ("long", PASSAGE) if long else ("text", LINE)
    spoken = spoken_in(text)
    return [
        Field(
            f"{way}-{language}",
            kind,
            _("In Spanish") if language == "es" else _("In English"),
            required=required and language == "es",
            value=spoken[language],
            errors=errors if language == "es" else (),
            rows=rows,
            max_length=limit if long and len(spoken[language]) > limit * 0.8 else None,
        )
        for language in LANGUAGES
    ]


def spoken_in(text: Any) -> dict[str, str]:
    if isinstance(text, dict):
        return {language: text.get(language) or "" for language in LANGUAGES}
    return {"es": text or "", "en": ""}


def text_of(posted: Mapping[str, str], way: str, old: Any) -> Any:
    """What was written as a text; the old one itself where nothing differs, `""` where nothing stands."""
    written = {language: typed(posted, f"{way}-{language}") for language in LANGUAGES}
    if old and written == spoken_in(old):
        return old
    if written["en"]:
        return written
    return written["es"]
