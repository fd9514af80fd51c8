"""What can be written about each kind of thing, sheet by sheet."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from ventanilla.web.components.field import Choice
from ventanilla.web.office.sheets.giving import parts_of_giving
from ventanilla.web.office.sheets.hours import NO_HOURS, Days, Week
from ventanilla.web.office.sheets.marks import Pick, Tick
from ventanilla.web.office.sheets.part import Data, Part
from ventanilla.web.office.sheets.questions import parts_of_question, requirements_of_files
from ventanilla.web.office.sheets.words import Line, List, Words


@dataclass(frozen=True)
class Sheet:
    """One page of a draft. Its parts may depend on the thing (the questions that a service asks)."""

    slug: str
    name: Any
    parts: Callable[[Data], list[Part]]


TEXTS_OF_SERVICE: list[Part] = [
    Words("name", _("Name")),
    Words("summary", _("What it is, in a few words"), long=True),
    Words("for_whom", _("For whom"), long=True),
    Words("where", _("Where to go in person"), long=True, required=False),
    List("tips", _("Good to know"), long=True),
    List(
        "keywords",
        _("Other words by which it is found"),
        help=_("As students say it. A line that you leave empty goes away."),
    ),
]
EVIDENCE = (
    Choice("none", _("No evidence is asked for")),
    Choice("statement", _("A file, or a reason why there is none")),
    Choice("required", _("A file, always")),
)
REQUIREMENTS: list[Part] = [
    List("needs", _("What one needs")),
    Pick("evidence", _("Evidence"), EVIDENCE),
    Words("evidence_help", _("What serves as evidence here"), long=True, required=False),
]
TEXTS_OF_CATEGORY: list[Part] = [
    Words("name", _("Name")),
    Words("description", _("Description"), long=True),
    List("tips", _("Good to know"), long=True),
]
TEXTS_OF_UNIT: list[Part] = [
    Words("name", _("Name")),
    Words("what", _("What it does"), required=False),
    Line("phone", _("Telephone")),
    Line("email", _("E-mail address")),
]
HOURS: list[Part] = [
    Words("name", _("Name")),
    Week(
        "hours",
        _("Hours of the week"),
        help=_("For example 8:00-12:00, 13:00-17:00. A day without hours is closed."),
    ),
    Tick("holidays", _("Closed on the public holidays of the country")),
    Days(
        "closed",
        _("Days closed"),
        help=_("With the reason: whoever waits will read it. For a single day leave the last one empty."),
    ),
    Days("special", _("Days with other hours"), help=NO_HOURS, hours=True),
    Days("working", _("Public holidays on which you do attend")),
]


def _always(parts: list[Part]) -> Callable[[Data], list[Part]]:
    return lambda data: parts


SHEETS: dict[str, tuple[Sheet, ...]] = {
    "service": (
        Sheet("texts", _("Texts"), _always(TEXTS_OF_SERVICE)),
        Sheet("requirements", _("Requirements"), lambda data: [*REQUIREMENTS, *requirements_of_files(data)]),
        Sheet("giving", _("Giving out"), parts_of_giving),
    ),
    "category": (Sheet("texts", _("Texts"), _always(TEXTS_OF_CATEGORY)),),
    "calendar": (Sheet("hours", _("Hours"), _always(HOURS)),),
    "unit": (Sheet("texts", _("Texts"), _always(TEXTS_OF_UNIT)),),
}
QUESTION = "question-"


def sheets_of(kind: str, data: Data) -> list[Sheet]:
    """The sheets of a thing; a service has one more for each question of its form."""
    sheets = list(SHEETS[kind])
    for n, question in enumerate(data.get("form", []) if kind == "service" else []):
        sheets.append(_of_question(n, question))
    return sheets


def _of_question(n: int, question: Data) -> Sheet:
    return Sheet(
        f"{QUESTION}{question['name']}", question["label"], lambda data: parts_of_question(n, question)
    )
