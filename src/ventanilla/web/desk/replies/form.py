"""What is written of a reply or a macro: names and texts in Spanish and English, the unit, the steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from ventanilla.web.desk.ticket.macros import DOES

Units = Sequence[tuple[str, Any]]
LONGEST_SLUG = 60
#: So many steps a page offers; a macro may have as many (tickets/section.py).
STEPS = 8
LANGUAGES = ("es", "en")


@dataclass
class KeptForm:
    """`row` is what is true now, None for a new one; `wrong` why it could not be kept."""

    row: Any | None
    units: Units
    name: dict[str, str] = field(default_factory=dict)
    unit: str = ""
    wrong: list[str] = field(default_factory=list)

    def same(self) -> dict[str, Any]:
        """What both say. A name that was given stays: other files know it by that."""
        before = self.row.data if self.row else {}
        slug = (
            self.row.slug if self.row else slugify(self.name["es"])[:LONGEST_SLUG].strip("-") or "respuesta"
        )
        return {
            "slug": slug,
            "name": _text(self.name),
            "unit": self.unit or None,
            "source": before.get("source"),
            "proposed": False,
        }


@dataclass
class ReplyForm(KeptForm):
    text: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, row: Any | None, units: Units) -> "ReplyForm":
        if row is None:
            return cls(None, units, _languages(""), unit=units[0][0], text=_languages(""))
        return cls(
            row,
            units,
            _languages(row.data["name"]),
            row.data["unit"] or "",
            text=_languages(row.data["text"]),
        )

    @classmethod
    def read(cls, posted: Mapping[str, str], row: Any | None, units: Units) -> "ReplyForm":
        return cls(row, units, _posted(posted, "name"), posted.get("unit", ""), text=_posted(posted, "text"))

    def data(self) -> dict[str, Any]:
        return {**self.same(), "text": _text(self.text)}


@dataclass
class StepForm:
    """One line of a macro; `do` empty: no step. `says` is a reply's slug, `words` its own text in Spanish."""

    n: int
    do: str = ""
    says: str = ""
    words: str = ""
    tag: str = ""
    english: str = ""

    def data(self) -> dict[str, Any]:
        speaks = self.do in {"answer", "question", "correction", "note"}
        tags = self.do in {"tag", "untag"}
        words = {"es": self.words, **({"en": self.english} if self.english else {})}
        return {
            "do": self.do,
            "reply": self.says or None if speaks else None,
            "text": words if speaks and not self.says else None,
            "tag": self.tag if tags else None,
        }


@dataclass
class MacroForm(KeptForm):
    steps: list[StepForm] = field(default_factory=list)
    replies: Units = ()
    does: Sequence[tuple[str, Any]] = tuple(DOES.items())

    @classmethod
    def of(cls, row: Any | None, units: Units, replies: Units) -> "MacroForm":
        if row is None:
            empty = [StepForm(n) for n in range(1, STEPS + 1)]
            return cls(None, units, _languages(""), unit=units[0][0], steps=empty, replies=replies)
        data = row.data
        held = data["steps"] + [None] * (STEPS - len(data["steps"]))
        steps = [_step(n, one) for n, one in enumerate(held, 1)]
        return cls(row, units, _languages(data["name"]), data["unit"] or "", steps=steps, replies=replies)

    @classmethod
    def read(cls, posted: Mapping[str, str], row: Any | None, units: Units, replies: Units) -> "MacroForm":
        steps = [
            StepForm(
                n,
                *(
                    posted.get(f"{name}-{n}", "").strip()
                    for name in ("do", "says", "words", "tag", "english")
                ),
            )
            for n in range(1, STEPS + 1)
        ]
        return cls(row, units, _posted(posted, "name"), posted.get("unit", ""), steps=steps, replies=replies)

    def data(self) -> dict[str, Any]:
        return {**self.same(), "steps": [step.data() for step in self.steps if step.do]}


def _step(n: int, held: Mapping[str, Any] | None) -> StepForm:
    if held is None:
        return StepForm(n)
    words = _languages(held["text"] or "")
    return StepForm(n, held["do"], held["reply"] or "", words["es"], held["tag"] or "", words["en"])


def _languages(text: Any) -> dict[str, str]:
    if isinstance(text, str):
        return {"es": text, "en": ""}
    return {language: text.get(language) or "" for language in LANGUAGES}


def _posted(posted: Mapping[str, str], name: str) -> dict[str, str]:
    return {
        language: posted.get(f"{name}-{language}", "").replace("\r\n", "\n").strip() for language in LANGUAGES
    }


def _text(words: Mapping[str, str]) -> dict[str, str]:
    return {language: words[language] for language in LANGUAGES if language == "es" or words[language]}
