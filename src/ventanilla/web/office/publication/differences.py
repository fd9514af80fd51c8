"""What differs between two states of a thing, in the words of its pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ventanilla.lib.merging import ABSENT, Way, differences
from ventanilla.lib.text import LANGUAGES, said
from ventanilla.web.office.sheets.giving import GIVING, said_of
from ventanilla.web.office.sheets.words import spoken_in
from ventanilla.worktime.reading import WEEK

CALLED: dict[str, Any] = {
    "name": _("Name"),
    "summary": _("What it is, in a few words"),
    "for_whom": _("For whom"),
    "where": _("Where to go in person"),
    "tips": _("Good to know"),
    "keywords": _("Other words by which it is found"),
    "needs": _("What one needs"),
    "evidence": _("Evidence"),
    "evidence_help": _("What serves as evidence here"),
    **GIVING,
    "description": _("Description"),
    "what": _("What it does"),
    "phone": _("Telephone"),
    "email": _("E-mail address"),
    "holidays": _("Closed on the public holidays of the country"),
    "closed": _("Days closed"),
    "special": _("Days with other hours"),
    "working": _("Public holidays on which you do attend"),
    "unit": _("Unit"),
    "category": _("Category"),
    "terms": _("Terms"),
    "stages": _("Stages"),
    "routing": _("Which unit attends"),
    "form": _("The question"),
    "label": _("The question"),
    "help": _("A word of help below it"),
    "required": _("It must be answered"),
}


@dataclass(frozen=True)
class Change:
    """Where, and what it said before and says now, line by line."""

    where: str
    old: list[str]
    new: list[str]

    @classmethod
    def of(cls, way: Way, old: Any, new: Any, data: Any) -> "Change":
        """Of a text only the languages that differ are told."""
        if way[0] in GIVING:
            return cls(where(way, data), lines(said_of(old)), lines(said_of(new)))
        if is_text(old) and is_text(new):
            before, after = spoken_in(old), spoken_in(new)
            differing = [language for language in LANGUAGES if before[language] != after[language]]
            old, new = ({language: spoken[language] for language in differing} for spoken in (before, after))
        return cls(where(way, data), lines(old), lines(new))


def is_text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and "es" in value)


def changes(old: Any, new: Any) -> Iterator[Change]:
    for difference in differences(old, new):
        yield Change.of(difference.way, difference.old, difference.new, new)


def where(way: Way, data: Any) -> str:
    """“Horario: lunes”, “¿Qué quiere cambiar?: Opción sede”."""
    first, *more = way
    if first == "hours" and more:
        hours = gettext("Hours")
        return f"{hours}: {WEEKDAYS[WEEK.index(more[0])]}"
    if first == "assignment" and more:
        return str(GIVING[more[0]])
    if first == "form" and more:
        return _in_form(more, data)
    return str(CALLED.get(first, first))


def _in_form(way: list[str], data: Any) -> str:
    name, *more = way
    asked = next(
        (said(one["label"], "es").words for one in data.get("form", []) if one["name"] == name), name
    )
    if not more:
        return asked
    if more[0] == "options" and len(more) > 1:
        option = gettext("option %(name)s") % {"name": more[1]}
        return f"{asked}: {option}"
    return f"{asked}: {CALLED.get(more[0], more[0])}"


def lines(value: Any) -> list[str]:
    """A value as somebody reads it; nothing where nothing is said."""
    if value is None or value is ABSENT or value == "":
        return []
    if isinstance(value, bool):
        return [gettext("Yes") if value else gettext("No")]
    if isinstance(value, list):
        return [line for one in value for line in [" / ".join(lines(one))] if line]
    if isinstance(value, dict):
        return _of_mapping(value)
    return [str(value)]


def _of_mapping(value: dict[str, Any]) -> list[str]:
    if value.keys() <= set(LANGUAGES):
        marks = {"es": "", "en": "English: "}
        return [f"{marks[language]}{value[language]}" for language in LANGUAGES if value.get(language)]
    return [line for one in value.values() for line in lines(one)]
